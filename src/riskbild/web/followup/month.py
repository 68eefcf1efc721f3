"""A month as a calendar's table: whole weeks from Monday, every day with what falls on it."""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

_WEEKS = calendar.Calendar(firstweekday=calendar.MONDAY)


@dataclass(frozen=True)
class Day[Thing]:
    """One square; `inside` where it belongs to the month."""

    on: date
    inside: bool
    things: Sequence[Thing]


@dataclass(frozen=True)
class Month[Thing]:
    """A month: its first day, weeks as (week's number, seven days), and the months beside it where there are such."""

    first: date
    weeks: Sequence[tuple[int, Sequence[Day[Thing]]]]
    before: date | None
    after: date | None

    @property
    def count(self) -> int:
        """How many things fall in the month."""
        return sum(len(day.things) for _, days in self.weeks for day in days if day.inside)


def month_of[Thing](first: date, things: Iterable[Thing], day_of: Callable[[Thing], date | None]) -> Month[Thing]:
    """The month that `first` begins. Things of the weeks' days outside the month stand on their days too."""
    on: dict[date, list[Any]] = defaultdict(list)
    for thing in things:
        day = day_of(thing)
        if day is not None:
            on[day].append(thing)
    weeks = [
        (week[0].isocalendar().week, [Day(day, day.month == first.month, on.get(day, ())) for day in week])
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    ]
    return Month(first, weeks, _beside(first, -1), _beside(first, 1))


def days_of(first: date) -> list[date]:
    """The days of the month that `first` begins."""
    return [day for day in _WEEKS.itermonthdates(first.year, first.month) if day.month == first.month]


def read_month(text: str, today: date) -> date:
    """The first day of the month written "2026-05"; today's month for anything else."""
    year, _, month = text.partition("-")
    if not (len(text) == 7 and year.isdecimal() and month.isdecimal()):
        return today.replace(day=1)
    # A year's margin at each end, so that the weeks and months beside the month are dates too.
    known = MINYEAR < int(year) < MAXYEAR and 1 <= int(month) <= 12
    return date(int(year), int(month), 1) if known else today.replace(day=1)


def _beside(first: date, step: int) -> date | None:
    number = first.year * 12 + first.month - 1 + step
    year, month = divmod(number, 12)
    return date(year, month + 1, 1) if MINYEAR < year < MAXYEAR else None
