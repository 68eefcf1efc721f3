"""A note below a table without drawn cells: where its lines begin, so that they are not taken for the last row's."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.strips import Row, Strip, size_of

_BESIDE: Final = 0.7
_MOST_LINES: Final = 4
_LEAST_STEPS: Final = 2
_FARTHER: Final = 1.25
_SMALLER: Final = 0.95
_SAME_EDGE: Final = 3.0


def note_below(strip: Strip, group: Sequence[Strip]) -> int | None:
    """The line of a strip with which a note begins that ends it; None if it ends with its table.

    A note begins at the left edge with one text a line, and stands further from the line above than any two lines
    of the table (`group` has its other pages), or is printed smaller.
    """
    rows = strip.rows
    left = min((row[0].x0 for each in (strip, *group) for row in each.rows), default=0.0)
    first = len(rows)
    while first > max(strip.header, len(rows) - _MOST_LINES) and _is_text(rows[first - 1], left):
        first -= 1
    for number in range(first, len(rows)):
        above = [row for each in group if each is not strip for row in each.rows[each.header :]]
        others = [*above, *rows[strip.header : number]]
        if _is_small(rows[number:], others) or _is_apart(strip, group, number):
            return number
    return None


def _is_text(row: Row, left: float) -> bool:
    return row[0].x0 < left + _SAME_EDGE and len(chunks_of(row, _BESIDE)) == 1


def _is_small(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    usual = _SMALLER * size_of(others)
    return bool(others) and all(word.size < usual for row in rows for word in row)


def _is_apart(strip: Strip, group: Sequence[Strip], number: int) -> bool:
    """Whether a line stands further from the one above than all lines of the table from theirs."""
    if number <= strip.header:
        return False
    body = strip.rows[strip.header : number]
    others = [step for each in group if each is not strip for step in _steps(each.rows[each.header :])]
    others += _steps(body)
    step = strip.rows[number][0].base - body[-1][0].base
    return len(others) >= _LEAST_STEPS and step > _FARTHER * max(others)


def _steps(rows: Sequence[Row]) -> Iterator[float]:
    return (below[0].base - above[0].base for above, below in pairwise(rows))
