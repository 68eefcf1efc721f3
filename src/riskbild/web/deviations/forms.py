"""What is asked for about a deviation. What needs the database is checked by the actions alone."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from riskbild.followup.actions.deviation_handling import PlannedMeasure
from riskbild.rules.deviation import LONGEST_TITLE, SEVERITIES
from riskbild.rules.labels import label
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result
from riskbild.web.forms.attempt import said
from riskbild.web.forms.steps import StepForm
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.organisation.fields import day_field

_CHOOSE = {"required": gettext_lazy("Välj i listan."), "invalid": gettext_lazy("Välj i listan.")}


class DeviationForm(StrictForm):
    """What was found, how serious it is and why it came about. `version` is empty for a new one, which has a key."""

    title = forms.CharField(
        label=gettext_lazy("Avvikelsen i en mening"), max_length=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Beskriv avvikelsen i en mening.")},
    )  # fmt: skip
    severity = forms.ChoiceField(
        label=gettext_lazy("Allvarlighetsgrad"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Ange om avvikelsen är mindre eller större enligt kriterierna.")},
    )  # fmt: skip
    found_on = day_field(label=gettext_lazy("Upptäckt"))
    description = TextField(label=gettext_lazy("Vad som upptäcktes"), required=False)
    cause = TextField(label=gettext_lazy("Orsak"), required=False)
    node = forms.UUIDField(label=gettext_lazy("Enhet"), required=False, error_messages=_CHOOSE)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    report = forms.UUIDField(required=False, widget=forms.HiddenInput)
    drawn = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(one.value, said(label(one))) for one in SEVERITIES]
        self.fields["severity"].choices = choices  # type: ignore[attr-defined]  # it is a choice field

    def texts(self) -> dict[str, str]:
        """The texts as the action takes them."""
        return {name: self.cleaned_data[name] for name in ("title", "description", "cause")}

    def severity_given(self) -> Result:
        """The severity chosen."""
        return Result(self.cleaned_data["severity"])


class ChangedForm(StepForm):
    """A measure with owner and day, there already."""

    text = TextField(label=gettext_lazy("Åtgärd"), error_messages={"required": gettext_lazy("Beskriv åtgärden.")})
    owner = forms.CharField(
        label=gettext_lazy("Ansvarig (roll)"), max_length=200,
        error_messages={"required": gettext_lazy("Ange vem som ansvarar.")},
    )  # fmt: skip
    person = forms.UUIDField(label=gettext_lazy("Person"), required=False, error_messages=_CHOOSE)
    due = day_field(label=gettext_lazy("Klar senast"))

    def measure(self) -> PlannedMeasure:
        """The measure as it was written."""
        values = self.cleaned_data
        return PlannedMeasure(values["text"], values["owner"], values["due"], values["person"])


class MeasureForm(ChangedForm):
    """A new measure. `version` is the deviation's, `key` the measure's own to come."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)


class ProgressForm(StepForm):
    """How far a measure has come."""

    progress = forms.ChoiceField(label=gettext_lazy("Läge"), error_messages=_CHOOSE)
    note = TextField(label=gettext_lazy("Kommentar"), required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        choices = [(one.value, said(label(one))) for one in Progress]
        self.fields["progress"].choices = choices  # type: ignore[attr-defined]  # it is a choice field


class NoteForm(StepForm):
    """The end of a deviation, and how it was seen that the measures work."""

    note = TextField(
        label=gettext_lazy("Hur det har följts upp"),
        error_messages={"required": gettext_lazy("Beskriv hur du har sett att åtgärderna fungerar.")},
    )
