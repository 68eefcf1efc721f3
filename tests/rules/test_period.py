"""Periods: the parts of a year that are followed up, and the texts that name them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.schemes import HALF_YEAR_AND_YEAR, HALF_YEARS, QUARTERS, TWO_TERTIALS_AND_YEAR, YEAR_ONLY

from riskbild.rules.period import (
    FIRST_YEAR,
    LAST_YEAR,
    PARTS,
    TERTIALS,
    Day,
    OwnPeriod,
    PeriodKind,
    PeriodScheme,
    periods_of,
)
from riskbild.rules.period_text import read_period
from riskbild.rules.printed_year import year_of
from riskbild.rules.refusal import Refused

years = st.integers(FIRST_YEAR, LAST_YEAR)
INTERIM = PeriodScheme(
    parts=("Y",),
    own=(
        OwnPeriod("Delrapport 1", Day(1, 1), Day(5, 31), opens=Day(5, 15), due=Day(6, 10)),
        OwnPeriod("Läsår", Day(8, 1), Day(6, 30)),
    ),
)


@pytest.mark.parametrize("scheme", [TERTIALS, HALF_YEARS, QUARTERS, YEAR_ONLY])
@given(year=years)
def test_the_periods_of_a_year_cover_it_without_gap_or_overlap(scheme: PeriodScheme, year: int) -> None:
    periods = periods_of(year, scheme)
    assert (periods[0].starts, periods[-1].ends) == (date(year, 1, 1), date(year, 12, 31))
    assert all(after.starts - before.ends == timedelta(days=1) for before, after in pairwise(periods))


@given(years, st.sampled_from([TERTIALS, TWO_TERTIALS_AND_YEAR, HALF_YEAR_AND_YEAR, INTERIM]))
def test_a_period_opens_before_it_is_due_and_is_never_due_before_it_ends(year: int, scheme: PeriodScheme) -> None:
    for period in periods_of(year, scheme):
        assert period.starts <= period.ends <= period.due
        assert period.opens <= period.due


@given(years, st.sampled_from([TERTIALS, HALF_YEARS, QUARTERS, YEAR_ONLY, INTERIM]))
def test_every_period_is_read_back_from_its_own_name(year: int, scheme: PeriodScheme) -> None:
    for period in periods_of(year, scheme):
        assert read_period(period.name.sv, scheme=scheme) == period
        assert read_period(period.key, year=year, scheme=scheme) in {period, None if period.key == "Y" else period}


def test_the_first_tertial_is_reported_from_the_middle_of_april_to_the_middle_of_may() -> None:
    first = periods_of(2022)[0]
    assert (first.key, first.kind, str(first.name)) == ("T1", PeriodKind.TERTIAL, "T1 2022")
    assert (first.opens, first.due) == (date(2022, 4, 16), date(2022, 5, 21))


def test_the_year_is_reported_in_january() -> None:
    *_, whole = periods_of(2023, TWO_TERTIALS_AND_YEAR)
    assert (whole.name.sv, whole.name.en, whole.due) == ("Helår 2023", "Full year 2023", date(2024, 1, 21))


def test_own_periods_have_the_days_the_municipality_gave_them() -> None:
    interim, whole, school_year = periods_of(2023, INTERIM)
    assert (interim.kind, str(interim.name)) == (PeriodKind.OWN, "Delrapport 1 2023")
    assert (interim.starts, interim.ends) == (date(2023, 1, 1), date(2023, 5, 31))
    assert (interim.opens, interim.due) == (date(2023, 5, 15), date(2023, 6, 10))
    assert whole.key == "Y"
    assert (school_year.starts, school_year.ends) == (date(2023, 8, 1), date(2024, 6, 30))
    assert school_year.due == date(2024, 7, 21)


def test_a_period_that_opens_late_is_not_due_before_it_opens() -> None:
    late = OwnPeriod("Vårens granskning", Day(1, 1), Day(5, 31), opens=Day(12, 1))
    (period,) = periods_of(2023, PeriodScheme(parts=(), own=(late,)))
    assert (period.opens, period.due) == (date(2023, 12, 1), date(2023, 12, 1))


def test_a_day_that_a_common_year_lacks_is_the_last_of_its_month() -> None:
    assert [Day(2, 29).of(year) for year in (2023, 2024)] == [date(2023, 2, 28), date(2024, 2, 29)]


@pytest.mark.parametrize(("month", "day"), [(2, 30), (13, 1), (0, 1), (4, 31), (1, 0)])
def test_a_day_that_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(Refused):
        Day(month, day)


@pytest.mark.parametrize(
    "scheme",
    [
        {"parts": ()},
        {"parts": ("T4",)},
        {"parts": ("T1", "T1")},
        {"parts": ("T1",), "own": (OwnPeriod("T1", Day(1, 1), Day(2, 1)),)},
        {"opens_days_before_end": -1},
        {"due_days_after_end": 367},
    ],
)
def test_a_scheme_that_makes_no_sense_is_refused(scheme: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Refused):
        PeriodScheme(**scheme)  # type: ignore[arg-type]  # each case is wrong in one field only


@pytest.mark.parametrize("year", [0, FIRST_YEAR - 1, LAST_YEAR + 1, 9999])
def test_a_year_far_away_is_refused(year: int) -> None:
    with pytest.raises(Refused):
        periods_of(year)


@pytest.mark.parametrize(
    ("text", "key", "year"),
    [
        ("T1 2022", "T1", 2022),
        ("Status T2 2022", "T2", 2022),
        ("Status: T2 2022", "T2", 2022),
        ("t3-22", "T3", 2022),
        ("T1 -22", "T1", 2022),
        ("T1", "T1", 2030),
        ("tertial 2 2024", "T2", 2024),
        ("Tertial 2", "T2", 2030),
        ("första tertialet 2024", "T1", 2024),
        ("3:e tertialet 2024", "T3", 2024),
        ("H2 2023", "H2", 2023),
        ("halvår 1, 2023", "H1", 2023),
        ("Andra halvåret 2023", "H2", 2023),
        ("Q3 2024", "Q3", 2024),
        ("kvartal 3 2024", "Q3", 2024),
        ("kv. 4 2024", "Q4", 2024),
        ("fjärde kvartalet 2024", "Q4", 2024),
        ("Helår 2023", "Y", 2023),
        ("Helårsuppföljning 2023", "Y", 2023),
        ("2023", "Y", 2023),
        ("år 2023", "Y", 2023),
    ],
)
def test_a_period_is_read_from_its_text(text: str, key: str, year: int) -> None:
    period = read_period(text, year=2030)
    assert period is not None
    assert (period.key, period.year) == (key, year)


@pytest.mark.parametrize(
    "text",
    ["T4 2022", "H3 2022", "T1 22 05", "T12022", "fjärde tertialet 2024", "Hösten 2024", "delår 2023", "", "Status"],
)
def test_a_text_that_names_no_period_gives_none(text: str) -> None:
    assert read_period(text, year=2030) is None


def test_a_period_without_any_year_is_none() -> None:
    assert read_period("T1") is None
    assert read_period("Delrapport 1", scheme=INTERIM) is None
    assert read_period("T1", year=12) is None


@pytest.mark.parametrize(
    ("text", "starts"),
    [("Delrapport 1 2024", date(2024, 1, 1)), ("läsår -23", date(2023, 8, 1)), ("Läsår", date(2030, 8, 1))],
)
def test_an_own_period_is_read_by_its_own_name(text: str, starts: date) -> None:
    period = read_period(text, year=2030, scheme=INTERIM)
    assert period is not None
    assert period.starts == starts


def test_a_longer_word_than_an_own_name_is_not_that_name() -> None:
    assert read_period("Läsårets slut", year=2030, scheme=INTERIM) is None


@given(st.text(), st.none() | st.integers())
def test_no_text_makes_the_reading_of_a_period_fail(text: str, year: int | None) -> None:
    period = read_period(text, year=year, scheme=INTERIM)
    assert period is None or period.key in {*PARTS, "Delrapport 1", "Läsår"}


@pytest.mark.parametrize(
    ("text", "year"),
    [("2024", 2024), ("-24", 2024), ("’24", 2024), ("99", 2099), ("124", None), ("", None), ("år", None)],
)
def test_years_are_read_as_they_are_printed(text: str, year: int | None) -> None:
    assert year_of(text) == year
