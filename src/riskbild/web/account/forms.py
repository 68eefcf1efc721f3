"""The account's forms: what is asked, and what can be seen to be wrong without the database."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """Sign-in name and password."""

    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Lösenord"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The password in use and the new one, twice."""

    current = forms.CharField(
        label=_("Nuvarande lösenord"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("Nytt lösenord"),
        help_text=_("Minst 12 tecken. En mening som du minns men som ingen annan kan gissa är bra."),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Nytt lösenord en gång till"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any] | None:
        """The new password must be typed alike both times."""
        new, repeated = self.cleaned_data.get("new"), self.cleaned_data.get("repeated")
        if new and repeated and new != repeated:
            self.add_error("repeated", gettext("De två nya lösenorden är inte lika."))
        return self.cleaned_data
