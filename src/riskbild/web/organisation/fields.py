"""Form fields that several pages of administration share: a day, a name, the words for a choice not made."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

_EARLIEST, _LATEST = date(1800, 1, 1), date(2999, 12, 31)
_REASONABLE = _("Ange ett datum mellan 1800 och 2999.")
CHOOSE = {"required": _("Välj i listan."), "invalid_choice": _("Välj i listan."), "invalid": _("Välj i listan.")}


class DayInput(forms.DateInput):
    """A date as the browser's own date field takes it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def day_field(**options: Any) -> forms.DateField:
    """A day, typed or picked, always written like 2026-01-31."""
    limits = [MinValueValidator(_EARLIEST, _REASONABLE), MaxValueValidator(_LATEST, _REASONABLE)]
    wrong = {"invalid": _("Skriv datumet så här: 2026-01-31."), "required": _("Ange ett datum.")}
    return forms.DateField(
        widget=DayInput(), input_formats=["%Y-%m-%d"], error_messages=wrong, validators=limits, **options
    )


def line_field(**options: Any) -> forms.CharField:
    """One line of text, whose length and signs the action checks, so that the reason is said in one place."""
    field = forms.CharField(strip=False, **options)
    field.validators = []
    return field
