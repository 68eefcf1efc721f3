"""What is sent when many risks are changed at once: which risks, which fields, and what they shall say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from riskbild.register.actions.checking import checked_fields
from riskbild.register.actions.editing import MOST_AT_ONCE, Chosen
from riskbild.rules.refusal import Refused, Unreadable
from riskbild.rules.sentence import Sentence

FIELDS = ("node", "heading", "category", "in_plan", "responsible", "deadline")
"""The fields that can be changed in many risks at once, in the order of the form."""

TEXTS = frozenset({"heading", "category", "responsible", "deadline"})
_ANSWERS = {"yes": True, "no": False, "": None}

type Error = tuple[str, Sentence]


@dataclass(frozen=True)
class BulkForm:
    """The form as it was sent. `step` is "" on the way in, then "preview" or "save"; `back` is the list's query."""

    chosen: Sequence[Chosen]
    ticked: frozenset[str]
    values: Mapping[str, str]
    step: str
    back: str

    @property
    def versions(self) -> Mapping[UUID, int]:
        """The version of each chosen risk that the person saw."""
        return {one.id: one.version for one in self.chosen}

    def read(self, units: Collection[str]) -> tuple[dict[str, Any], list[Error]]:
        """The changes as the register takes them, and what is wrong with them. `units` can be chosen among."""
        if not self.ticked:
            return {}, [("", _NOTHING)] if self.step else []
        changes = {name: self.values[name] for name in FIELDS if name in self.ticked}
        if "node" in changes and changes["node"] not in units:
            return {}, [("node", _NO_UNIT)]
        try:
            return self._read(changes), []
        except Refused as refusal:
            named = [(found.where, found.sentence) for found in refusal.findings]
            return {}, named or [("", refusal.sentence)]

    def _read(self, changes: Mapping[str, str]) -> dict[str, Any]:
        read: dict[str, Any] = checked_fields({name: text for name, text in changes.items() if name in TEXTS})
        if "in_plan" in changes:
            read["in_plan"] = _ANSWERS[changes["in_plan"]]
        if "node" in changes:
            read["node"] = UUID(changes["node"])
        return read


def read_form(post: QueryDict) -> BulkForm:
    """The form as sent. Raises `Unreadable` for what no page of ours sends."""
    ticked = frozenset(post.getlist("change"))
    values = {name: post.get(name, "") for name in FIELDS}
    step = post.get("step", "")
    known = ticked <= set(FIELDS) and values["in_plan"] in _ANSWERS and step in {"", "preview", "save"}
    if not known or set(post) - _SENT:
        raise Unreadable(_UNREADABLE)
    return BulkForm(_chosen(post.getlist("risk")), ticked, values, step, post.get("back", ""))


def _chosen(texts: Sequence[str]) -> list[Chosen]:
    if not texts or len(texts) > MOST_AT_ONCE:
        raise Unreadable(_HOW_MANY)
    try:
        pairs = [text.split(".") for text in texts]
        found = {UUID(key): int(version) for key, version in pairs}
    except ValueError as bad:
        raise Unreadable(_UNREADABLE) from bad
    return [Chosen(key, version) for key, version in found.items()]


_SENT = frozenset({"csrfmiddlewaretoken", "risk", "change", "step", "back", *FIELDS})
_NOTHING = Sentence(sv="Bocka för minst ett fält att ändra.", en="Tick at least one field to change.")
_NO_UNIT = Sentence(sv="Välj en enhet i listan.", en="Choose a unit in the list.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} risker i listan.",
    en=f"Choose at least one and at most {MOST_AT_ONCE} risks in the list.",
)
_UNREADABLE = Sentence(
    sv="Formuläret går inte att läsa. Gå tillbaka till registret och välj riskerna på nytt.",
    en="The form cannot be read. Go back to the register and choose the risks again.",
)
