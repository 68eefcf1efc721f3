"""What speaks for and against some lines of a table being one row: costs, of which the least in all is sought."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate
from math import log
from typing import Final

from riskbild.intake.reading.pdf.bands import Band, Entry

_ROW: Final = 0.7
_TOUCHING: Final = 0.06
APART: Final = 0.1
"""How much of a line's pitch there must be between two lines, beside what is between any, for them to stand apart."""
_TWO_VALUES: Final = 3.5
_GAP_WITHIN: Final = 0.9
_NO_GAP: Final = 1.6
_CUT: Final = 50.0
_NO_CUT: Final = 3.0
_LOW: Final = 1.4
_TOGETHER: Final = 0.7
_MOST_TOGETHER: Final = 2.4
_ANCHORED: Final = 1.4
# Where rows stand no further apart than lines: what a column says for a new row if it begins a text of its own there,
# below an empty line, below one in which its first word had fitted, or after a full stop.
_EMPTY_ABOVE: Final = 0.5
_FRESH, _FRESH_BELOW_EMPTY, _STOPPED = 0.9, 0.3, 0.5
_MOST_FRESH: Final = 3.0
_STOP: Final = re.compile(r"[.!?:)”\"]$")
_BLANK: Final = 0.4
_HYPHEN: Final = 2.5
_HIGH: Final = 2.5
_HYPHENED: Final = re.compile(r"[a-zåäö][-\u2010\u00ad]$")
_MOST_MISSING: Final = 2.6


class Align(Enum):
    """Where in the height of its row a column's text stands."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(slots=True)
class Ways:
    """How the rows of a table are laid out, learnt from its own rows.

    By column: where its text stands, the share of rows that fill it, and whether it holds values such as scores.
    `pitch` is the step from line to line within a row, `leading` the white between them. `gaps` says that rows
    stand further apart than lines, `low` the share of cells that begin in lower case.
    """

    align: list[Align]
    filled: list[float]
    values: list[bool]
    pitch: float
    leading: float
    gaps: bool = True
    low: float = 0.05
    ruled: bool = False

    def apart(self, space: float) -> float:
        """How much wider a space is than that between lines, as a share of the pitch."""
        return (space - self.leading) / self.pitch


@dataclass
class Banded:
    """The bands of one page with what is needed of them again and again.

    `lines` are the entries by column; `first` says for each band how many of them stand above it; `counted` how many
    values stand above each; `cut` says that a rule parts a band from the one above, and `under` in which columns.
    `right` is how far the lines of each column may reach: as far as any does, or where none goes on in lower case,
    and so none may have been full, to the next of the columns' `edges`.
    """

    bands: list[Band]
    columns: int
    cut: list[bool]
    lines: list[list[Entry]] = field(default_factory=list)
    first: list[list[int]] = field(default_factory=list)
    counted: list[list[int]] = field(default_factory=list)
    space: list[float] = field(default_factory=list)
    under: list[tuple[bool, ...]] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    edges: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        self.lines = [[] for _ in range(self.columns)]
        self.first = [[0] * self.columns]
        for band in self.bands:
            for entry in band.entries:
                self.lines[entry.column].append(entry)
            self.first.append([len(lines) for lines in self.lines])
        self.counted = [list(accumulate((entry.value for entry in lines), initial=0)) for lines in self.lines]
        self.right = [self._reach(column) for column in range(self.columns)]
        self.space = [0.0] + [
            below.top - above.bottom for above, below in zip(self.bands, self.bands[1:], strict=False)
        ]

    def _reach(self, column: int) -> float:
        lines = self.lines[column]
        reached = max((entry.words[-1].x1 for entry in lines), default=0.0)
        if not self.edges or any(entry.text[:1].islower() for entry in lines):
            return reached
        return max(reached, self.edges[column + 1])


def begin_costs(page: Banded, ways: Ways) -> list[float]:
    """What it costs to begin a row at each band."""
    costs = []
    for number, band in enumerate(page.bands):
        if number == 0 or page.cut[number]:
            costs.append(_ROW)
            continue
        cost = _ROW + (_NO_CUT if ways.ruled else 0.0)
        if ways.gaps and ways.apart(page.space[number]) < _TOUCHING:
            cost += _NO_GAP
        costs.append(cost + _flow_cost(page, number, band, ways) - _bonus(page, number, band, ways))
    return costs


def _bonus(page: Banded, number: int, band: Band, ways: Ways) -> float:
    """What speaks for a new row: that several columns begin anew at the same height, and none goes on.

    That the first column is among them says more: it is what tells a row from further paragraphs of the one above.
    """
    if not ways.gaps:
        return min(sum(_freshness(page, number, entry, ways) for entry in band.entries), _MOST_FRESH)
    for entry in band.entries:
        place = page.first[number][entry.column]
        if place and ways.apart(entry.top - page.lines[entry.column][place - 1].bottom) < APART:
            return 0.0
    anchored = _ANCHORED if any(entry.column == 0 for entry in band.entries) else 0.0
    return min(_TOGETHER * (len(band.entries) - 1), _MOST_TOGETHER) + anchored


def _freshness(page: Banded, number: int, entry: Entry, ways: Ways) -> float:
    """How much a line speaks for its column beginning anew with it, where no white parts the rows."""
    place = page.first[number][entry.column]
    if not place:
        return 0.0
    above = page.lines[entry.column][place - 1]
    if ways.apart(entry.top - above.bottom) > _EMPTY_ABOVE:
        return _FRESH if ways.align[entry.column] is Align.TOP else _FRESH_BELOW_EMPTY
    if entry.text[:1].islower():
        return 0.0
    room = page.right[entry.column] - above.words[-1].x1
    if room > entry.words[0].x1 - entry.words[0].x0 + _BLANK * entry.height:
        return _FRESH
    return _STOPPED if _STOP.search(above.text) else 0.0


def _flow_cost(page: Banded, number: int, band: Band, ways: Ways) -> float:
    """What speaks against a new row in how the texts above and below read: lower case, hyphens."""
    cost = 0.0
    for entry in band.entries:
        place = page.first[number][entry.column]
        above = page.lines[entry.column][place - 1] if place else None
        if above is None or entry.top - above.bottom > 2.0 * ways.pitch:
            continue
        if _HYPHENED.search(above.text) and entry.text[:1].islower():
            cost += _HYPHEN
        elif entry.text[:1].islower() and ways.low < 0.3:
            cost += _LOW * (1 - ways.low)
    return min(cost, _HIGH * 2)


def inner_costs(page: Banded, ways: Ways) -> list[float]:
    """What it costs, up to each band, that rows have gaps or rules within them; sums from the top."""
    costs = []
    for number in range(len(page.bands)):
        cost = 0.0
        if number and page.cut[number]:
            cost = _CUT
        elif number and ways.apart(page.space[number]) > APART:
            cost = _GAP_WITHIN
        costs.append(cost)
    return list(accumulate(costs))


def row_cost(page: Banded, ways: Ways, begin: int, end: int) -> float:
    """What it costs that the bands from `begin` up to but not with `end` are one row, gaps and beginning aside."""
    bands = page.bands
    top, bottom = bands[begin].top, bands[end - 1].bottom
    if bands[begin].spans or bands[end - 1].spans:
        return 0.0 if end - begin == 1 else _CUT
    low, high = page.first[begin], page.first[end]
    cost = 0.0
    for column, lines in enumerate(page.lines):
        first, last = low[column], high[column]
        filled = ways.filled[column]
        if first == last:
            cost += min(max(log(filled / (1 - filled)), 0.0), _MOST_MISSING)
            continue
        if ways.values[column]:
            values = page.counted[column][last] - page.counted[column][first]
            if values > 1:
                cost += _TWO_VALUES * (values - 1)
        cost += _off(ways.align[column], (lines[first].top, lines[last - 1].bottom), (top, bottom), ways.pitch)
    return cost


def _off(align: Align, text: tuple[float, float], row: tuple[float, float], pitch: float) -> float:
    """How far a text is from where it should stand in its row, in lines, beyond a little; both as top and bottom."""
    (first, last), (top, bottom) = text, row
    if align is Align.TOP:
        away = first - top
    elif align is Align.BOTTOM:
        away = bottom - last
    else:
        away = abs((first + last) / 2 - (top + bottom) / 2)
    lines = away / pitch - 0.3
    return 0.0 if lines <= 0 else min(0.5 + 1.0 * lines, 2.2)


def deviations(page: Banded, rows: Sequence[tuple[int, int]], pitch: float) -> list[list[list[float]]]:
    """By column and way of aligning, how far the texts of the rows are off; only rows where it can be told."""
    found: list[list[list[float]]] = [[[], [], []] for _ in range(page.columns)]
    for begin, end in rows:
        top, bottom = page.bands[begin].top, page.bands[end - 1].bottom
        if bottom - top < 1.6 * pitch:
            continue
        for column, lines in enumerate(page.lines):
            first, last = page.first[begin][column], page.first[end][column]
            if first == last or lines[last - 1].bottom - lines[first].top > 0.8 * (bottom - top):
                continue
            for number, align in enumerate(Align):
                found[column][number].append(
                    _off(align, (lines[first].top, lines[last - 1].bottom), (top, bottom), pitch)
                )
    return found
