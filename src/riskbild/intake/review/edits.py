"""One small change to what was read, as a value and as the data it is stored as."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


class Do(StrEnum):
    """What a change does. The values are stored."""

    CELL = "cell"
    COLUMN = "column"
    SPLIT = "split"
    JOIN = "join"
    CHOOSE = "choose"
    HEAD = "head"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change, by what it does:

    CELL    sets the cell `name` of the row `key` to `value` (text, number, answer or None)
    COLUMN  what stands in the cells `name` of the part `key` belongs in the cells `value`, and the other way about
    SPLIT   parts the row `key` in two: `value` is {"upper": {cell: value}, "lower": {cell: value}}
    JOIN    puts the row `key` together with the one above it; `value` stands between texts that differ
    CHOOSE  says what is made of the rows in `value`, {row key: Choice}
    HEAD    sets `name` of the document's head to `value`
    TEXT    sets the surrounding text `key` to `value`, {"section", "text"}; None lists it as left out
    """

    do: Do
    key: str = ""
    name: str = ""
    value: Any = None

    def to_data(self) -> dict[str, Any]:
        """The change as JSON data."""
        return {"do": self.do.value, "key": self.key, "name": self.name, "value": self.value}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Edit":
        """A change from what `to_data` gave."""
        return Edit(Do(data["do"]), data["key"], data["name"], data["value"])


BY_HAND: Final = frozenset(Do) - {Do.CHOOSE}
"""The changes that correct what was read, and so are counted; a choice of rows corrects nothing."""

NO_ROW: Final = Sentence(
    sv="Raden finns inte längre. Någon kan ha delat den eller slagit ihop den.",
    en="The row is no longer there. Somebody may have split or joined it.",
)


def refuse_row() -> Refused:
    """What is raised for a row that the document does not have."""
    return Refused(NO_ROW)
