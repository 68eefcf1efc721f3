"""What a step asks for that needs nothing but the version it is taken from, or that and a reason."""

from django import forms
from django.utils.translation import gettext_lazy

from riskbild.web.forms.strict import ChangeForm, StrictForm, TextField


class VersionForm(ChangeForm):
    """A step that needs nothing but what it was taken from."""


class StepForm(StrictForm):
    """A step that needs nothing but the number of the version it is taken from, as the actions know it."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = TextField(label=gettext_lazy("Skäl"), error_messages={"required": gettext_lazy("Ange skälet.")})
