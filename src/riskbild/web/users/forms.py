"""What is asked for about a user and a role. What is allowed is known by the actions alone."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from riskbild.organisation.roles import ROLE_LABELS, Role
from riskbild.web.forms.strict import ChangeForm, StrictForm
from riskbild.web.organisation.choices import Choices
from riskbild.web.organisation.fields import CHOOSE, day_field, line_field
from riskbild.web.users.role_words import ROLE_MEANS

_NAME = {"required": _("Ange ett namn.")}


def _mail() -> forms.CharField:
    return line_field(
        label=_("E-post"), required=False, widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"})
    )


class NewUserForm(StrictForm):
    """A person who is to be able to sign in."""

    name = line_field(label=_("Namn"), error_messages=_NAME)
    username = line_field(
        label=_("Användarnamn"),
        help_text=_("Det som skrivs vid inloggningen, till exempel e-postadressen. Kan inte ändras sedan."),
        error_messages={"required": _("Ange ett användarnamn.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    email = _mail()


class UserForm(ChangeForm):
    """A user's name and mail address."""

    names = ("name", "email")
    name = line_field(label=_("Namn"), error_messages=_NAME)
    email = _mail()


class SessionsForm(StrictForm):
    """A press of a button."""


class RoleForm(StrictForm):
    """A role, where it holds with all below, and from when."""

    role = forms.ChoiceField(label=_("Roll"), error_messages=CHOOSE)
    node = forms.ChoiceField(label=_("Gäller vid"), error_messages=CHOOSE)
    on = day_field(label=_("Från och med"), required=False)
    until = day_field(
        label=_("Till"), required=False, help_text=_("Den dagen gäller rollen inte längre. Tomt betyder tills vidare.")
    )

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        language = get_language() or "sv"
        roles = [(role.value, ROLE_LABELS[role].text(language), ROLE_MEANS[role].text(language)) for role in Role]
        self.role_choices = roles
        self.fields["role"] = forms.ChoiceField(
            label=_("Roll"), choices=[(value, word) for value, word, _means in roles], error_messages=CHOOSE
        )
        self.fields["node"] = forms.ChoiceField(
            label=_("Gäller vid"), choices=places, error_messages=CHOOSE,
            help_text=_("Rollen gäller också allt som ligger under."),
        )  # fmt: skip


class EndRoleForm(ChangeForm):
    """The first day on which a role no longer holds."""

    on = day_field(label=_("Avslutas"), help_text=_("Personen har rollen till och med dagen före."))
