"""The rows that a table means: merged cells filled in, rows that go on brought together, group headings set above."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS
from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.labelled import told_below
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER, GROUP
from riskbild.intake.reading.meaning import Meaning
from riskbild.intake.reading.row_ends import is_sum, last_row
from riskbild.intake.reading.tables import Table
from riskbild.intake.reading.titles import LONGEST_TITLE, plain_title
from riskbild.intake.reading.values import is_blank
from riskbild.rules.heading import read_score_heading

_OWN_VALUES: Final = frozenset((*ROW_NUMBERS, *ROW_ANSWERS, "reference", "step"))
_IDENTITY: Final = frozenset((*_OWN_VALUES, "process", "risk", "description", GROUP, "category"))
_NO_SUBSTANCE: Final = frozenset((*_OWN_VALUES, GROUP, "category", "analysis_date", "deadline"))
_LONGEST_HEADING: Final = 200
_BY_LABEL: Final = 0.9
_NUMBER_AND_NAME: Final = 2
_NUMBERED: Final = re.compile(r"(?:\d{1,2}|[A-ZÅÄÖ]|[IVX]{1,4})[.):]?")


@dataclass(slots=True)
class Piece:
    """What one field of a row is made of: its cells from the top, and whether they stand in an earlier row."""

    cells: list[Cell]
    meaning: Meaning
    inherited: bool = False

    @property
    def text(self) -> str:
        """The cells' text, one paragraph each or more."""
        return "\n".join(cell.text for cell in self.cells)


@dataclass(slots=True)
class Record:
    """One row as meant. `controls` has a piece for each part of each control that stands in a row of its own."""

    row: int
    table: Table
    heading: str | None
    pieces: dict[str, Piece] = field(default_factory=dict)
    controls: list[dict[str, Piece]] = field(default_factory=list)
    extras: list[tuple[str, Cell]] = field(default_factory=list)
    last: int = 0
    sure: float = 1.0


@dataclass(slots=True)
class Recorded:
    """The rows of a table, its group headings in order, and its cells that are no row: notes, sums, header again."""

    records: list[Record] = field(default_factory=list)
    headings: list[Cell] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)
    repeated: list[Cell] = field(default_factory=list)


def key_of(meaning: Meaning) -> str:
    """The key of a piece: the field, and for a status its period."""
    return f"{meaning.field}.{meaning.period}" if meaning.period is not None else meaning.field


def records_of(table: Table) -> Recorded:
    """The rows that a table means."""
    found = Recorded()
    heading, open_record = table.heading, None
    end = last_row(table)
    for row in table.body:
        own = _own(table, row, found)
        if not own or (open_record is not None and _adds_below(table, row, own, open_record)):
            continue
        if (aside := _aside(table, row, own, found, end)) is not None:
            aside += own
        elif _is_heading(table, row, own) or _names_group(table, row, own):
            heading, open_record = " ".join(cell.text.strip() for cell in own), None
            found.headings.append(replace(own[0], text=heading))
        elif is_sum(table, own):
            found.notes += own
        elif open_record is not None and _goes_on(table, row, own, open_record):
            _add(table, row, own, open_record)
        else:
            open_record = _take(table, row, own, found, heading)
    _keep_substance(found)
    return found


def _own(table: Table, row: int, found: Recorded) -> list[Cell]:
    own = [cell for cell in table.view.rows[row] if cell.column in table.place]
    if table.header is not None and len(own) < len(table.view.rows[row]):
        found.notes += [cell for cell in table.view.rows[row] if cell.column not in table.place]
    return own


def _repeats_header(table: Table, own: list[Cell]) -> bool:
    short = [cell for cell in own if len(cell.text) <= LONGEST_TITLE]
    same = sum(plain_title(cell.text) in table.plain_titles for cell in short)
    return len(own) > 1 and same >= 0.7 * len(own)


def _numbers_columns(table: Table, row: int, own: list[Cell]) -> bool:
    """Whether the row below the header only numbers the columns."""
    texts = [cell.text.strip().strip(".()").lower() for cell in own]
    counted = [str(number) for number in range(1, len(own) + 1)], [chr(97 + number) for number in range(len(own))]
    return row == table.body[0] and len(own) > 3 and texts in counted


def _is_heading(table: Table, row: int, own: list[Cell]) -> bool:
    cell = own[0]
    if len({each.column for each in own}) != 1 or len(cell.text) > _LONGEST_HEADING:
        return False
    if cell.columns >= max(3, 0.6 * len(table.columns)) or read_score_heading(cell.text) is not None:
        return True
    anchor = table.anchor
    covered = None if anchor is None else table.cell(row, anchor)
    if cell.rows > 1 or (covered is not None and covered.row < row) or len(table.columns) < 3:
        return False
    first = cell.column == table.columns[0].first and not cell.text[:1].islower()
    return first and (_stands_out(table, cell) or _opens_group(table, row, cell))


def _names_group(table: Table, row: int, own: list[Cell]) -> bool:
    """Whether a row holds but a name in bold right of the numbers, perhaps with its own, and the next row more."""
    first, name = table.meanings[0], own[-1]
    if len(own) > _NUMBER_AND_NAME or len(table.columns) <= 2 * len(own) or len(name.text) > LONGEST_TITLE:
        return False
    if first is None or first.field not in {"reference", "step"} or table.place[name.column] != 1:
        return False
    if not all(cell.strong for cell in own) or (len(own) > 1 and _NUMBERED.fullmatch(own[0].text.strip()) is None):
        return False
    below = next((table.view.rows[each] for each in table.body if each > row), ())
    return len(below) > _NUMBER_AND_NAME and all(_stands_out(table, cell) for cell in own)


def _stands_out(table: Table, cell: Cell) -> bool:
    """Whether the cell is bold or shaded in a table whose cells there are not."""
    others = [
        other
        for row in table.body
        for other in table.view.rows[row]
        if other.column == cell.column and len(table.view.rows[row]) > 1
    ]
    return cell.strong and sum(other.strong for other in others) <= 0.5 * len(others)


def _opens_group(table: Table, row: int, cell: Cell) -> bool:
    """Whether rows below leave the column empty, so that the cell stands over them."""
    meaning = table.meanings[table.place[cell.column]]
    if meaning is not None and meaning.field == "risk":
        return False
    below = [number for number in table.body if number > row][:1]
    return bool(below) and table.cell(below[0], table.place[cell.column]) is None and table.anchor != 0


def _aside(table: Table, row: int, own: list[Cell], found: Recorded, end: int) -> list[Cell] | None:
    """Where the cells of a row go that is none of the table's own: below its end, or saying its titles again."""
    if row > end:
        return found.notes
    return found.repeated if _repeats_header(table, own) or _numbers_columns(table, row, own) else None


def _adds_below(table: Table, row: int, own: list[Cell], record: Record) -> bool:
    """Takes a wide cell below a row into the record, if it tells of it."""
    told = _told_below(table, row, own, record)
    for name, text in told.items():
        record.last = row
        part = replace(own[0], text=text)
        if not name:
            record.extras.append(("", part))
        elif name in record.pieces and not record.pieces[name].inherited:
            record.pieces[name].cells.append(part)
        else:
            record.pieces[name] = Piece([part], Meaning(name, _BY_LABEL))
    return bool(told)


def _told_below(table: Table, row: int, own: list[Cell], record: Record) -> Mapping[str, str]:
    """What a wide cell below a row tells of it, by field: by its labels, or {"": text} where it has none.

    A cell hangs on the row above where the cells beside it go on from there; one over the whole table must say by a
    label what it is, for else it heads the rows below it.
    """
    cell = own[0]
    if len(own) != 1 or cell.columns < 2 or row != record.last + 1:
        return {}
    cells = (table.cell(row, number) for number in range(len(table.columns)))
    hangs = any(beside is not None and record.row <= beside.row < row for beside in cells)
    return told_below(cell.text) or ({"": cell.text} if hangs else {})


def _take(table: Table, row: int, own: list[Cell], found: Recorded, heading: str | None) -> Record:
    record = Record(row, table, heading)
    for number in range(len(table.columns)):
        cell = table.cell(row, number)
        if cell is not None and cell.row < row:
            _put(record, table, number, cell, inherited=True)
    _add(table, row, own, record)
    found.records.append(record)
    return record


def _goes_on(table: Table, row: int, own: list[Cell], record: Record) -> bool:
    """Whether a row tells more of the record above it, and is no record of its own."""
    fields = {meaning.field for cell in own if (meaning := table.meanings[table.place[cell.column]]) is not None}
    repeated = {name for name in fields & _OWN_VALUES if name in record.pieces and not record.pieces[name].inherited}
    anchor = table.anchor
    cell = None if anchor is None else table.cell(row, anchor)
    if cell is not None and cell.row < row:
        return not repeated
    if anchor is None or cell is not None or row != record.last + 1:
        return False
    return not fields & _IDENTITY


def _add(table: Table, row: int, own: list[Cell], record: Record) -> None:
    """Puts a row's own cells in the record; a control in a row of its own is one more control."""
    record.last = row
    control = {}
    for cell in own:
        number = table.place[cell.column]
        meaning = table.meanings[number]
        if meaning is not None and (key := _control_key(table, meaning)) is not None:
            control[key] = Piece([cell], meaning)
        if meaning is None or not meaning.field.startswith("controls."):
            _put(record, table, number, cell, inherited=False)
    if CONTROL in control or not record.controls:
        merged = {key: piece for key, piece in _covering(table, row) if key not in control}
        if control or merged:
            record.controls.append({**merged, **control})
        return
    for key, piece in control.items():
        if key in record.controls[-1]:
            record.controls[-1][key].cells += piece.cells
        else:
            record.controls[-1][key] = piece


def _covering(table: Table, row: int) -> Iterator[tuple[str, Piece]]:
    """The parts of a control that stand in a cell merged from above."""
    for number, meaning in enumerate(table.meanings):
        key = None if meaning is None else _control_key(table, meaning)
        cell = None if key is None else table.cell(row, number)
        if meaning is not None and key is not None and cell is not None and cell.row < row:
            yield key, Piece([cell], meaning, inherited=True)


def _control_key(table: Table, meaning: Meaning) -> str | None:
    """The part of a control that a column holds; a table's only owner owns the control as well as the row."""
    if meaning.field.startswith("controls."):
        return key_of(meaning)
    return CONTROL_OWNER if meaning.field == "responsible" and table.shares_owner else None


def _put(record: Record, table: Table, number: int, cell: Cell, *, inherited: bool) -> None:
    meaning = table.meanings[number]
    if meaning is None:
        if not inherited:
            record.extras.append((table.columns[number].title, cell))
        return
    if meaning.field.startswith("controls."):
        return
    piece = record.pieces.get(meaning.field)
    if piece is None or piece.inherited:
        record.pieces[meaning.field] = Piece([cell], meaning, inherited)
    elif meaning.marks is not None and piece.meaning.marks is not None and not is_blank(cell.text):
        record.pieces[meaning.field] = Piece([*piece.cells, cell], piece.meaning)
    else:
        piece.cells.append(cell)


def _keep_substance(found: Recorded) -> None:
    """Leaves out rows that were numbered or calculated beforehand and never filled in."""
    kept = []
    for record in found.records:
        if _has_substance(record):
            kept.append(record)
        else:
            found.repeated += [c for piece in record.pieces.values() if not piece.inherited for c in piece.cells]
            found.repeated += [cell for _, cell in record.extras]
            found.repeated += [
                c for control in record.controls for p in control.values() for c in p.cells if not p.inherited
            ]
    found.records = kept


def _has_substance(record: Record) -> bool:
    if any(CONTROL in control for control in record.controls):
        return True
    own = {name: piece for name, piece in record.pieces.items() if not piece.inherited}
    if any(name not in _NO_SUBSTANCE and not is_blank(piece.text) for name, piece in own.items()):
        return True
    return bool(own.keys() & {"likelihood", "impact"}) and "risk" in record.pieces
