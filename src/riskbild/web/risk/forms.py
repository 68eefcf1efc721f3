"""What is asked for about a risk. Choices that need the database are checked by the actions alone."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskbild.register.actions.measures import MeasureTexts
from riskbild.register.derive import Scored
from riskbild.register.fields import FIELD_LABELS, MASKABLE
from riskbild.register.queries.page import MeasureSeen, RiskSeen
from riskbild.register.terms import AssessmentKind
from riskbild.rules.method import LARGEST_SCORE
from riskbild.rules.progress import Progress
from riskbild.rules.response import Response
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm, TextField

_LONG = ("causes", "risk", "consequence", "description", "existing_controls", "result", "comment")
_SHORT = ("reference", "process", "step", "heading", "category", "analysis_date", "responsible", "deadline")
_ANSWERS = {"": None, "yes": True, "no": False}
WHOLE = "whole"
"""What stands for the whole risk where a field is chosen."""
_CHOOSE = {"required": gettext_lazy("Välj i listan."), "invalid": gettext_lazy("Välj i listan.")}


def _answer() -> forms.ChoiceField:
    choices = (("", _("Inte angivet")), ("yes", _("Ja")), ("no", _("Nej")))
    return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect)


class RiskForm(ChangeForm):
    """Every text of a risk, its answers, its unit and its owner. The measures have forms of their own."""

    names = (*_LONG, *_SHORT, "in_plan", "follows_plan", "node", "owner")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {name: TextField(required=False) for name in (*_LONG, *_SHORT)}
        self.fields |= {"in_plan": _answer(), "follows_plan": _answer()}
        self.fields["node"] = forms.UUIDField(error_messages=_CHOOSE)
        self.fields["owner"] = forms.UUIDField(required=False, error_messages=_CHOOSE)
        for name in self.names:
            self.fields[name].label = said(FIELD_LABELS[name])
        for name in _SHORT:
            # A line break would be lost in a field of one line.
            if "\n" not in str(self[name].value() or "").strip("\n"):
                self.fields[name].widget = forms.TextInput()
        if self.is_bound and "node" not in self.data:
            self.fields["node"].required = False

    def changes(self) -> dict[str, Any]:
        """What was sent, as the action takes it."""
        return {name: self._stored(name) for name in self.names if name in self.data}

    def _stored(self, name: str) -> Any:
        value = self.cleaned_data[name]
        return _ANSWERS[value] if name in {"in_plan", "follows_plan"} else value


class NewRiskForm(RiskForm):
    """A risk that is not there yet: no version, no owner, but a key of its own and the year it belongs to."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    board_year = forms.UUIDField(widget=forms.HiddenInput)
    then = forms.ChoiceField(required=False, choices=[("", ""), ("assess", "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("version", "owner", "follows_plan", "result"):
            del self.fields[name]

    def cells(self) -> dict[str, Any]:
        """The cells of the new risk; what was left empty is no cell."""
        cells = {name: value for name, value in self.changes().items() if name in self.fields and name != "node"}
        return {name: value for name, value in cells.items() if value not in {"", None}}

    def changes(self) -> dict[str, Any]:
        """What was sent, as the action takes it."""
        return {name: self._stored(name) for name in self.names if name in self.data and name in self.fields}


def risk_values(risk: RiskSeen) -> dict[str, str]:
    """What stands in the fields of `RiskForm`; a secret text the person may not read counts as empty."""
    texts = {name: "" if name in risk.masked else str(risk.texts[name]) for name in (*_LONG, *_SHORT)}
    answers = {name: _word(getattr(risk, name)) for name in ("in_plan", "follows_plan")}
    return {**texts, **answers, "node": str(risk.node_id), "owner": str(risk.owner_id or "")}


def _word(answer: bool | None) -> str:  # noqa: FBT001 - the value itself, yes, no or not stated
    return next(word for word, value in _ANSWERS.items() if value is answer)


class ResponseForm(ChangeForm):
    """What is decided about a risk, and why."""

    names = ("response", "reason")
    response = forms.ChoiceField(required=False, choices=[("", ""), *((one.value, one.value) for one in Response)])
    reason = TextField(required=False, label=gettext_lazy("Motivering"))

    def clean(self) -> dict[str, Any] | None:
        """A decision needs its reason."""
        super().clean()
        if self.cleaned_data.get("response") and not self.cleaned_data.get("reason", "x").strip():
            self.add_error("reason", _("Motivera ställningstagandet."))
        return self.cleaned_data

    def chosen(self) -> Response | None:
        """The response, or nothing where it is taken back."""
        value = self.cleaned_data["response"]
        return Response(value) if value else None


def response_values(risk: RiskSeen) -> dict[str, str]:
    """What stands in the fields of `ResponseForm`."""
    hidden = "response_reason" in risk.masked
    return {"response": risk.response, "reason": "" if hidden else str(risk.texts["response_reason"])}


class OfMeasure(ChangeForm):
    """A form whose version is a measure's; the risk's own goes along, since its cells follow its measures."""

    risk_version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    @property
    def risk_read(self) -> int:
        """The version of the risk that the form was filled in from, once it has been checked."""
        version: int = self.cleaned_data["risk_version"]
        return version


class MeasureForm(OfMeasure):
    """A measure's own texts; `key` names a measure to come."""

    names = ("text", "roles", "deadline", "person")
    text = TextField(label=gettext_lazy("Åtgärd"), error_messages={"required": gettext_lazy("Beskriv åtgärden.")})
    roles = TextField(required=False, label=gettext_lazy("Ansvarig roll"), widget=forms.TextInput)
    deadline = TextField(required=False, label=gettext_lazy("När"), widget=forms.TextInput)
    person = forms.UUIDField(required=False, label=gettext_lazy("Person"), error_messages=_CHOOSE)
    key = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def texts(self) -> MeasureTexts:
        """The measure as the action takes it."""
        values = self.cleaned_data
        return MeasureTexts(values["text"], values["roles"], values["deadline"], values["person"])


def measure_values(measure: MeasureSeen | None) -> dict[str, str]:
    """What stands in the fields of `MeasureForm`."""
    if measure is None:
        return dict.fromkeys(MeasureForm.names, "")
    texts: Mapping[str, object] = {"text": measure.text, "roles": measure.roles, "deadline": measure.deadline}
    return {**{name: str(text) for name, text in texts.items()}, "person": str(measure.person_id or "")}


class ReportForm(OfMeasure):
    """How far a measure has come."""

    names = ("progress", "note")
    progress = forms.ChoiceField(
        choices=[(one.value, one.value) for one in Progress], label=gettext_lazy("Läge"), error_messages=_CHOOSE
    )
    note = TextField(required=False, label=gettext_lazy("Kommentar"))


class RemoveForm(OfMeasure):
    """A measure that is taken away."""


class AssessForm(ChangeForm):
    """One assessment: a step on each axis, or a score where the method has no axes."""

    kind = forms.ChoiceField(choices=[(one.value, one.value) for one in AssessmentKind], error_messages=_CHOOSE)
    likelihood = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_SCORE)
    impact = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_SCORE)
    score = forms.IntegerField(required=False, min_value=0, max_value=LARGEST_SCORE, label=gettext_lazy("Riskvärde"))
    motive = TextField(required=False, label=gettext_lazy("Motivering"))
    made_on = forms.DateField(
        required=False, label=gettext_lazy("Bedömd den"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_made_on(self) -> date | None:
        """An assessment is made today or earlier."""
        made_on: date | None = self.cleaned_data["made_on"]
        if made_on and made_on > self.today:
            raise ValidationError(_("Datumet ligger i framtiden."))
        return made_on

    def scored(self) -> Scored:
        """The numbers that were chosen."""
        values = self.cleaned_data
        return Scored(values["likelihood"], values["impact"], values["score"])


_SECRET = [(WHOLE, ""), *((name, "") for name in sorted(MASKABLE))]


class SecrecyForm(ChangeForm):
    """What of a risk is secret, and under which paragraph."""

    field = forms.ChoiceField(
        label=gettext_lazy("Vad är hemligt?"),
        choices=_SECRET,
        error_messages={**_CHOOSE, "required": gettext_lazy("Välj vad som är hemligt.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf"), max_length=60, error_messages={"required": gettext_lazy("Ange paragrafen.")}
    )
    reason = TextField(required=False, label=gettext_lazy("Skäl"))


class LiftForm(ChangeForm):
    """A secrecy mark that is taken away."""

    field = forms.ChoiceField(choices=_SECRET, error_messages=_CHOOSE)


class ArchiveForm(ChangeForm):
    """Why a risk is taken out of the lists."""

    reason = TextField(
        label=gettext_lazy("Skäl"), error_messages={"required": gettext_lazy("Ange varför risken avförs.")}
    )
