"""Deadlines: every text is kept, a date is given where there is one, and nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.codes import Code
from riskbild.rules.deadline import Deadline, deadline_findings, read_deadline
from riskbild.rules.recurrence import Recurrence, read_frequency
from riskbild.rules.span import Precision

YEAR = 2024

# Every text that stands in the deadline column of the example documents.
IN_DOCUMENTS = {
    "Hösten 2024": Deadline("", date(2024, 12, 31), date(2024, 8, 1), precision=Precision.SEASON),
    "Kontinuerligt": Deadline("", recurrence=Recurrence.CONTINUOUS),
    "Vid varje tillfälle": Deadline("", recurrence=Recurrence.EACH_OCCASION),
    "I förekommande fall": Deadline("", recurrence=Recurrence.WHEN_NEEDED),
    "Årligen": Deadline("", recurrence=Recurrence.YEARLY),
    "Genomförd, men granskningen senarelagd pga av projekt och nya rutiner": Deadline("", is_status=True),
}


@pytest.mark.parametrize("text", IN_DOCUMENTS)
def test_the_deadlines_of_the_example_documents(text: str) -> None:
    found = read_deadline(text, year=YEAR)
    expected = IN_DOCUMENTS[text]
    assert found.text == text
    assert (found.due, found.starts, found.precision) == (expected.due, expected.starts, expected.precision)
    assert (found.recurrence, found.is_status) == (expected.recurrence, expected.is_status)


@pytest.mark.parametrize(
    ("text", "starts", "due"),
    [
        ("senast 31 mars 2024", None, "2024-03-31"),
        ("Senast: 2024-06-30", None, "2024-06-30"),
        ("senast den 1 maj", None, "2024-05-01"),
        ("t.o.m. 2024-06-30", None, "2024-06-30"),
        ("Till och med juni 2024", None, "2024-06-30"),
        ("Klart senast 31 mars 2024", None, "2024-03-31"),
        ("Ska vara klart i december", None, "2024-12-31"),
        ("Vid utgången av 2024", None, "2024-12-31"),
        ("I slutet av 2025", None, "2025-12-31"),
        ("före sommaren 2024", None, "2024-05-31"),
        ("innan 1 april 2024", None, "2024-03-31"),
        ("Inför 2025", None, "2024-12-31"),
        ("fr.o.m. 2024-03-01", "2024-03-01", None),
        ("Påbörjas hösten 2024", "2024-08-01", None),
        ("efter 2024-05-01", "2024-05-02", None),
        ("I början av 2024", "2024-01-01", None),
        ("Tidigt våren 2025", "2025-01-01", None),
        ("Under 2024", "2024-01-01", "2024-12-31"),
        ("under våren", "2024-01-01", "2024-06-30"),
        ("Genomförs HT 2024", "2024-08-01", "2024-12-31"),
        ("Planerat till T2 2024", None, "2024-08-31"),
        ("december", "2024-12-01", "2024-12-31"),
        ("Hösten\n2024", "2024-08-01", "2024-12-31"),
        ("Hösten 2024\nhösten 2024.", "2024-08-01", "2024-12-31"),
    ],
)
def test_the_words_before_a_date_say_which_end_of_it_counts(text: str, starts: str | None, due: str | None) -> None:
    found = read_deadline(text, year=YEAR)
    assert found.starts == (date.fromisoformat(starts) if starts else None)
    assert found.due == (date.fromisoformat(due) if due else None)
    assert found.precision is not None
    assert (found.recurrence, found.is_status, found.text) == (None, False, text)


@pytest.mark.parametrize(
    ("text", "recurrence", "due"),
    [
        ("Årligen i mars", Recurrence.YEARLY, "2024-03-31"),
        ("Årligen, senast 31 mars", Recurrence.YEARLY, "2024-03-31"),
        ("Löpande under 2024", Recurrence.CONTINUOUS, "2024-12-31"),
        ("Hösten 2024, därefter årligen", Recurrence.YEARLY, "2024-12-31"),
        ("mars 2024 och sedan varje tertial", Recurrence.TERTIAL, "2024-03-31"),
        ("Årligen vid skolstart", Recurrence.YEARLY, None),
        ("Kontinuerligt och vid behov", Recurrence.CONTINUOUS, None),
        ("Tertial", Recurrence.TERTIAL, None),
        ("Två gånger per år", Recurrence.HALF_YEARLY, None),
    ],
)
def test_a_recurrence_may_have_a_date_beside_it(text: str, recurrence: Recurrence, due: str | None) -> None:
    found = read_deadline(text, year=YEAR)
    assert (found.recurrence, found.is_status) == (recurrence, False)
    assert found.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    "text",
    [
        "Pågående",
        "Genomförd 2023-05-10",
        "Klart",
        "Ej påbörjad",
        "Pågår till 31 december 2024",
        "Pågående\nHösten 2024",
    ],
)
def test_a_status_in_the_deadline_column_is_a_status_and_a_finding(text: str) -> None:
    found = read_deadline(text, year=YEAR)
    assert (found.due, found.starts, found.recurrence, found.is_status) == (None, None, None, True)
    (finding,) = deadline_findings(found, "row 11, deadline")
    assert (finding.code, finding.where) == (Code.STATUS_IN_DEADLINE, "row 11, deadline")


def test_a_deadline_is_no_finding() -> None:
    assert deadline_findings(read_deadline("Hösten 2024", year=None), "deadline") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "snarast",
        "tills vidare",
        "Klart hösten 2024",  # done then, or to be done then
        "delår 2023",  # any day from 30 June to 31 August
        "omkring påsk",
        "Halvår efter införandet",
        "Tertial 5",
        "Löpande, dock inte juli",
        "mars och september 2024",
        "Hösten 2024\nVåren 2025",
        "Rapporteras till nämnden när resultatet är klart hösten 2024",
        "hösten " * 100,
        "under " * 5000,
        "mars 2024, " * 3000,
        "2024-" * 4000,
    ],
)
def test_what_cannot_be_read_without_guessing_has_its_text_alone(text: str) -> None:
    assert read_deadline(text, year=YEAR) == Deadline(text)


@pytest.mark.parametrize("text", ["december", "v. 14", "31 mars", "våren", "T1", "i år"])
def test_a_date_without_a_year_is_no_date_without_the_documents(text: str) -> None:
    assert read_deadline(text, year=None) == Deadline(text)


PIECES = (
    "senast|före|under|hösten|vt|2024|-24|2023-04/05|-|/|,|.|och|samt|t1|q3|v.|14|mars|31|årligen|vid behov|"
    "genomförd|pågående|klart|\n|2024-03-31|240331|helår|läsåret|i början av|efter|till|0|13|99"
)
pieces = st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map(" ".join)


@given(st.text() | pieces, st.none() | st.integers())
def test_no_text_raises_an_error_and_every_text_is_kept(text: str, year: int | None) -> None:
    found = read_deadline(text, year=year)
    assert found.text == text
    assert (found.precision is None) == (found.due is None and found.starts is None)
    if found.starts and found.due:
        assert found.starts <= found.due
    if found.is_status:
        assert (found.due, found.starts, found.recurrence) == (None, None, None)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_itself(day: date) -> None:
    for text in (day.isoformat(), f"senast {day:%Y%m%d}", f"{day.day}/{day.month} {day.year}"):
        assert read_deadline(text, year=None).due == day


@pytest.mark.parametrize(
    ("text", "recurrences", "is_complete"),
    [
        ("Tertial", [Recurrence.TERTIAL], True),
        ("Årligen", [Recurrence.YEARLY], True),
        ("Månatligen", [Recurrence.MONTHLY], True),
        ("Stickprov\nStickprov", [Recurrence.SAMPLE], True),
        ("Löpande", [Recurrence.CONTINUOUS], True),
        ("Tertial och årligen", [Recurrence.TERTIAL, Recurrence.YEARLY], True),
        ("Årligen\nMånatligen", [Recurrence.YEARLY, Recurrence.MONTHLY], True),
        ("Årligen\nTertial", [Recurrence.YEARLY, Recurrence.TERTIAL], True),
        ("Årligen och vid avvikelse", [Recurrence.YEARLY, Recurrence.ON_DEVIATION], True),
        ("Stickprov", [Recurrence.SAMPLE], True),
        ("Vid avvikelse", [Recurrence.ON_DEVIATION], True),
        ("Efter ankomst", [], False),
        ("Löpande och inför avslut av etableringsstöd", [Recurrence.CONTINUOUS], False),
        ("", [], False),
    ],
)
def test_the_frequencies_of_the_example_documents(text: str, recurrences: list[Recurrence], is_complete: bool) -> None:
    found = read_frequency(text)
    assert (found.text, list(found.recurrences), found.is_complete) == (text, recurrences, is_complete)


@given(st.text())
def test_no_frequency_raises_an_error(text: str) -> None:
    assert read_frequency(text).text == text
