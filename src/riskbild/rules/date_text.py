"""Single dates as documents write them: a day, a week, a month, a season, a term, a part of the year, a year."""

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import date

from riskbild.rules.period import FIRST_YEAR, LAST_YEAR, PeriodKind
from riskbild.rules.period_text import read_period
from riskbild.rules.printed_year import AFTER, FULL, LOOSE, MARKED, year_of
from riskbild.rules.span import Precision, Span

type _Fields = Mapping[str, str | None]
type _Reader = Callable[[_Fields, int], Span | None]

_MONTHS = (
    "januari|jan", "februari|febr|feb", "mars|mar", "april|apr", "maj", "juni|jun", "juli|jul",
    "augusti|aug", "september|sept|sep", "oktober|okt", "november|nov", "december|dec",
)  # fmt: skip
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_YEAR = rf"(?:{AFTER}(?P<year>{MARKED}))?"
_NEXT_YEAR = rf"\s?[-–/]\s?(?P<last>{FULL}|\d\d)"

_PARTS_OF_YEAR = (
    r"(?P<letter>t|q|tertial|kvartal)\s?(?P<first>[1-4])\s?[-–]\s?(?P<last>[1-4])"
    rf"(?:[\s,]+(?P<year>{MARKED}))?"
)
_WEEK = (
    r"v(?:ecka|eckorna)?\.?\s?(?P<week>\d\d?)(?:(?:[-–]|\s[-–]\s)(?P<last>\d\d?))?"
    rf"(?:[\s,]+(?P<year>{MARKED}))?"
)
_SEASON = (
    r"(?P<season>vår|sommar|höst|[vh]t)(?:en|termin|terminen)?"
    rf"(?:(?:{AFTER}|(?<=[vh]t))(?P<year>{LOOSE}))?"
)

# The widest a season can mean in a municipality's year, where "våren" and "hösten" are the two terms: the
# autumn term begins in August and the spring term ends in June (skolförordningen 2011:185, 3 kap. 2–3 §§).
_SEASONS = {"v": (1, 6), "s": (6, 8), "h": (8, 12)}
_PRECISION = {
    PeriodKind.TERTIAL: Precision.TERTIAL,
    PeriodKind.HALF_YEAR: Precision.HALF_YEAR,
    PeriodKind.QUARTER: Precision.QUARTER,
    PeriodKind.YEAR: Precision.YEAR,
}


def read_one(text: str, year: int | None) -> Span | None:
    """The days that a text in lower case means if it is one date and nothing else, however it is written.

    `year` is used where the text has none; without either there is no date. A day that does not exist, and a
    text that can mean two things ("201112", "vintern 2024"), gives None.
    """
    if (period := read_period(text, year=year)) is not None:
        return Span(period.starts, period.ends, _PRECISION[period.kind])
    for pattern, reader in _READERS:
        if (found := pattern.fullmatch(text)) and (span := _read(reader, found.groupdict(), year)):
            return span
    return None


def _read(reader: _Reader, fields: _Fields, otherwise: int | None) -> Span | None:
    printed = fields.get("year")
    year = year_of(printed) if printed else otherwise
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return reader(fields, year)
    except ValueError:  # the 31st of April, month 13, week 54
        return None


def _day(fields: _Fields, year: int) -> Span | None:
    first = date(year, _month_number(fields), _number(fields, "day"))
    return _span(first, first.replace(day=_number(fields, "last") or first.day), Precision.DAY)


def _six_digits(fields: _Fields, year: int) -> Span | None:
    # 201112 may be 12 November 2020 or December 2011; 240311 can only be 11 March 2024.
    is_year_and_month = fields["year"] in {"19", "20"} and 1 <= _number(fields, "day") <= 12
    return None if is_year_and_month else _day(fields, year)


def _month(fields: _Fields, year: int) -> Span | None:
    first = _month_number(fields)
    return _months(year, first, _number(fields, "last") or first)


def _week(fields: _Fields, year: int) -> Span | None:
    first = _number(fields, "week")
    last = _number(fields, "last") or first
    monday, sunday = date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7)
    return _span(monday, sunday, Precision.WEEK if last == first else Precision.RANGE)


def _parts_of_year(fields: _Fields, year: int) -> Span | None:
    letter = fields["letter"] or ""
    first, last = (read_period(f"{letter} {_number(fields, end)}", year=year) for end in ("first", "last"))
    return None if first is None or last is None else _span(first.starts, last.ends, Precision.RANGE)


def _season(fields: _Fields, year: int) -> Span | None:
    first, last = _SEASONS[(fields["season"] or "")[0]]
    return Span(date(year, first, 1), _month_end(year, last), Precision.SEASON)


def _winter(fields: _Fields, year: int) -> Span | None:
    is_one_winter = _last_year(fields, year) == year + 1
    return Span(date(year, 12, 1), _month_end(year + 1, 2), Precision.SEASON) if is_one_winter else None


def _school_year(fields: _Fields, year: int) -> Span | None:
    is_one_year = _last_year(fields, year) == year + 1
    return Span(date(year, 8, 1), _month_end(year + 1, 6), Precision.YEAR) if is_one_year else None


def _turn_of_year(fields: _Fields, year: int) -> Span | None:
    is_one_turn = _last_year(fields, year) == year + 1
    return _last_day_of_year(fields, year) if is_one_turn else None


def _last_day_of_year(_: _Fields, year: int) -> Span | None:
    return Span(date(year, 12, 31), date(year, 12, 31), Precision.DAY)


def _this_year(_: _Fields, year: int) -> Span | None:
    return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _years(fields: _Fields, year: int) -> Span | None:
    return _span(date(year, 1, 1), date(_last_year(fields, year), 12, 31), Precision.RANGE)


_READERS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in (
        (rf"(?P<year>{FULL})([-./])(?P<month>\d\d?)\2(?P<day>\d\d?)", _day),  # 2024-03-31
        (rf"(?P<year>{FULL})(?P<month>\d\d)(?P<day>\d\d)", _day),  # 20240331
        (r"(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)", _six_digits),  # 240331
        (rf"(?:den\s)?(?P<day>\d\d?)(?::?[ae])?\s{_MONTH}{_YEAR}", _day),  # den 31:a mars 2024
        (rf"(?P<day>\d\d?)\s?[-–]\s?(?P<last>\d\d?)\s{_MONTH}{_YEAR}", _day),  # 1–15 mars 2024
        (rf"(?P<day>\d\d?)/(?P<month>\d\d?)(?:{AFTER}(?P<year>{LOOSE}))?", _day),  # 31/3 -24
        (rf"(?P<day>\d\d?)([./])(?P<month>\d\d?)\2(?P<year>{FULL})", _day),  # 31.3.2024
        (rf"(?P<year>{FULL})[-/.](?P<month>\d\d?)", _month),  # 2024-03
        (rf"(?P<year>{FULL})-(?P<month>\d\d?)(?:/|\s[-–]\s)(?P<last>\d\d?)", _month),  # 2023-04/05
        (rf"(?P<month>\d\d?)[-/](?P<year>{FULL})", _month),  # 3/2024
        (rf"{_MONTH}(?:\smånad)?{_YEAR}", _month),  # mars -24
        (rf"(?P<year>{FULL})\s{_MONTH}", _month),  # 2024 mars
        (_PARTS_OF_YEAR, _parts_of_year),  # kvartal 2–3 2024
        (_WEEK, _week),  # v. 14–16 2024
        (_SEASON, _season),  # hösten 2024, VT-22
        (rf"vintern?\s(?P<year>{FULL}){_NEXT_YEAR}", _winter),  # vintern 2023/24
        (rf"(?:läsåret|läsår|lå)\s(?P<year>{FULL}|\d\d){_NEXT_YEAR}", _school_year),  # läsåret 23/24
        (rf"årsskiftet\s(?P<year>{FULL}|\d\d){_NEXT_YEAR}", _turn_of_year),  # årsskiftet 2024/25
        (rf"(?:årets\sslut|årsslutet|årsslut){_YEAR}", _last_day_of_year),
        (r"(?:(?:i\s)?år|året|innevarande\sår|hela\såret)", _this_year),
        (rf"(?P<year>{FULL}){_NEXT_YEAR}", _years),  # 2023–2024
    )
)
"""How a date may be written, tried in turn until one of them is a date that exists."""


def _span(first: date, last: date, precision: Precision) -> Span | None:
    if last < first:
        return None
    return Span(first, last, Precision.RANGE if precision is Precision.DAY and last > first else precision)


def _months(year: int, first: int, last: int) -> Span | None:
    precision = Precision.MONTH if last == first else Precision.RANGE
    return _span(date(year, first, 1), _month_end(year, last), precision)


def _month_end(year: int, month: int) -> date:
    first = date(year, month, 1)  # refuses month 13, which monthrange would raise another error for
    return first.replace(day=calendar.monthrange(year, month)[1])


def _number(fields: _Fields, name: str) -> int:
    """The number in a field; 0 where it is absent, which no date has."""
    return int(fields.get(name) or 0)


def _month_number(fields: _Fields) -> int:
    month = fields["month"] or ""
    return _NUMBER_OF[month] if month in _NUMBER_OF else int(month)


def _last_year(fields: _Fields, year: int) -> int:
    """The second year of "2023/24", in the first one's century where only two digits are printed."""
    last = _number(fields, "last")
    return last if last > 99 else year // 100 * 100 + last
