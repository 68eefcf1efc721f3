"""One column of a layout: what stands in its cells, its title and its part of the width."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.fields import Fields, choice_of
from riskbild.documents.json_text import Json
from riskbild.documents.layout.fields import FIELDS, Source
from riskbild.documents.layout.placeholders import PERIOD, check_text
from riskbild.documents.place import Place, shown

_LEAST_SHARE: Final = 0.1
_MOST_SHARE: Final = 100.0
_MOST_PARTS: Final = 12


class Join(StrEnum):
    """When cells below each other become one: never, or where they say the same."""

    NEVER = "never"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that stand in a cell, a paragraph of its own; `label` stands on the line before it."""

    field: str
    label: str = ""

    def to_data(self) -> dict[str, Any]:
        """The part as plain JSON data."""
        return {"field": self.field, "label": self.label}


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A column. An empty title is printed as none; `share` is its part of the width beside the other columns'.

    `heat` marks each number with its level. A column of `controls.status` stands for one column a period, and its
    title names the period as {period}.
    """

    parts: tuple[Part, ...]
    title: str = ""
    share: float = 1.0
    over: str = ""
    row_header: bool = False
    join: Join = Join.NEVER
    heat: bool = False

    @property
    def field(self) -> str:
        """What the column mainly holds."""
        return self.parts[0].field

    def to_data(self) -> dict[str, Any]:
        """The column as plain JSON data."""
        return {
            "parts": [part.to_data() for part in self.parts], "title": self.title, "share": self.share,
            "over": self.over, "row_header": self.row_header, "join": self.join.value, "heat": self.heat,
        }  # fmt: skip


_KNOWN: Final = ("parts", "field", "title", "share", "over", "row_header", "join", "heat")


def read_column(data: Json, place: Place, source: Source) -> LayoutColumn:
    """A column of a table from what `to_data` gave; "field" alone may stand for one part. Refused if it is not so."""
    fields = Fields(data, place, _KNOWN)
    if "field" in fields:
        parts: tuple[Part, ...] = (Part(_field(fields, source)),)
    else:
        parts = fields.each("parts", lambda item, at: _part(item, at, source), _MOST_PARTS)
    if not parts:
        place.refuse("har inget innehåll", "holds nothing")
    title = fields.text("title", limits.NAME_CHARACTERS) or ""
    return LayoutColumn(
        parts=parts,
        title=check_text(title, fields.at("title"), PERIOD),
        share=_share(fields),
        over=fields.text("over", limits.NAME_CHARACTERS) or "",
        row_header=fields.answer("row_header") or False,
        join=choice_of(fields.value("join"), fields.at("join"), Join) if "join" in fields else Join.NEVER,
        heat=fields.answer("heat") or False,
    )


def _part(data: Json, place: Place, source: Source) -> Part:
    fields = Fields(data, place, ("field", "label"))
    return Part(_field(fields, source), fields.text("label", limits.NAME_CHARACTERS) or "")


def _field(fields: Fields, source: Source) -> str:
    name = fields.needed_text("field", limits.NAME_CHARACTERS)
    if name not in FIELDS[source]:
        fields.at("field").refuse(
            f"är {shown(name)}, som tabellen inte har", f"is {shown(name)}, which the table does not have"
        )
    return name


def _share(fields: Fields) -> float:
    value = fields.value("share")
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not _LEAST_SHARE <= value <= _MOST_SHARE:
        fields.at("share").refuse("ska vara ett tal från 0,1 till 100", "must be a number from 0.1 to 100")
    return float(value)
