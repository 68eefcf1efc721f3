"""The days a control falls due in the year's periods, worked out from how often it is to be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from riskbild.rules.period import PARTS, Period
from riskbild.rules.recurrence import Recurrence

_STANDARD = {
    Recurrence.QUARTERLY: ("Q1", "Q2", "Q3", "Q4"),
    Recurrence.TERTIAL: ("T1", "T2", "T3"),
    Recurrence.HALF_YEARLY: ("H1", "H2"),
    Recurrence.YEARLY: ("Y",),
}
_MONTHLY = range(1, 13)
_TOO_OFTEN_FOR_DAYS = frozenset({Recurrence.DAILY, Recurrence.WEEKLY})


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """One time that a control is to be done: the last day for it, and the period it is reported in."""

    due: date
    period: str


def occasions(recurrences: Iterable[Recurrence], periods: Sequence[Period]) -> tuple[Occasion, ...]:
    """The days in one year's periods, in order, each day once.

    What is done every day or week is due with each period as a whole. What says no time ("vid behov", "stickprov",
    "vartannat år") gives no day: nothing can be late that nobody has set a day for.
    """
    days: set[date] = set()
    for recurrence in recurrences:
        days.update(_days_of(recurrence, periods))
    return tuple(sorted({Occasion(day, period_of(day, periods)) for day in days}))


def _days_of(recurrence: Recurrence, periods: Sequence[Period]) -> Iterable[date]:
    if not periods:
        return ()
    year = periods[0].year
    if recurrence in _TOO_OFTEN_FOR_DAYS:
        return [period.ends for period in periods]
    if recurrence is Recurrence.MONTHLY:
        return [_last_day(year, month) for month in _MONTHLY]
    return [_last_day(year, PARTS[part].last_month) for part in _STANDARD.get(recurrence, ())]


def _last_day(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def period_of(day: date, periods: Sequence[Period]) -> str:
    """The period that the day lies in, the shortest of several; else the next one to end, else the last."""
    within = [period for period in periods if period.starts <= day <= period.ends]
    if within:
        return min(within, key=lambda period: (period.ends - period.starts, period.ends)).key
    later = [period for period in periods if period.ends >= day]
    return min(later, key=lambda period: period.ends).key if later else periods[-1].key
