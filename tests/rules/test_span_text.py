"""Dates and stretches of days, as documents write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.span import Precision
from riskbild.rules.span_text import LONGEST_READ, read_span

DAY, WEEK, MONTH, SEASON, RANGE = Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.RANGE


@pytest.mark.parametrize(
    ("text", "starts", "ends", "precision"),
    [
        ("2024-03-31", "2024-03-31", "2024-03-31", DAY),
        ("2024.3.31", "2024-03-31", "2024-03-31", DAY),
        ("20240331", "2024-03-31", "2024-03-31", DAY),
        ("240331", "2024-03-31", "2024-03-31", DAY),
        ("201131", None, None, None),
        ("den 31 mars 2024", "2024-03-31", "2024-03-31", DAY),
        ("31:a mars -24", "2024-03-31", "2024-03-31", DAY),
        ("31 mars", "2022-03-31", "2022-03-31", DAY),
        ("31/3", "2022-03-31", "2022-03-31", DAY),
        ("31/3-24", "2024-03-31", "2024-03-31", DAY),
        ("31.3.2024", "2024-03-31", "2024-03-31", DAY),
        ("31/3/2024", "2024-03-31", "2024-03-31", DAY),
        ("1–15 mars 2024", "2024-03-01", "2024-03-15", RANGE),
        ("15–1 mars 2024", None, None, None),
        ("15-15 mars 2024", "2024-03-15", "2024-03-15", DAY),
        ("årsskiftet 2024/25", "2024-12-31", "2024-12-31", DAY),
        ("årsskiftet 2024/26", None, None, None),
        ("årets slut", "2022-12-31", "2022-12-31", DAY),
        ("2022-05", "2022-05-01", "2022-05-31", MONTH),
        ("2023-06", "2023-06-01", "2023-06-30", MONTH),
        ("5/2022", "2022-05-01", "2022-05-31", MONTH),
        ("maj", "2022-05-01", "2022-05-31", MONTH),
        ("Maj månad 2024", "2024-05-01", "2024-05-31", MONTH),
        ("feb. 2024", "2024-02-01", "2024-02-29", MONTH),
        ("2024 februari", "2024-02-01", "2024-02-29", MONTH),
        ("2023-04/05", "2023-04-01", "2023-05-31", RANGE),
        ("2023-04/08", "2023-04-01", "2023-08-31", RANGE),
        ("2023-04 - 05", "2023-04-01", "2023-05-31", RANGE),
        ("2023-05/04", None, None, None),
        ("v. 14", "2022-04-04", "2022-04-10", WEEK),
        ("vecka 14", "2022-04-04", "2022-04-10", WEEK),
        ("v 43 2023", "2023-10-23", "2023-10-29", WEEK),
        ("v.14 -24", "2024-04-01", "2024-04-07", WEEK),
        ("v. 14–16", "2022-04-04", "2022-04-24", RANGE),
        ("vecka 50-2", None, None, None),
        ("v. 53", None, None, None),  # 2022 has 52 weeks
        ("v. 53 2020", "2020-12-28", "2021-01-03", WEEK),
        ("Hösten 2024", "2024-08-01", "2024-12-31", SEASON),
        ("VT-22", "2022-01-01", "2022-06-30", SEASON),
        ("HT 2023", "2023-08-01", "2023-12-31", SEASON),
        ("ht23", "2023-08-01", "2023-12-31", SEASON),
        ("Vårterminen -23", "2023-01-01", "2023-06-30", SEASON),
        ("sommaren 2024", "2024-06-01", "2024-08-31", SEASON),
        ("vintern 2023/24", "2023-12-01", "2024-02-29", SEASON),
        ("vintern 2022-2024", None, None, None),
        ("vintern 2024", None, None, None),
        ("läsåret 23/24", "2023-08-01", "2024-06-30", Precision.YEAR),
        ("läsåret 2023/2025", None, None, None),
        ("T1 2024", "2024-01-01", "2024-04-30", Precision.TERTIAL),
        ("Q3 2024", "2024-07-01", "2024-09-30", Precision.QUARTER),
        ("första halvåret 2024", "2024-01-01", "2024-06-30", Precision.HALF_YEAR),
        ("kvartal 2–3 2024", "2024-04-01", "2024-09-30", RANGE),
        ("tertial 2-4 2024", None, None, None),
        ("2024", "2024-01-01", "2024-12-31", Precision.YEAR),
        ("i år", "2022-01-01", "2022-12-31", Precision.YEAR),
        ("2023-24", "2023-01-01", "2024-12-31", RANGE),
        ("2023/2024", "2023-01-01", "2024-12-31", RANGE),
        ("2024-2023", None, None, None),
        ("2022-05- -2022-07", "2022-05-01", "2022-07-31", RANGE),
        ("2024-03-01 - 2024-05-31", "2024-03-01", "2024-05-31", RANGE),
        ("2024-05-31 - 2024-03-01", None, None, None),
        ("1 mars till 15 april 2024", "2024-03-01", "2024-04-15", RANGE),
        ("maj–juni", "2022-05-01", "2022-06-30", RANGE),
        ("november–januari", None, None, None),  # of which winter?
        ("november–januari 2024", "2023-11-01", "2024-01-31", RANGE),
        ("november 2023–januari", "2023-11-01", "2024-01-31", RANGE),
        ("maj 2023 t.o.m. juni", "2023-05-01", "2023-06-30", RANGE),
        ("HT 2023/VT 2024", "2023-08-01", "2024-06-30", RANGE),
        ("T1-T3 2024", "2024-01-01", "2024-12-31", RANGE),
        ("T1 och T2 2024", "2024-01-01", "2024-08-31", RANGE),
        ("T1, T2 samt T3 2024", "2024-01-01", "2024-12-31", RANGE),
        ("T1 och T3 2024", None, None, None),
        ("T1 och något mer 2024", None, None, None),
        ("något och T3 2024", None, None, None),
        ("31 april 2024", None, None, None),
        ("2024-13-01", None, None, None),
        ("2024-13", None, None, None),
        ("delår 2024", None, None, None),
        ("mars 24", None, None, None),  # 24 March or March 2024
    ],
)
def test_a_text_that_is_a_date_gives_its_first_and_last_day(
    text: str, starts: str | None, ends: str | None, precision: Precision | None
) -> None:
    span = read_span(text, year=2022)
    if starts is None or ends is None:
        assert span is None
    else:
        assert span is not None
        assert (span.starts, span.ends) == (date.fromisoformat(starts), date.fromisoformat(ends))
        assert span.precision is precision


def test_six_digits_that_can_mean_two_things_mean_neither() -> None:
    assert read_span("201112", year=None) is None
    assert read_span("211112", year=None) is not None


def test_prose_is_not_tried() -> None:
    assert read_span("2024" + " " * LONGEST_READ, year=None) is None


@pytest.mark.parametrize("year", [0, -1, 1899, 2100, 10**9])
def test_a_documents_year_far_away_is_no_year(year: int) -> None:
    assert read_span("december", year=year) is None


@given(st.text(st.sampled_from("0123456789-/. vtqåhmaj"), max_size=20), st.none() | st.integers(1900, 2099))
def test_a_stretch_never_ends_before_it_starts(text: str, year: int | None) -> None:
    span = read_span(text, year=year)
    assert span is None or span.starts <= span.ends


@given(st.dates(date(1900, 1, 1), date(2099, 11, 30)), st.integers(0, 400))
def test_two_days_with_a_dash_between_are_the_days_between(first: date, days: int) -> None:
    last = date.fromordinal(min(first.toordinal() + days, date(2099, 12, 31).toordinal()))
    span = read_span(f"{first} – {last}", year=None)
    assert span is not None
    assert (span.starts, span.ends) == (first, last)
