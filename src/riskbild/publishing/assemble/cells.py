"""The cells of a table: what each column prints of each record, and which cells below each other become one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from riskbild.documents.layout import Join, LayoutColumn, Part
from riskbild.publishing.assemble.records import Record, Value, mark_of, status_field
from riskbild.publishing.publication import Cell, Row

_CONTROL: Final = "controls."
_MARKED: Final = frozenset({"score", "level"})
_EMPTY: Final = Cell()


@dataclass(frozen=True, slots=True)
class Answers:
    """How yes and no are printed."""

    yes: str
    no: str

    def printed(self, value: Value) -> str:
        """A value as its cell prints it."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return self.yes if value else self.no
        return str(value)


def spread(columns: Sequence[LayoutColumn], periods: Sequence[str], year: int) -> list[LayoutColumn]:
    """The columns with one for each period where the layout has one for all."""
    return [one for column in columns for one in _of_periods(column, periods, year)]


def _of_periods(column: LayoutColumn, periods: Sequence[str], year: int) -> list[LayoutColumn]:
    def titled(text: str, period: str) -> str:
        return text.replace("{period}", period).replace("{year}", str(year)).replace("{{", "{").replace("}}", "}")

    if column.field != "controls.status":
        return [replace(column, title=titled(column.title, ""), over=titled(column.over, ""))]
    return [
        replace(
            column, parts=(Part(status_field(period)), *column.parts[1:]), title=titled(column.title, period),
            over=titled(column.over, period),
        )
        for period in periods
    ]  # fmt: skip


def without_lone_titles(columns: Sequence[LayoutColumn]) -> list[LayoutColumn]:
    """The columns; a title over several of which one is left says nothing more than that one's own."""
    over = [column.over for column in columns]
    beside = [
        column.over in {before, after}
        for column, before, after in zip(columns, ["", *over[:-1]], [*over[1:], ""], strict=True)
    ]
    return [
        column if shared or not column.over else replace(column, over="")
        for column, shared in zip(columns, beside, strict=True)
    ]


def is_filled(column: LayoutColumn, records: Sequence[Record]) -> bool:
    """Whether any record has something in the column."""
    return any(
        text not in {None, ""} for record in records for part in column.parts for text in _values(record, part.field)
    )


def _values(record: Record, name: str) -> list[Value]:
    if not name.startswith(_CONTROL):
        return [record.values.get(name)]
    found: list[Value] = [control.get(name) for control in record.controls]
    # A form that names who is responsible once for the whole row means every control of it.
    if name == "controls.responsible" and not any(found):
        return [record.values.get("responsible")]
    return found


def rows_of(records: Sequence[Record], columns: Sequence[LayoutColumn], answers: Answers) -> list[Row]:
    """The rows of some records, a line for each control where a column prints controls."""
    by_control = any(column.field.startswith(_CONTROL) for column in columns)
    heights = [max(len(record.controls), 1) if by_control else 1 for record in records]
    printed = [_column(column, records, heights, answers) for column in columns]
    lines = zip(*printed, strict=True)
    owners = [record for record, height in zip(records, heights, strict=True) for _ in range(height)]
    return [Row(cells, owner.facts.key, owner.facts.version) for owner, cells in zip(owners, lines, strict=True)]


def _column(
    column: LayoutColumn, records: Sequence[Record], heights: Sequence[int], answers: Answers
) -> list[Cell | None]:
    """Everything that stands below each other in one column."""
    blocks = [_of_record(column, record, height, answers) for record, height in zip(records, heights, strict=True)]
    if column.join is Join.EQUAL and not column.field.startswith(_CONTROL):
        return _joined([block[0] for block in blocks if block[0] is not None])
    return [cell for block in blocks for cell in block]


def _of_record(column: LayoutColumn, record: Record, height: int, answers: Answers) -> list[Cell | None]:
    if not column.field.startswith(_CONTROL):
        return _tall(replace(_cell(column, record, None, answers), down=height))
    controls = record.controls or ({},)
    cells = [_cell(column, record, control, answers) for control in controls]
    whole = _whole_row(column, record, answers)
    if whole is not None:
        return _tall(replace(whole, down=height))
    return _joined(cells) if column.join is Join.EQUAL else list(cells)


def _whole_row(column: LayoutColumn, record: Record, answers: Answers) -> Cell | None:
    """One cell for all controls of a row that names their responsible once."""
    responsible = record.values.get("responsible")
    if column.field != "controls.responsible" or not responsible:
        return None
    if any(control.get(column.field) for control in record.controls):
        return None
    return Cell(answers.printed(responsible))


def _cell(column: LayoutColumn, record: Record, control: Mapping[str, str | None] | None, answers: Answers) -> Cell:
    paragraphs: list[str] = []
    for part in column.parts:
        in_control = control is not None and part.field.startswith(_CONTROL)
        text = answers.printed(control.get(part.field) if in_control and control else record.values.get(part.field))
        if text:
            paragraphs += [part.label, text] if part.label else [text]
    if not paragraphs:
        return _EMPTY
    marked = column.heat and column.field in _MARKED
    return Cell("\n".join(paragraphs), mark_of(record.facts.level) if marked else None)


def _tall(cell: Cell) -> list[Cell | None]:
    return [cell, *[None] * (cell.down - 1)]


def _joined(cells: Sequence[Cell]) -> list[Cell | None]:
    """The cells with those that say the same as the one above taken into it; empty cells stay their own."""
    column: list[Cell | None] = []
    first = 0
    for cell in cells:
        above = column[first] if column else None
        if above is not None and cell.text and above.text == cell.text:
            column[first] = replace(above, down=above.down + cell.down)
            column += [None] * cell.down
        else:
            first = len(column)
            column += _tall(cell)
    return column
