"""What is asked for about a plan and its items. What needs the database is checked by the actions alone."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from riskbild.planning.actions.adopting import Decision
from riskbild.planning.fields import CONTROL, ITEM_TEXTS, WORDING
from riskbild.planning.queries.plans import ItemSeen
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ItemKind, ItemOrigin
from riskbild.web.forms.attempt import said
from riskbild.web.forms.strict import ChangeForm, TextField

_CHOOSE = {"required": gettext_lazy("Välj i listan."), "invalid": gettext_lazy("Välj i listan.")}
_LINES = frozenset({"heading", "process", "control_owner", "performer", "frequency", "reported_to"})
_PEOPLE = ("owner_person", "performer_person")
_BETWEEN = re.compile(r"[\s,;]+")


class RisksField(forms.CharField):
    """Keys of risks with commas between: several boxes of one name are joined before the form is read."""

    def to_python(self, value: Any) -> list[UUID]:  # type: ignore[override]  # a list of keys, not a text
        """The keys in the order they were sent."""
        try:
            return [UUID(key) for key in dict.fromkeys(filter(None, str(value or "").split(",")))]
        except ValueError as error:
            raise ValidationError(_("Välj i listan.")) from error


class DatesField(forms.CharField):
    """Days with commas, blanks or line breaks between; nothing leaves them to be worked out."""

    def to_python(self, value: Any) -> list[date] | None:  # type: ignore[override]  # days, not a text
        """The days, or None where none is given."""
        texts = [text for text in _BETWEEN.split(str(value or "")) if text]
        try:
            return [date.fromisoformat(text) for text in texts] or None
        except ValueError as error:
            raise ValidationError(_("Skriv datum som 2026-04-30, med komma emellan.")) from error


class ItemForm(ChangeForm):
    """Every text of an item, its kind and origin, its risks, its days, and the people behind the roles."""

    names = ("kind", *CONTROL, *WORDING, "origin", "risks", "dates", *_PEOPLE)
    key = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(None if data is None else _joined(data), **options)
        kinds = [(kind.value, said(ITEM_KIND_LABELS[kind])) for kind in ItemKind]
        self.fields["kind"] = forms.ChoiceField(choices=kinds, error_messages=_CHOOSE, label=_("Slag"))
        origins = [(origin.value, origin.value) for origin in ItemOrigin]
        self.fields["origin"] = forms.ChoiceField(choices=origins, error_messages=_CHOOSE, label=_("Ursprung"))
        for name, label in ITEM_TEXTS.items():
            widget = forms.TextInput() if name in _LINES else forms.Textarea()
            self.fields[name] = TextField(required=False, label=said(label), widget=widget)
        self.fields["risks"] = RisksField(required=False, label=_("Risker"))
        self.fields["dates"] = DatesField(required=False, label=_("Datum"), widget=forms.Textarea)
        for name, called in zip(_PEOPLE, (_("Person, kontrollansvarig"), _("Person, utför")), strict=True):
            self.fields[name] = forms.UUIDField(required=False, label=called, error_messages=_CHOOSE)
        if self.is_bound:
            for name in ("kind", "origin"):
                self.fields[name].required = name in self.data

    def changes(self) -> dict[str, Any]:
        """What was sent, as the action takes it; days that nobody touched follow the frequency."""
        sent = {name: self.cleaned_data[name] for name in self.names if name in self.data}
        if "dates" in sent and not self.seen.touched("dates", str(self.data["dates"])):
            del sent["dates"]
        return sent


class NewItemForm(ItemForm):
    """An item that is not there yet: no version, but a key of its own."""

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        del self.fields["version"]
        self.fields["key"].required = True

    def texts(self) -> dict[str, str]:
        """The texts that were filled in: without words of its own the item starts with its first risk's."""
        return {name: text for name in ITEM_TEXTS if (text := self.cleaned_data.get(name))}


def item_values(item: ItemSeen) -> dict[str, str]:
    """What stands in the fields of `ItemForm`; a secret text the person may not read counts as empty."""
    texts = {name: text if isinstance(text, str) else "" for name, text in item.texts.items()}
    return {
        **texts,
        "kind": item.kind.value,
        "origin": item.origin.value,
        "risks": ",".join(str(risk.id) for risk in item.risks),
        "dates": ", ".join(day.isoformat() for _period, day in item.dates),
        "owner_person": str(item.owner_person_id or ""),
        "performer_person": str(item.performer_person_id or ""),
    }


def origin_choices(present: ItemOrigin | None = None) -> Sequence[ItemOrigin]:
    """The origins a person may give: the common ones are the executive board's."""
    own = (ItemOrigin.OWN, ItemOrigin.BUSINESS_PLAN, ItemOrigin.AUDIT)
    return own if present in {*own, None} or present is None else (present, *own)


class ReasonForm(ChangeForm):
    """A step that needs a reason."""

    names = ("reason",)
    reason = TextField(label=gettext_lazy("Skäl"), error_messages={"required": gettext_lazy("Ange skälet.")})


class AdoptForm(ChangeForm):
    """The board's decision as it stands in the minutes."""

    names = ("body", "decided_on", "paragraph", "case_number")
    body = forms.CharField(
        label=gettext_lazy("Beslutad av"), max_length=200,
        error_messages={"required": gettext_lazy("Ange vem som beslutade.")},
    )  # fmt: skip
    decided_on = forms.DateField(
        label=gettext_lazy("Beslutsdatum"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Ange beslutsdatum."), "invalid": gettext_lazy("Ange ett datum.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf"), max_length=40, error_messages={"required": gettext_lazy("Ange paragrafen.")}
    )
    case_number = forms.CharField(
        label=gettext_lazy("Diarienummer"), max_length=80,
        error_messages={"required": gettext_lazy("Ange ärendets diarienummer.")},
    )  # fmt: skip

    def decision(self) -> Decision:
        """The decision as the action takes it."""
        values: Mapping[str, Any] = self.cleaned_data
        return Decision(values["body"], values["decided_on"], values["paragraph"], values["case_number"])


def _joined(data: QueryDict) -> QueryDict:
    """The data with the boxes of the risks as one value."""
    if "risks" not in data:
        return data
    joined = data.copy()
    joined["risks"] = ",".join(filter(None, data.getlist("risks")))
    return joined
