"""Moves the border between two parallel cells to where their paragraphs stand beside each other.

Several controls of one risk stand in one cell each for what, how, how often and how far, with blank lines so that
what belongs together stands at the same height. Their texts alone seldom tell where one cell ends.
"""

from collections.abc import Sequence
from typing import Final

from riskbild.intake.reading.lexicon import CONTROL, FREQUENCY, METHOD, STATUS
from riskbild.intake.reading.text.evidence import Habits, boundary
from riskbild.intake.reading.text.fitting import Row
from riskbild.intake.reading.text.order import Slot
from riskbild.intake.reading.text.pieces import Piece

_PAIRS: Final = frozenset(((CONTROL, METHOD), (STATUS, STATUS)))
_HEIGHT, _BORDER = 0.25, 0.4
_WORTH: Final = 1.0
_ALONE: Final = 3.0
"""What it costs to leave one of the two cells empty, in lines of height."""


def align(rows: Sequence[Row], slots: Sequence[Slot], habits: Habits) -> None:
    """Moves the borders in every row; the rows are changed."""
    often = next((place for place, slot in enumerate(slots) if slot.field == FREQUENCY), None)
    for left in range(len(slots) - 1):
        if (slots[left].field, slots[left + 1].field) in _PAIRS:
            for row in rows:
                if row.cells.get(left) or row.cells.get(left + 1):
                    _align(row, left, [] if often is None else row.cells.get(often, []), habits)


def _align(row: Row, left: int, reference: Sequence[Piece], habits: Habits) -> None:
    pieces = [*row.cells.get(left, []), *row.cells.get(left + 1, [])]
    beside = _starts(reference) if len(_starts(reference)) > 1 else []
    places = [place for place in range(1, len(pieces)) if _may_begin(pieces, place)]
    now = len(row.cells.get(left, []))
    costs = {place: _cost(pieces, place, beside, habits) for place in {*places, now}}
    best = min(costs, key=lambda place: costs[place])
    if costs[best] > costs[now] - _WORTH:
        return
    row.cells[left], row.cells[left + 1] = pieces[:best], pieces[best:]
    for column in (left, left + 1):
        if not row.cells[column]:
            del row.cells[column]


def _may_begin(pieces: Sequence[Piece], place: int) -> bool:
    return pieces[place].text[0].isupper() or pieces[place].text[0].isdigit()


def _cost(pieces: Sequence[Piece], place: int, beside: Sequence[int], habits: Habits) -> float:
    one, other = pieces[:place], pieces[place:]
    if not one or not other:
        return _ALONE + _distance(_starts(pieces), beside)
    first, second = _starts(one), _starts(other)
    apart = _distance(first, beside or second) + _distance(second, beside or first)
    heights = abs(_height(one) - _height(other))
    return apart + _HEIGHT * heights - _BORDER * boundary(one[-1], other[0], habits)


def _starts(pieces: Sequence[Piece]) -> list[int]:
    """The lines, counted from the top of the cell, at which its paragraphs begin."""
    found, line = [], 0
    for number, piece in enumerate(pieces):
        if number and not piece.inline:
            line += 1 + piece.line.spaced
        before = pieces[number - 1] if number else None
        if before is None or piece.line.spaced or (_may_begin(pieces, number) and before.text[-1] in ".!"):
            found.append(line)
    return found


def _height(pieces: Sequence[Piece]) -> int:
    return sum(1 + piece.line.spaced for piece in pieces[1:] if not piece.inline)


def _distance(starts: Sequence[int], beside: Sequence[int]) -> float:
    """How far paragraphs stand from those beside them, in lines, in both directions."""
    if not starts or not beside:
        return 0.0
    there = sum(min(abs(start - other) for other in beside) for start in starts) / len(starts)
    back = sum(min(abs(start - other) for start in starts) for other in beside) / len(beside)
    return there + back
