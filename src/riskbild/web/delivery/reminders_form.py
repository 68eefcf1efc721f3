"""The form for a board's reminders, and the rules read out of it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from riskbild.rules.refusal import Refused
from riskbild.rules.reminders import MOST_BEFORE, MOST_DAYS, ReminderRules
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm
from riskbild.web.organisation.fields import CHOOSE

_NUMBER = {"invalid": gettext_lazy("Ange antalet med siffror.")}
_LINK, _SIGN_IN = "link", "sign_in"


def _days(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=1, max_value=MOST_DAYS, error_messages=_NUMBER
    )


class RemindersForm(ChangeForm):
    """When is reminded. A number left out leaves that reminder out."""

    on = forms.BooleanField(label=gettext_lazy("Skicka påminnelser"), required=False)
    opening = forms.BooleanField(label=gettext_lazy("När perioden öppnar"), required=False)
    before = forms.CharField(
        label=gettext_lazy("Dagar före sista dagen"), required=False, max_length=60,
        help_text=gettext_lazy("Flera skrivs med komma emellan: 7, 2."),
    )  # fmt: skip
    last_day = forms.BooleanField(label=gettext_lazy("På sista dagen"), required=False)
    late_every = _days(gettext_lazy("Dagar mellan påminnelser om det försenade"))
    manager_after = _days(gettext_lazy("Chefen får veta, dagar efter sista dagen"))
    coordinator_after = _days(gettext_lazy("Samordnaren får veta, dagar efter sista dagen"))
    workdays = forms.BooleanField(label=gettext_lazy("Bara på vardagar"), required=False)
    links = forms.ChoiceField(
        label=gettext_lazy("Länken i mejlet"), widget=forms.RadioSelect, error_messages=CHOOSE,
        choices=[(_LINK, _LINK), (_SIGN_IN, _SIGN_IN)],
    )  # fmt: skip

    def offered(self) -> list[tuple[str, str]]:
        """What a link may do, in the words of the page."""
        return [
            (_LINK, gettext("Öppnar rapporteringen direkt, bara mottagarens egna uppgifter och inget med sekretess")),
            (_SIGN_IN, gettext("Kräver inloggning")),
        ]

    def clean_before(self) -> tuple[int, ...]:
        """The days, most first."""
        parts = [part.strip() for part in self.cleaned_data["before"].split(",") if part.strip()]
        if not all(part.isdecimal() and 1 <= int(part) <= MOST_DAYS for part in parts) or len(parts) > MOST_BEFORE:
            raise ValidationError(
                gettext("Skriv högst %(most)d antal dagar med komma emellan, till exempel 7, 2.")
                % {"most": MOST_BEFORE}
            )
        return tuple(sorted({int(part) for part in parts}, reverse=True))

    def clean(self) -> dict[str, Any] | None:
        """Reads the whole as the rules want it."""
        cleaned = super().clean()
        if not self.errors:
            values = {name: self.cleaned_data[name] for name in _PLAIN}
            try:
                self._rules = ReminderRules(**values, links=self.cleaned_data["links"] == _LINK)
            except Refused as refusal:
                self.add_error(None, said(refusal.sentence))
        return cleaned

    def rules(self) -> ReminderRules:
        """The rules, once the form has been checked."""
        return self._rules


def initial_of(rules: ReminderRules) -> Mapping[str, Any]:
    """What stands in the form to begin with."""
    values = {name: getattr(rules, name) for name in _PLAIN}
    return {**values, "before": ", ".join(map(str, rules.before)), "links": _LINK if rules.links else _SIGN_IN}


_PLAIN = (
    "on", "opening", "before", "last_day", "late_every", "manager_after", "coordinator_after", "workdays",
)  # fmt: skip
