"""Which events are shown, and why some are erased."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from riskbild.audit.event import all_events
from riskbild.audit.queries import TrailFilter
from riskbild.web.forms.strict import StrictForm
from riskbild.web.organisation.fields import CHOOSE, day_field, line_field

OPERATOR = "operator"
_ALL = ("", _("Alla"))


class TrailForm(forms.Form):
    """What the trail is narrowed by; every field is left empty for no narrowing."""

    handelse = forms.ChoiceField(label=_("Händelse"), required=False, error_messages=CHOOSE)
    person = forms.ChoiceField(label=_("Person"), required=False, error_messages=CHOOSE)
    fran = day_field(label=_("Från och med"), required=False)
    till = day_field(label=_("Till och med"), required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "sv"
        events = sorted(((one.name, one.sentence.text(language)) for one in all_events()), key=lambda one: one[1])
        names = [(str(user_id), name) for user_id, name in people]
        self._choose("handelse", [_ALL, *events])
        self._choose("person", [_ALL, *names, (OPERATOR, _("Vid serverns tangentbord"))])

    def wanted(self) -> TrailFilter:
        """The narrowing; only what is right of it where the form is not whole."""
        values = self.cleaned_data
        person, name = values.get("person") or "", values.get("handelse") or ""
        since, until = values.get("fran"), values.get("till")
        return TrailFilter(
            names=(name,) if name else (),
            actor_id=UUID(person) if person and person != OPERATOR else None,
            operator=person == OPERATOR,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    def _choose(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label, required=False, choices=choices, error_messages=CHOOSE
        )


class EraseForm(StrictForm):
    """Why personal data is erased from some events."""

    reason = line_field(
        label=_("Skäl"), help_text=_("Till exempel beslut och diarienummer. Skriv inga personuppgifter här."),
        error_messages={"required": _("Ange skälet.")},
    )  # fmt: skip
    h = forms.CharField(required=False, widget=forms.HiddenInput)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
