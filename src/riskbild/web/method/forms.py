"""What is asked for about a board's year."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from riskbild.register.actions.years import EARLIEST, LATEST
from riskbild.web.forms.strict import ChangeForm, StrictForm
from riskbild.web.organisation.choices import Choices
from riskbild.web.organisation.fields import CHOOSE

_YEAR = {"required": _("Ange ett år."), "invalid": _("Ange året med fyra siffror.")}


class NewYearForm(StrictForm):
    """A year to be opened for a board, with the version of a method that it works with."""

    board = forms.ChoiceField(label=_("Nämnd"), error_messages=CHOOSE)
    year = forms.IntegerField(
        label=_("År"), error_messages=_YEAR, widget=forms.NumberInput(attrs={"min": EARLIEST, "max": LATEST})
    )
    method = forms.ChoiceField(label=_("Bedömningsmodell"), error_messages=CHOOSE)

    def __init__(self, *args: Any, boards: Choices, methods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["board"] = forms.ChoiceField(label=_("Nämnd"), choices=boards, error_messages=CHOOSE)
        self.fields["method"] = forms.ChoiceField(label=_("Bedömningsmodell"), choices=methods, error_messages=CHOOSE)


class YearMethodForm(ChangeForm):
    """The version of a method that a year is to work with instead."""

    method = forms.ChoiceField(label=_("Bedömningsmodell"), error_messages=CHOOSE)

    def __init__(self, *args: Any, methods: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["method"] = forms.ChoiceField(label=_("Bedömningsmodell"), choices=methods, error_messages=CHOOSE)
