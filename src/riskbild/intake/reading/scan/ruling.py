"""Finds the rules in a picture of a page: long unbroken runs of ink, across it and down."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import atan2
from statistics import median
from typing import Final

from riskbild.intake.reading.pdf.page import Rule
from riskbild.intake.reading.scan.grey import Grey

# In points. No letter of a document has a straight stroke as long as the shortest piece; a rule is longer still.
_PIECE: Final = 11.0
_SHORTEST: Final = 14.0
_THICKEST: Final = 4.0
_GAP: Final = 5.0
# Rows of dots: a thin line that lies askew is broken where it goes from one row to the next.
_ROWS: Final = 3
_TO_TELL_SLANT: Final = 120.0
_MOST_SLANT: Final = 0.06
LEAST_SLANT: Final = 0.0008
"""Radians: askew by less than this, a rule across the page is off by no more than its own thickness."""


@dataclass(slots=True)
class _Stroke:
    """Runs of ink in neighbouring rows that make one stroke: its runs as (row, first, end)."""

    runs: list[tuple[int, int, int]]

    @property
    def first(self) -> int:
        return min(run[1] for run in self.runs)

    @property
    def end(self) -> int:
        return max(run[2] for run in self.runs)

    @property
    def rows(self) -> int:
        return self.runs[-1][0] - self.runs[0][0] + 1


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules of a picture in points, and by how many radians it lies askew (clockwise)."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    slant: float


def ruling_of(picture: Grey) -> Ruling:
    """The rules in a picture."""
    ink = picture.ink()
    across = list(_strokes(ink.row, ink.height, ink.scale))
    down = list(_strokes(ink.column, ink.width, ink.scale))
    return Ruling(tuple(_rules(across, ink.scale)), tuple(_rules(down, ink.scale)), _slant(across, ink.scale))


def _strokes(line: Callable[[int], bytes], count: int, scale: float) -> Iterator[_Stroke]:
    """The strokes along the lines of a picture: runs long enough, with those they touch in the lines beside."""
    long = re.compile(rb"\x00{%d,}" % round(_PIECE * scale))
    growing: list[_Stroke] = []
    reach = round(_GAP * scale)
    for at in range(count):
        for found in long.finditer(line(at)):
            run = (at, found.start(), found.end())
            touching = [one for one in growing if _touches(one.runs[-1], run, reach)]
            if touching:
                touching[0].runs.append(run)
            else:
                growing.append(_Stroke([run]))
        ended = [one for one in growing if one.runs[-1][0] < at - _ROWS]
        if ended:
            yield from ended
            growing = [one for one in growing if one.runs[-1][0] >= at - _ROWS]
    yield from growing


def _touches(before: tuple[int, int, int], run: tuple[int, int, int], reach: int) -> bool:
    return run[0] - before[0] <= _ROWS and run[1] <= before[2] + reach and run[2] >= before[1] - reach


def _rules(strokes: Iterable[_Stroke], scale: float) -> Iterator[Rule]:
    for stroke in strokes:
        length = (stroke.end - stroke.first) / scale
        thick = sum(end - first for _, first, end in stroke.runs) / max(stroke.end - stroke.first, 1) / scale
        if length >= _SHORTEST and thick <= _THICKEST:
            middle = median(row for row, _, _ in stroke.runs)
            yield Rule(middle / scale, stroke.first / scale, stroke.end / scale)


def _slant(strokes: Iterable[_Stroke], scale: float) -> float:
    """By how much the long strokes across the page rise or fall, most of them."""
    found = []
    for stroke in strokes:
        long = stroke.end - stroke.first
        if long / scale < _TO_TELL_SLANT or len(stroke.runs) < 2:
            continue
        left, right = min(stroke.runs, key=lambda run: run[1]), max(stroke.runs, key=lambda run: run[2])
        slant = atan2(right[0] - left[0], long)
        if abs(slant) <= _MOST_SLANT:
            found.append(slant)
    return median(found) if found else 0.0
