"""Counts and days in the words of a letter."""

from datetime import date

import pytest

from riskbild.rules.count_text import capital, counted, day_text
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence

C, M, R = Subject.CONTROL, Subject.MEASURE, Subject.RISK


@pytest.mark.parametrize(
    ("subjects", "sv", "en"),
    [
        ([C], "en kontroll", "one control"),
        ([C, C, C], "tre kontroller", "three controls"),
        ([M, C], "en kontroll och en åtgärd", "one control and one measure"),
        ([R, M, C, M], "en kontroll, två åtgärder och en risk", "one control, two measures and one risk"),
        ([C] * 12, "tolv kontroller", "twelve controls"),
        ([C] * 13, "13 kontroller", "13 controls"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_counts_are_written_as_in_running_text(subjects: list[Subject], sv: str, en: str) -> None:
    assert counted(subjects) == Sentence(sv, en)


def test_a_day_has_its_year_only_when_it_is_another() -> None:
    today = date(2026, 12, 1)
    assert day_text(date(2026, 5, 15), today) == Sentence("den 15 maj", "15 May")
    assert day_text(date(2027, 1, 8), today) == Sentence("den 8 januari 2027", "8 January 2027")


def test_a_sentence_begins_with_a_capital() -> None:
    assert capital(Sentence("åtta", "eight")) == Sentence("Åtta", "Eight")
