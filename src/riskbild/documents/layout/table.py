"""A table of a layout: which rows, in what order and groups, in which columns."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.fields import Fields, choice_of
from riskbild.documents.json_text import Json
from riskbild.documents.layout.column import LayoutColumn, read_column
from riskbild.documents.layout.fields import FIELDS, Source
from riskbild.documents.layout.placeholders import DOCUMENT, GROUP, check_text
from riskbild.documents.place import Place, shown

_MOST_COLUMNS: Final = 60
_MOST_KEYS: Final = 5
_ROWS: Final = frozenset({Source.ROWS, Source.PLAN})


class GroupForm(StrEnum):
    """How a group begins: a heading across the table, or a heading above a table of its own."""

    BAND = "band"
    SECTION = "section"


class Only(StrEnum):
    """Which rows a table takes."""

    ALL = "all"
    CHOSEN = "chosen"
    CRITICAL = "critical"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have a field in common stand together, under a heading.

    The heading that the document has is printed as it is; where it has none, `text` is filled in, else `otherwise`.
    `nothing` is the heading of the rows where the field is empty.
    """

    by: str
    text: str = "{value}"
    otherwise: str = "{value}"
    nothing: str = ""
    form: GroupForm = GroupForm.BAND

    def to_data(self) -> dict[str, Any]:
        """The grouping as plain JSON data."""
        return {
            "by": self.by, "text": self.text, "otherwise": self.otherwise, "nothing": self.nothing,
            "form": self.form.value,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SortKey:
    """One thing that rows are sorted by; rows without it stand last either way."""

    by: str
    descending: bool = False

    def to_data(self) -> dict[str, Any]:
        """The key as plain JSON data."""
        return {"by": self.by, "descending": self.descending}


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. Without `sort` the rows stand in the order that the document has them.

    `name` is what the table is called to who listens to it. `skip_empty` leaves out the columns that no row fills.
    `empty` is printed in place of a table with no rows; where it is empty too, nothing is.
    """

    of: Source
    name: str
    columns: tuple[LayoutColumn, ...]
    group: Group | None = None
    sort: tuple[SortKey, ...] = ()
    only: Only = Only.ALL
    skip_empty: bool = False
    empty: str = ""

    def to_data(self) -> dict[str, Any]:
        """The table as plain JSON data."""
        return {
            "block": "table", "of": self.of.value, "name": self.name,
            "columns": [column.to_data() for column in self.columns],
            "group": None if self.group is None else self.group.to_data(),
            "sort": [key.to_data() for key in self.sort], "only": self.only.value, "skip_empty": self.skip_empty,
            "empty": self.empty,
        }  # fmt: skip


_KNOWN: Final = ("block", "of", "name", "columns", "group", "sort", "only", "skip_empty", "empty")


def read_table(data: Json, place: Place) -> TableBlock:
    """A table from what `to_data` gave; Refused, naming the place, if it is something else."""
    fields = Fields(data, place, _KNOWN)
    source = fields.choice("of", Source)
    columns = fields.each("columns", lambda item, at: read_column(item, at, source), _MOST_COLUMNS)
    if not columns:
        fields.at("columns").refuse("ska ha minst en kolumn", "must have at least one column")
    return TableBlock(
        of=source,
        name=fields.needed_text("name", limits.NAME_CHARACTERS),
        columns=columns,
        group=_group(fields, source),
        sort=fields.each("sort", lambda item, at: _key(item, at, source), _MOST_KEYS),
        only=_only(fields, source),
        skip_empty=fields.answer("skip_empty") or False,
        empty=check_text(fields.text("empty") or "", fields.at("empty"), DOCUMENT),
    )


def _group(fields: Fields, source: Source) -> Group | None:
    if fields.value("group") is None:
        return None
    inner = Fields(fields.value("group"), fields.at("group"), ("by", "text", "otherwise", "nothing", "form"))

    def text(name: str, default: str) -> str:
        return check_text(inner.text(name, limits.NAME_CHARACTERS) or default, inner.at(name), GROUP)

    form = choice_of(inner.value("form"), inner.at("form"), GroupForm) if "form" in inner else GroupForm.BAND
    return Group(_by(inner, source), text("text", "{value}"), text("otherwise", "{value}"), text("nothing", ""), form)


def _key(data: Json, place: Place, source: Source) -> SortKey:
    fields = Fields(data, place, ("by", "descending"))
    return SortKey(_by(fields, source), fields.answer("descending") or False)


def _only(fields: Fields, source: Source) -> Only:
    only = choice_of(fields.value("only"), fields.at("only"), Only) if "only" in fields else Only.ALL
    if only is not Only.ALL and source not in _ROWS:
        fields.at("only").refuse("gäller bara tabeller över risker", "is only for tables of risks")
    return only


def _by(fields: Fields, source: Source) -> str:
    name = fields.needed_text("by", limits.NAME_CHARACTERS)
    if name not in FIELDS[source] or name.startswith("controls."):
        fields.at("by").refuse(
            f"är {shown(name)}, som raderna inte kan ordnas efter",
            f"is {shown(name)}, which rows cannot be arranged by",
        )
    return name
