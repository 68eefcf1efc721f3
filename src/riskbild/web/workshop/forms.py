"""What is asked of a participant, and of the group."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from riskbild.register.derive import Scored
from riskbild.register.terms import ASSESSMENT_KIND_LABELS, AssessmentKind
from riskbild.rules.method import Method
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm, StrictForm, TextField
from riskbild.web.organisation.fields import CHOOSE

_HIGHEST = 10_000
type Axes = Sequence[tuple[str, str, Sequence[tuple[int, str, str]]]]


class ScoreForm(StrictForm):
    """One participant's opinion: a step on each axis, or a score where the method has no axes."""

    likelihood = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST)
    impact = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST)
    score = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST, label=gettext_lazy("Riskvärde"))

    def scored(self) -> Scored:
        """The numbers that were chosen."""
        values = self.cleaned_data
        return Scored(values["likelihood"], values["impact"], values["score"])


class DecideForm(ChangeForm):
    """What the group came to."""

    likelihood = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST)
    impact = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST)
    score = forms.IntegerField(required=False, min_value=0, max_value=_HIGHEST, label=gettext_lazy("Riskvärde"))
    kind = forms.ChoiceField(label=gettext_lazy("Vad bedömer ni?"), error_messages=CHOOSE)
    motive = TextField(label=gettext_lazy("Motivering"), required=False)
    participants = TextField(label=gettext_lazy("Deltagare i den här bedömningen"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = [(one.value, said(ASSESSMENT_KIND_LABELS[one])) for one in AssessmentKind]
        self.fields["kind"].choices = self.kinds  # type: ignore[attr-defined]  # it is a choice field

    def scored(self) -> Scored:
        """The numbers that were chosen."""
        values = self.cleaned_data
        return Scored(values["likelihood"], values["impact"], values["score"])


def axes_of(method: Method, likelihood: str, impact: str) -> Axes:
    """Each axis with its name and its steps, the lowest first: value, number with word, criteria."""
    scales = (("likelihood", likelihood, method.likelihood), ("impact", impact, method.impact))
    return [
        (axis, text, [(step.value, f"{step.value} {step.word}".strip(), step.criteria) for step in scale.steps])
        for axis, text, scale in scales
        if scale
    ]


def wrong_at(method: Method) -> str:
    """The field that a refused opinion speaks of."""
    return "score" if method.likelihood is None else "likelihood"
