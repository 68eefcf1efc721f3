"""Makes the rows that a text was divided into a grid whose columns are known, and mends the wraps of its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.grid import Cell, Grid
from riskbild.intake.reading.lexicon import GROUP
from riskbild.intake.reading.text.fitting import Row
from riskbild.intake.reading.text.order import Slot
from riskbild.intake.reading.text.pieces import Kind, Piece
from riskbild.intake.reading.wrap import Join, Mender

_INHERITS: Final = frozenset((GROUP, "process"))
_FROM_TITLES, _FROM_LOOKS = 0.65, 0.5
"""How sure the structure is at most: where the columns are known by titles, and where only by what they hold."""


@dataclass(frozen=True, slots=True)
class Joiner:
    """Puts the lines of a cell together again. `blanks` says that the text has a blank where a line breaks at one."""

    mender: Mender
    blanks: bool

    def join(self, before: Piece, piece: Piece) -> tuple[Join, float]:
        """How two lines of one paragraph go together, and how sure that is."""
        blank = before.blank if self.blanks else None
        return self.mender.decide(before.line.text, piece.text, blank=blank, full=None)

    def text(self, pieces: Sequence[Piece]) -> str:
        """The text of lines that belong together."""
        return joined(pieces, self)[0]


def grid_of(rows: Sequence[Row], slots: Sequence[Slot], joiner: Joiner, number: int) -> Grid:
    """The rows as a grid with the titles, where there are any, in its first row."""
    columns = _columns(slots)
    first = 1 if any(title is not None for _, title, _ in columns.values()) else 0
    cells = [
        Cell(0, column, title, header=True, strong=True)
        for column, (_, title, _) in columns.items()
        if title is not None
    ]
    heads = [column for column, (field, _, _) in columns.items() if field in _INHERITS]
    reaching: dict[int, int] = {}
    place = first - 1
    for row in rows:
        place += 1
        if row.heading is not None:
            cells.append(_heading(row.heading, place, len(columns)))
            reaching = {}
            place += bool(row.cells)
        made = [
            cell for slot, pieces in sorted(row.cells.items()) for cell in _cells(slots, slot, pieces, place, joiner)
        ]
        if made:
            _reach(cells, reaching, made, heads, place)
        cells += made
    titled = sum(title is not None for _, title, _ in columns.values()) >= 0.5 * len(columns)
    fields = {column: (field, sure) for column, (field, _, sure) in columns.items()}
    return Grid(tuple(cells), number=number, sure=_FROM_TITLES if titled else _FROM_LOOKS, fields=fields)


def _columns(slots: Sequence[Slot]) -> dict[int, tuple[str, str | None, float]]:
    """The grid's columns: field, title, how sure."""
    found: dict[int, tuple[str, str | None, float]] = {}
    for slot in slots:
        for field, title in zip(slot.parts or (slot.field,), slot.titles or (slot.title,), strict=True):
            found[len(found)] = (field, title, slot.sure)
    return found


def _first_column(slots: Sequence[Slot], slot: int) -> int:
    return sum(len(each.parts) or 1 for each in slots[:slot])


def _heading(piece: Piece, row: int, columns: int) -> Cell:
    return Cell(row, 0, piece.text, columns=columns, where=piece.line.where, strong=True)


def _cells(slots: Sequence[Slot], slot: int, pieces: Sequence[Piece], row: int, joiner: Joiner) -> Iterator[Cell]:
    column = _first_column(slots, slot)
    where = _where(pieces)
    if slots[slot].parts:
        for offset, value in enumerate(pieces[0].values):
            yield Cell(row, column + offset, str(value), where=f"{where}, tal {offset + 1}", sure=0.95)
        return
    text, sure = joined(pieces, joiner)
    yield Cell(row, column, text, where=f"{where}, del {column + 1}" if pieces[0].inline else where, sure=sure)


def _where(pieces: Sequence[Piece]) -> str:
    first, last = pieces[0].line.number, pieces[-1].line.number
    return f"rad {first}" if first == last else f"rad {first}–{last}"


def joined(pieces: Sequence[Piece], joiner: Joiner) -> tuple[str, float]:
    """The text of a cell whose wraps are undone, blank paragraphs kept, and how sure that is."""
    text, sure = pieces[0].text, 1.0
    for before, piece in pairwise(pieces):
        if piece.inline:
            text += piece.text if piece.glued else f" {piece.text}"
            continue
        if Kind.LABEL in {before.kind, piece.kind}:
            text += f"\n{piece.text}"
            continue
        breaks = _paragraph(before, piece)
        if breaks:
            text += "\n" * breaks + piece.text
            continue
        join, certain = joiner.join(before, piece)
        sure = min(sure, certain)
        text = f"{text[:-1]}{piece.text}" if join is Join.WITHOUT_HYPHEN else f"{text}{join.value}{piece.text}"
    return text.replace("\u00ad", "").replace("\u2010", "-"), sure


def _paragraph(before: Piece, piece: Piece) -> int:
    """How many line breaks stand between two lines of a cell: none within a paragraph."""
    blank = piece.line.spaced + piece.line.gap
    goes_on = piece.text[0].islower() or before.text[-1] in ",-"
    if blank == 0 or (goes_on and blank < 2):
        return 0
    return 1 + piece.line.spaced if piece.line.spaced else 1


def _reach(cells: list[Cell], reaching: dict[int, int], made: list[Cell], heads: Sequence[int], row: int) -> None:
    """Lets a process or group that a row does not say itself reach down from a row above, as a merged cell does.

    `reaching` has the place in `cells` of the last cell of each such column, `heads`; `made` are the row's own cells.
    """
    own = {cell.column: len(cells) + place for place, cell in enumerate(made)}
    for column in heads:
        if column in own:
            for other in [other for other in reaching if other > column]:
                del reaching[other]
            reaching[column] = own[column]
        elif column in reaching:
            above = cells[reaching[column]]
            cells[reaching[column]] = replace(above, rows=row - above.row + 1)
