"""Takes a grid apart into tables: a header with what its columns mean, the rows below it, and what stands around."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.headers import Header, find_headers
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER
from riskbild.intake.reading.meaning import Column, Meaning, meanings_of_columns, told_meaning
from riskbild.intake.reading.patterns import WORDS
from riskbild.intake.reading.titles import plain_title
from riskbild.intake.reading.values import number_of
from riskbild.intake.reading.view import View

ANCHORS: Final = ("risk", "description", "process", CONTROL, "measures")
"""What the rows of a table may be about, first the likeliest."""
_LEAST_WITHOUT_TITLES: Final = 3
_FEW_COLUMNS: Final = 4
_LONGEST_SCALE: Final = 10
_MEASURES: Final = 0.85
"""A table of nothing but activities has to say this surely that they are measures; a calendar of the year is none."""
_RUNNING: Final = 15


@dataclass
class Table:
    """A table of risks or controls: where its columns stand, what they mean, and its rows below the header.

    `heading` is a text above the table that groups its rows, where the document's tables are groups.
    """

    view: View
    header: Header | None
    columns: tuple[Column, ...]
    meanings: tuple[Meaning | None, ...]
    body: tuple[int, ...]
    heading: str | None = None
    guessed: bool = False
    place: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = {
            column: number for number, each in enumerate(self.columns) for column in range(each.first, each.last + 1)
        }

    @cached_property
    def anchor(self) -> int | None:
        """The number of the column that says what a row is about."""
        for name in ANCHORS:
            for number, meaning in enumerate(self.meanings):
                if meaning is not None and meaning.field == name:
                    return number
        return None

    @cached_property
    def plain_titles(self) -> frozenset[str]:
        """The titles and their parts as they are compared."""
        return frozenset(plain_title(part) for column in self.columns for part in (column.title, *column.parts))

    @cached_property
    def shares_owner(self) -> bool:
        """Whether the one responsible of a row is also who owns its control."""
        fields = {meaning.field for meaning in self.meanings if meaning is not None}
        return CONTROL in fields and CONTROL_OWNER not in fields

    def cell(self, row: int, number: int) -> Cell | None:
        """The cell that a row shows in a column."""
        column = self.columns[number]
        for each in range(column.first, column.last + 1):
            if (cell := self.view.at(row, each)) is not None:
                return cell
        return None

    @property
    def titles(self) -> tuple[str, ...]:
        """The column titles as printed."""
        return tuple(column.title for column in self.columns if column.title)


def find_tables(view: View, saved: Mapping[str, str], above: Table | None = None) -> list[Table]:
    """The tables of a grid that are about risks or controls.

    `above` is the table before this grid: a grid without a header of its own that has as many columns goes on
    under it.
    """
    if view.grid.fields:
        return _as_told(view, saved)
    headers = find_headers(view, saved)
    tables = [_below(view, header, headers, saved) for header in headers]
    tables = [table for table in tables if table.body and is_about_risks(table)]
    if tables or headers:
        return tables
    found = _going_on(view, above) or _without_header(view)
    return [found] if found is not None else []


def _as_told(view: View, saved: Mapping[str, str]) -> list[Table]:
    """The table of a grid whose reader knew its columns; a profile goes before the reader."""
    titles = {cell.column: cell.text for cell in view.rows.get(0, ()) if cell.header}
    header = None
    columns = tuple(Column(c, c, (titles[c],) if c in titles else ()) for c in sorted(view.grid.fields))
    if titles:
        header = Header(0, 0, columns, 1.0)
    body = tuple(row for row in view.numbers if not titles or row > 0)
    columns = tuple(replace(column, cells=_texts(view, column, body)) for column in columns)
    meanings = tuple(told_meaning(column, *view.grid.fields[column.first], saved) for column in columns)
    return [Table(view, header, columns, meanings, body)] if body else []


def is_about_risks(table: Table) -> bool:
    """Whether the columns make a table of risks or controls: something it is about, and one thing more."""
    if _explains_scale(table):
        return False
    fields = {meaning.field for meaning in table.meanings if meaning is not None}
    if "risk" in fields or CONTROL in fields:
        return len(table.columns) > 1
    if not fields & {"process", "description"} and not any(
        meaning.field == "measures" and meaning.sure >= _MEASURES for meaning in table.meanings if meaning is not None
    ):
        return False
    return len(fields) >= 3


def _explains_scale(table: Table) -> bool:
    """Whether the rows are the steps of a scale: counted up or down, each with a word and what it means."""
    fields = {meaning.field for meaning in table.meanings if meaning is not None}
    if len(table.body) > _LONGEST_SCALE or fields & {"measures", "responsible", "process", "causes", CONTROL}:
        return False
    steps = [[number_of(text) for text in column.cells] for column in table.columns]
    counts = [list(range(1, len(each) + 1)) for each in steps]
    counted = any(each in (up, up[::-1]) for each, up in zip(steps, counts, strict=True))
    worded = any(sum(WORDS.match(text) is not None for text in column.cells) > 1 for column in table.columns)
    return counted and worded and len(table.body) > 2


def _below(view: View, header: Header, headers: Sequence[Header], saved: Mapping[str, str]) -> Table:
    first, last = header.columns[0].first, header.columns[-1].last
    ends = [
        other.first
        for other in headers
        if other.first > header.last and other.columns[0].first <= last and other.columns[-1].last >= first
    ]
    end = min(ends, default=view.numbers[-1] + 1)
    body = tuple(row for row in view.numbers if header.last < row < end)
    columns = _with_untitled(view, header.columns, body)
    columns = tuple(replace(column, cells=_texts(view, column, body)) for column in columns)
    return Table(view, header, columns, tuple(meanings_of_columns(columns, saved, titled=True)), body)


def _with_untitled(view: View, columns: tuple[Column, ...], body: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns, and between and beside them those that have cells but no title, up to the first empty column."""
    titled = {each for column in columns for each in range(column.first, column.last + 1)}
    used = {cell.column for row in body for cell in view.rows[row] if cell.columns == 1}
    first, last = columns[0].first, columns[-1].last
    while first - 1 in used:
        first -= 1
    while last + 1 in used:
        last += 1
    span = range(first, last + 1)
    extra = [Column(each, each, ()) for each in span if each in used and each not in titled]
    return tuple(sorted((*columns, *extra), key=lambda column: column.first))


def _texts(view: View, column: Column, body: tuple[int, ...]) -> tuple[str, ...]:
    """What a column's own cells say, row by row; a cell over most of the table is not the column's."""
    texts = []
    for row in body:
        own = [cell for cell in view.rows[row] if column.first <= cell.column <= column.last and cell.columns < 4]
        texts.append("\n".join(cell.text for cell in own))
    return tuple(texts)


def _going_on(view: View, above: Table | None) -> Table | None:
    if above is None or not view.numbers or above.header is None:
        return None
    used = sorted({cell.column for cells in view.rows.values() for cell in cells if cell.columns == 1})
    same_places = set(used) <= set(above.place)
    if not same_places or len(used) < max(2, len(above.columns) // 2):
        return None
    filled = {
        number: _fits(meaning, texts)
        for number, (column, meaning) in enumerate(zip(above.columns, above.meanings, strict=True))
        if (texts := [cell.text for cells in view.rows.values() for cell in cells if cell.column == column.first])
    }
    about = above.anchor is None or filled.get(above.anchor, True)
    if not about or sum(filled.values()) < len(filled) - (len(filled) > _FEW_COLUMNS):
        return None
    return Table(view, None, above.columns, above.meanings, view.numbers)


def _fits(meaning: Meaning | None, texts: list[str]) -> bool:
    if meaning is None or not texts:
        return True
    column = Column(0, 0, (), tuple(texts))
    numeric = meaning.field in {"likelihood", "impact", "score"}
    looks = sum(any(sign.isdigit() for sign in text) and len(text) < 30 for text in column.cells) / len(texts)
    return looks > 0.6 if numeric else looks < 0.5 or meaning.field not in {"risk", "measures", "causes", "process"}


def _without_header(view: View) -> Table | None:
    """A table whose columns are known only by what they hold; it must read like risks and have values beside them."""
    body = view.numbers
    used = sorted({cell.column for row in body for cell in view.rows[row] if cell.columns == 1})
    if len(used) < _LEAST_WITHOUT_TITLES or len(body) < 2:
        return None
    wide = tuple(row for row in body if len(view.rows[row]) >= max(3, len(used) // 2))
    if len(wide) < 2:
        return None
    body = tuple(row for row in body if row >= wide[0])
    columns = tuple(Column(each, each, ()) for each in used)
    columns = tuple(replace(column, cells=_texts(view, column, body)) for column in columns)
    meanings = tuple(meanings_of_columns(columns, {}, titled=False))
    fields = {meaning.field for meaning in meanings if meaning is not None}
    telling = {"score", "in_plan", "follows_plan"} & fields
    running = max(sum(map(len, column.cells)) / len(body) for column in columns)
    if not telling or not {"risk", "process"} & fields or running < _RUNNING:
        return None
    return Table(view, None, columns, meanings, body, guessed=True)
