"""Periods: the parts of the year that are followed up, when each opens for reporting and when it is due."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

FIRST_YEAR, LAST_YEAR = 1900, 2099

_BAD_YEAR = Sentence("{year} är inget år som går att planera för.", "{year} is not a year that can be planned for.")
_BAD_DAY = Sentence("Dag {day} i månad {month} finns inte.", "Day {day} of month {month} does not exist.")
_BAD_PART = Sentence(
    "Det finns ingen period ”{part}”. Välj bland {parts}.", "There is no period “{part}”. Choose among {parts}."
)
_NO_PERIODS = Sentence("Välj minst en period.", "Choose at least one period.")
_SAME_KEY = Sentence("Två perioder har samma namn, ”{key}”.", "Two periods have the same name, “{key}”.")
_BAD_DAYS = Sentence(
    "Antalet dagar ska vara mellan 0 och 366; här står {days}.",
    "The number of days must be between 0 and 366; here it is {days}.",
)


class PeriodKind(StrEnum):
    """What kind of part of the year a period is."""

    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    YEAR = "year"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Period:
    """One period of one year.

    `key` is "T1", "H2", "Q3", "Y" or that of an own period; `name` is what it is printed as ("T1 2022").
    Reporting is possible from `opens` and due on `due`, and ends for good on `closes`; all three days count.
    """

    key: str
    year: int
    kind: PeriodKind
    name: Sentence
    starts: date
    ends: date
    opens: date
    due: date
    closes: date


@dataclass(frozen=True, slots=True)
class Day:
    """A day of any year; 29 February is the 28th in a common year. Refused if no year has it."""

    month: int
    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= calendar.monthrange(2024, self.month)[1]:
            raise Refused(_BAD_DAY.format(day=self.day, month=self.month))

    def of(self, year: int) -> date:
        """That day in one year."""
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))

    def on_or_after(self, earliest: date) -> date:
        """The first such day that is not before `earliest`."""
        same_year = self.of(earliest.year)
        return same_year if same_year >= earliest else self.of(earliest.year + 1)


@dataclass(frozen=True, slots=True)
class OwnPeriod:
    """A period a municipality has named itself ("Delrapport 1"), on the same days each year.

    An end before the start is in the year after. Where `opens` or `due` is None the scheme's days count.
    """

    name: str
    starts: Day
    ends: Day
    opens: Day | None = None
    due: Day | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A standard part of the year: its months and what it is called."""

    kind: PeriodKind
    first_month: int
    last_month: int
    name: Sentence


def _parts() -> Iterator[tuple[str, Part]]:
    for kind, letter, count, sv, en in (
        (PeriodKind.TERTIAL, "T", 3, "T{n}", "T{n}"),
        (PeriodKind.HALF_YEAR, "H", 2, "Halvår {n}", "Half-year {n}"),
        (PeriodKind.QUARTER, "Q", 4, "Kvartal {n}", "Quarter {n}"),
    ):
        months = 12 // count
        for n in range(1, count + 1):
            name = Sentence(sv, en).format(n=n)
            yield f"{letter}{n}", Part(kind, (n - 1) * months + 1, n * months, name)
    yield "Y", Part(PeriodKind.YEAR, 1, 12, Sentence("Helår", "Full year"))


PARTS = dict(_parts())
"""The standard parts by key: T1–T3, H1, H2, Q1–Q4 and Y for the whole year."""


def short_name(key: str) -> Sentence:
    """What a period is called where its year is known: "T1", "Halvår 2", "Helår", or an own period's name."""
    return PARTS[key].name if key in PARTS else Sentence(key, key)


@dataclass(frozen=True, slots=True)
class PeriodScheme:
    """Which periods a municipality follows up, and when each opens and is due.

    By default a period opens 14 days before it ends and is due 21 days after: tertial reports go to the board
    in May and September and the year's in January–February, so that the administration has about three weeks.
    What is late can be reported for 14 days more. No law sets these days; each municipality's own guidelines do.
    Refused if there is no period, a part that does not exist, or two of one name.
    """

    parts: tuple[str, ...] = ("T1", "T2", "T3")
    own: tuple[OwnPeriod, ...] = ()
    opens_days_before_end: int = 14
    due_days_after_end: int = 21
    closes_days_after_due: int = 14

    def __post_init__(self) -> None:
        names = [*self.parts, *(own.name for own in self.own)]
        if not names:
            raise Refused(_NO_PERIODS)
        for name in names:
            if names.count(name) > 1:
                raise Refused(_SAME_KEY.format(key=name))
        for part in self.parts:
            if part not in PARTS:
                raise Refused(_BAD_PART.format(part=part, parts=", ".join(PARTS)))
        for days in (self.opens_days_before_end, self.due_days_after_end, self.closes_days_after_due):
            if not 0 <= days <= 366:
                raise Refused(_BAD_DAYS.format(days=days))


TERTIALS = PeriodScheme()


def periods_of(year: int, scheme: PeriodScheme = TERTIALS) -> tuple[Period, ...]:
    """The periods of a year, in the order they end; Refused for a year outside 1900–2099."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_BAD_YEAR.format(year=year))
    periods = [standard_period(key, year, scheme) for key in scheme.parts]
    periods += [own_period(own, year, scheme) for own in scheme.own]
    return tuple(sorted(periods, key=lambda period: (period.ends, period.starts)))


def standard_period(key: str, year: int, scheme: PeriodScheme = TERTIALS) -> Period:
    """One standard part of a year, whether or not the scheme follows it up; KeyError for an unknown key."""
    part = PARTS[key]
    starts = date(year, part.first_month, 1)
    ends = date(year, part.last_month, calendar.monthrange(year, part.last_month)[1])
    opens, due = _window(ends, scheme)
    name = Sentence("{part} {year}", "{part} {year}").format(part=part.name, year=year)
    return Period(key, year, part.kind, name, starts, ends, opens, due, _closes(due, scheme))


def own_period(own: OwnPeriod, year: int, scheme: PeriodScheme) -> Period:
    """A municipality's own period in the year that it starts."""
    starts = own.starts.of(year)
    ends = own.ends.on_or_after(starts)
    opens, due = _window(ends, scheme)
    if own.opens is not None:
        opens = own.opens.on_or_after(starts)
    if own.due is not None:
        due = own.due.on_or_after(max(ends, opens))
    name = Sentence(f"{own.name} {year}", f"{own.name} {year}")
    due = max(opens, due)
    return Period(own.name, year, PeriodKind.OWN, name, starts, ends, opens, due, _closes(due, scheme))


def _window(ends: date, scheme: PeriodScheme) -> tuple[date, date]:
    return (ends - timedelta(days=scheme.opens_days_before_end), ends + timedelta(days=scheme.due_days_after_end))


def _closes(due: date, scheme: PeriodScheme) -> date:
    return due + timedelta(days=scheme.closes_days_after_due)
