"""What is asked for about a sample."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskbild.followup.actions.samples import Order
from riskbild.followup.queries.samples import SampleSeen
from riskbild.rules.refusal import Refused
from riskbild.rules.sampling import METHOD_LABELS, METHOD_MEANINGS, MOST_DRAWN, SamplingMethod
from riskbild.rules.sampling_size import CONFIDENCES, Basis, SuggestedSize, suggested_size
from riskbild.web.forms.attempt import said
from riskbild.web.forms.steps import StepForm
from riskbild.web.forms.strict import TextField
from riskbild.web.organisation.fields import day_field

_CHOOSE = {"required": gettext_lazy("Välj i listan."), "invalid": gettext_lazy("Välj i listan.")}
_PERCENT = re.compile(r"(?:100|\d{1,2})(?:\.\d)?")
_NUMBER = {"required": gettext_lazy("Skriv ett tal."), "invalid": gettext_lazy("Skriv ett tal.")}


class PercentField(forms.CharField):
    """A share in per cent with at most one decimal, written with comma or point; read as a fraction of one."""

    def to_python(self, value: Any) -> Fraction | None:  # type: ignore[override]  # a share, not a text
        """The share, None for nothing."""
        text = str(value or "").strip().removesuffix("%").strip().replace(",", ".")
        if not text:
            return None
        if not _PERCENT.fullmatch(text):
            raise ValidationError(_("Skriv procent med högst en decimal."))
        return Fraction(text) / 100


class WeedingDayForm(StepForm):
    """From which day the population is to go."""

    weed_on = day_field(label=gettext_lazy("Gallras"))


class PopulationForm(StepForm):
    """Which rows of the file are the population."""

    sheet = forms.CharField(label=gettext_lazy("Blad"), required=False, max_length=200)
    title_row = forms.IntegerField(label=gettext_lazy("Rubrikrad"), min_value=1, error_messages=_NUMBER)
    left_out = forms.IntegerField(label=gettext_lazy("Rader sist som inte ingår"), min_value=0, error_messages=_NUMBER)

    @classmethod
    def of(cls, seen: SampleSeen) -> "PopulationForm":
        """The form with what holds now."""
        return cls(
            initial={
                "version": seen.version, "sheet": seen.sheet, "title_row": seen.title_row, "left_out": seen.left_out,
            }
        )  # fmt: skip


class DrawForm(StepForm):
    """How to draw, how many, and what is to be shown."""

    method = forms.ChoiceField(label=gettext_lazy("Metod"), error_messages=_CHOOSE)
    column = forms.TypedChoiceField(
        label=gettext_lazy("Kolumn"), required=False, coerce=int, empty_value=None, error_messages=_CHOOSE
    )
    confidence = forms.ChoiceField(label=gettext_lazy("Säkerhet"), error_messages=_CHOOSE)
    tolerable = PercentField(label=gettext_lazy("Godtagbar andel fel, %"), error_messages=_NUMBER)
    expected = PercentField(label=gettext_lazy("Förväntad andel fel, %"), error_messages=_NUMBER)
    size = forms.IntegerField(
        label=gettext_lazy("Antal rader att dra"), min_value=1, max_value=MOST_DRAWN, required=False,
        error_messages=_NUMBER,
    )  # fmt: skip
    error_means = TextField(label=gettext_lazy("Vad som räknas som fel"), required=False)

    def __init__(self, data: QueryDict | None = None, *, titles: tuple[str, ...] = (), **options: Any) -> None:
        super().__init__(data, **options)
        methods = [(one.value, said(text)) for one, text in METHOD_LABELS.items()]
        self.fields["method"].choices = methods  # type: ignore[attr-defined]  # it is a choice field
        places = [("", "–"), *((str(place), title) for place, title in enumerate(titles))]
        self.fields["column"].choices = places  # type: ignore[attr-defined]
        shares = [(str(int(one * 100)), f"{int(one * 100)} %") for one in CONFIDENCES]
        self.fields["confidence"].choices = shares  # type: ignore[attr-defined]

    @classmethod
    def beginning(cls, seen: SampleSeen) -> "DrawForm":
        """The form as it begins: 95 per cent sure of at most 5 per cent errors, none expected."""
        size = suggested_size(Basis(), seen.population_size).size
        initial = {
            "version": seen.version, "method": SamplingMethod.SIMPLE, "confidence": "95", "tolerable": "5",
            "expected": "0", "size": size,
        }  # fmt: skip
        return cls(titles=tuple(seen.titles), initial=initial)

    def also_known(self) -> frozenset[str]:
        """The button that was pressed."""
        return frozenset({"do"})

    def basis(self) -> Basis:
        """What size and result are worked out from. Raises `Refused` for shares that make no sense."""
        values = self.cleaned_data
        return Basis(Fraction(int(values["confidence"]), 100), values["tolerable"], values["expected"])

    def suggestion(self, population_size: int) -> SuggestedSize | None:
        """The suggested size; None with an error on the form where there can be none."""
        try:
            return suggested_size(self.basis(), self.rows_of(population_size))
        except Refused as refused:
            self.add_error("tolerable", said(refused.sentence))
            return None

    def rows_of(self, population_size: int) -> int | None:
        """How many rows there are to draw among; None for one drawn by amount, since kronor are not rows."""
        return None if self.cleaned_data["method"] == SamplingMethod.WEIGHTED else population_size

    def order(self) -> Order:
        """What is to be drawn. Raises `Refused` for shares that make no sense."""
        values = self.cleaned_data
        method = SamplingMethod(values["method"])
        divided = method in {SamplingMethod.STRATIFIED, SamplingMethod.WEIGHTED}
        return Order(
            method=method, size=values["size"] or 0, basis=self.basis(), error_means=values["error_means"],
            column=values["column"] if divided else None,
        )  # fmt: skip

    def meanings(self) -> list[tuple[str, str]]:
        """What each method is, in words."""
        return [(said(METHOD_LABELS[one]), said(METHOD_MEANINGS[one])) for one in SamplingMethod]
