"""Analysis dates: read as they stand, and held against each other within one analysis."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.analysis_date import DatedRow, analysis_key, date_findings, read_analysis_date
from riskbild.rules.codes import Code

PREPARATION = "Riskanalys nämndberedningsprocessen 2023-05"

# Every text that stands in the date column of the example documents.
IN_DOCUMENTS = {
    "2021-01-25": ("2021-01-25", "2021-01-25"),
    "Riskanalys genomförd VT-22": ("2022-01-01", "2022-06-30"),
    "2022-05- -2022-07": ("2022-05-01", "2022-07-31"),
    "2022-05": ("2022-05-01", "2022-05-31"),
    "2023-04/05": ("2023-04-01", "2023-05-31"),
    "2023-04/06": ("2023-04-01", "2023-06-30"),
    "2023-04/07": ("2023-04-01", "2023-07-31"),
    "2023-04/08": ("2023-04-01", "2023-08-31"),
    "2023-06": ("2023-06-01", "2023-06-30"),
}


def rows(*dated: tuple[str | None, str | None]) -> list[DatedRow]:
    return [DatedRow(f"row {number}", process, text) for number, (process, text) in enumerate(dated, 1)]


@pytest.mark.parametrize("text", IN_DOCUMENTS)
def test_the_analysis_dates_of_the_example_documents(text: str) -> None:
    found = read_analysis_date(text)
    assert found.text == text
    assert (str(found.starts), str(found.ends)) == IN_DOCUMENTS[text]
    assert found.precision is not None


@pytest.mark.parametrize(
    ("text", "starts"),
    [("Riskbedömningen gjordes i maj", date(2024, 5, 1)), ("uppdaterad den 3 maj", date(2024, 5, 3))],
)
def test_words_about_the_analysis_may_stand_before_its_date(text: str, starts: date) -> None:
    assert read_analysis_date(text, year=2024).starts == starts


@pytest.mark.parametrize("text", ["", "Ej riskanalys", "Riskanalys genomförs under juni månad", "?"])
def test_what_is_no_date_is_kept_as_text(text: str) -> None:
    found = read_analysis_date(text, year=2023)
    assert (found.text, found.starts, found.ends, found.precision) == (text, None, None, None)


@given(st.text(), st.none() | st.integers())
def test_no_analysis_date_raises_an_error(text: str, year: int | None) -> None:
    assert read_analysis_date(text, year=year).text == text


def test_a_date_filled_down_by_dragging_is_found_at_its_first_row() -> None:
    texts = ["2023-04/05", "2023-04/06", "2023-04/07", "2023-04/08"]
    (finding,) = date_findings(rows((None, "2022-05"), *((PREPARATION, text) for text in texts)))
    assert (finding.code, finding.where) == (Code.DRAG_FILLED_DATES, "row 2")
    assert "2023-04/05, 2023-04/06, 2023-04/07, 2023-04/08" in str(finding.sentence)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(3, 20))
def test_any_date_filled_down_within_its_month_is_found(first: date, count: int) -> None:
    days = [first + timedelta(days=step) for step in range(count)]
    texts = [day.isoformat() for day in days if day.month == first.month]
    codes = [finding.code for finding in date_findings(rows(*((PREPARATION, text) for text in texts)))]
    assert codes == ([Code.DRAG_FILLED_DATES] if len(texts) >= 3 else [Code.DATES_DIFFER] if len(texts) == 2 else [])


@pytest.mark.parametrize(
    "texts",
    [
        ["2023-04-05", "2023-04-06"],  # two may be chance
        ["2023-04-05", "2023-04-07", "2023-04-09"],
        ["2023-04-05", "2023-05-06", "2023-06-07"],
        ["våren", "2023-04-06", "2023-04-07"],
        ["2023-05", "2023-06", "2023-06"],
    ],
)
def test_dates_that_only_differ_are_told_as_that(texts: list[str]) -> None:
    (finding,) = date_findings(rows(*((PREPARATION, text) for text in texts)))
    assert finding.code == Code.DATES_DIFFER


def test_rows_of_one_process_belong_together_however_it_is_spaced() -> None:
    assert analysis_key("  Riskanalys\nGDPR ") == analysis_key("riskanalys gdpr")
    assert len(date_findings(rows(("GDPR", "2022"), ("Annat", "2021"), ("gdpr ", "2023")))) == 1


@pytest.mark.parametrize(
    "dated",
    [
        [(PREPARATION, "2023-05"), (PREPARATION, "2023-05 ")],
        [(PREPARATION, "2023-05"), (PREPARATION, None), (PREPARATION, " ")],
        [(None, "2023-05"), (None, "2023-06")],
        [("GDPR", "2023-05"), ("Moms", "2023-06")],
        [],
    ],
)
def test_rows_that_agree_or_say_nothing_are_no_finding(dated: list[tuple[str | None, str | None]]) -> None:
    assert date_findings(rows(*dated)) == ()
