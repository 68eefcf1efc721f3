"""Sentences of a layout: fixed words with places for numbers, and other words for none, one and many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from riskbild.documents.fields import Fields, needed_text
from riskbild.documents.json_text import Json
from riskbild.documents.layout.placeholders import COUNTS, DOCUMENT, Value, check_text, filled
from riskbild.documents.place import Place


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence. What it names and nobody knows leaves it out, or says `otherwise` in its place."""

    text: str
    otherwise: str = ""

    def told(self, values: Mapping[str, Value]) -> str:
        """The sentence with its numbers; empty where it cannot be said."""
        told = filled(self.text, values)
        return told if told is not None else filled(self.otherwise, values) or ""

    def to_data(self) -> Any:
        """The sentence as plain JSON data."""
        return {"text": self.text, "otherwise": self.otherwise} if self.otherwise else self.text


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that is worded by a number: none, one, or many. An empty wording says nothing."""

    count: str
    none: str = ""
    one: str = ""
    many: str = ""

    def told(self, values: Mapping[str, Value]) -> str:
        """The wording for the number there is; empty where nobody knows it."""
        number = values.get(self.count)
        if not isinstance(number, int):
            return ""
        wording = {0: self.none, 1: self.one}.get(number, self.many)
        return filled(wording, values) or ""

    def to_data(self) -> Any:
        """The sentence as plain JSON data."""
        return {"count": self.count, "none": self.none, "one": self.one, "many": self.many}


type SentenceOf = Said | Counted


def read_sentence(data: Json, place: Place) -> SentenceOf:
    """A sentence from what `to_data` gave; Refused, naming the place, if it is something else."""
    if not isinstance(data, dict):
        return Said(check_text(needed_text(data, place), place, DOCUMENT))
    if "count" in data:
        return _counted(data, place)
    fields = Fields(data, place, ("text", "otherwise"))
    text, otherwise = fields.needed_text("text"), fields.text("otherwise") or ""
    return Said(check_text(text, fields.at("text"), DOCUMENT), check_text(otherwise, fields.at("otherwise"), DOCUMENT))


def _counted(data: Json, place: Place) -> Counted:
    fields = Fields(data, place, ("count", "none", "one", "many"))
    count = fields.needed_text("count")
    if count not in COUNTS:
        fields.at("count").refuse("ska vara ett av antalen", "must be one of the counts")
    wordings = {
        name: check_text(fields.text(name) or "", fields.at(name), DOCUMENT) for name in ("none", "one", "many")
    }
    return Counted(count, **wordings)
