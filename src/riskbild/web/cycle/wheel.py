"""The drawing of the annual cycle: twelve months round a ring, a numbered mark inside the month of each duty."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from riskbild.rules.duties import DutyStatus

SIZE = 320
_CENTRE = SIZE / 2
_OUTER, _INNER, _WORDS = 154, 122, 138
_MARKS = (101, 72, 43)
_MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month's piece of the ring: its outline, and where its name stands."""

    number: int
    outline: str
    x: float
    y: float


@dataclass(frozen=True)
class Mark:
    """A duty's number in its month, at a place inside the ring."""

    number: int
    status: DutyStatus
    x: float
    y: float


@dataclass(frozen=True)
class Wheel:
    """The whole drawing; `today` is the ends of the line that shows the day (x1, y1, x2, y2), or nothing."""

    months: Sequence[Month]
    marks: Sequence[Mark]
    today: tuple[float, float, float, float] | None


def wheel_of(duties: Iterable[tuple[int, date, DutyStatus]], year: int, today: date) -> Wheel:
    """The cycle of a year; `duties` are numbers with their last day and where they stand.

    What falls in the year before or after stands in its month all the same: the work goes round. Beyond three in a
    month the marks stand side by side.
    """
    in_month: dict[int, list[tuple[int, DutyStatus]]] = defaultdict(list)
    for number, due, status in duties:
        in_month[due.month].append((number, status))
    marks = [mark for month, found in sorted(in_month.items()) for mark in _marks(month, found)]
    line = (*_at(_turn(today), _INNER - 4), *_at(_turn(today), _OUTER + 4)) if today.year == year else None
    return Wheel([_month(number) for number in range(1, _MONTHS + 1)], marks, line)


def _month(number: int) -> Month:
    start, end = (number - 1) / _MONTHS, number / _MONTHS
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = (
        _at(turn, radius) for turn, radius in ((start, _OUTER), (end, _OUTER), (end, _INNER), (start, _INNER))
    )
    outline = f"M{x1} {y1}A{_OUTER} {_OUTER} 0 0 1 {x2} {y2}L{x3} {y3}A{_INNER} {_INNER} 0 0 0 {x4} {y4}Z"
    return Month(number, outline, *_at((number - 0.5) / _MONTHS, _WORDS))


def _marks(month: int, found: Sequence[tuple[int, DutyStatus]]) -> Iterable[Mark]:
    columns = -(-len(found) // len(_MARKS))
    for place, (number, status) in enumerate(found):
        ring, column = place % len(_MARKS), place // len(_MARKS)
        turn = (month - 1 + (column + 0.5) / columns) / _MONTHS
        yield Mark(number, status, *_at(turn, _MARKS[ring]))


def _turn(day: date) -> float:
    """How far round the year a day stands, months being equally wide: 0 is New Year."""
    return (day.month - 1 + (day.day - 1) / calendar.monthrange(day.year, day.month)[1]) / _MONTHS


def _at(turn: float, radius: float) -> tuple[float, float]:
    """A place that far round, clockwise from the top."""
    angle = 2 * pi * turn
    return round(_CENTRE + radius * sin(angle), 1), round(_CENTRE - radius * cos(angle), 1)
