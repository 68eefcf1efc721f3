"""What is asked for about a part of the organisation. What is allowed is known by the actions alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from riskbild.organisation.kinds import NodeKind
from riskbild.web.forms.strict import ChangeForm, StrictForm
from riskbild.web.organisation.choices import Choices, kinds_under
from riskbild.web.organisation.fields import CHOOSE, day_field, line_field

_CODE_HINT = _("Kort namn i kommandon och adresser, till exempel UTB. Nämnder, bolag och förbund måste ha en.")


class NewNodeForm(StrictForm):
    """A part that is not there yet; `key` makes a form sent twice add one part."""

    kind = forms.ChoiceField(label=_("Slag"), error_messages=CHOOSE)
    name = line_field(label=_("Namn"), error_messages={"required": _("Ange ett namn.")})
    code = line_field(label=_("Kod"), required=False, help_text=_CODE_HINT)
    on = day_field(
        label=_("Finns från och med"), required=False, help_text=_("Lämna tomt om delen har funnits hela tiden.")
    )
    key = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, parent: NodeKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Slag"), choices=kinds_under(parent), error_messages=CHOOSE, widget=forms.RadioSelect
        )


class NodeForm(ChangeForm):
    """A part's name and code."""

    names = ("name", "code")
    name = line_field(label=_("Namn"), error_messages={"required": _("Ange ett namn.")})
    code = line_field(label=_("Kod"), required=False, help_text=_CODE_HINT)


class MoveForm(ChangeForm):
    """Where a part is to stand, and from which day."""

    parent = forms.ChoiceField(label=_("Ny plats under"), error_messages=CHOOSE)
    on = day_field(
        label=_("Från och med"),
        help_text=_("Före det datumet ligger delen kvar där den låg. Datumet kan ligga framåt."),
    )

    def __init__(self, *args: Any, places: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = forms.ChoiceField(label=_("Ny plats under"), choices=places, error_messages=CHOOSE)


class CloseForm(ChangeForm):
    """The day from which a part is closed."""

    on = day_field(label=_("Avslutad från och med"))
