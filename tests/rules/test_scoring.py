"""Scores: printed and computed kept apart, the missing stays missing, nothing is lost in silence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.strategies import methods

from riskbild.rules.codes import Code
from riskbild.rules.heading import read_score_heading
from riskbild.rules.method import Cell, Method
from riskbild.rules.scoring import score
from riskbild.rules.standard_methods import FOUR_BY_FOUR, SCORE_ONLY, UNSCORED

numbers = st.none() | st.integers(-5, 1100)


@pytest.mark.parametrize(
    ("likelihood", "impact", "printed", "counts", "level", "codes"),
    [
        (2, 4, 8, 8, "medium", []),  # as most documents have it
        (3, 3, None, 9, "high", []),  # axes with no score
        (None, None, 9, 9, "high", []),  # a score with no axes
        (None, None, None, None, None, []),  # nothing is scored, and nothing is made up
        (2, 4, 9, 9, "high", [Code.SCORE_DIFFERS]),
        (5, 4, None, None, None, [Code.OUTSIDE_SCALE]),
        (5, 4, 20, 20, "critical", [Code.OUTSIDE_SCALE, Code.SCORE_IMPOSSIBLE]),
        (0, 9, 8, 8, "medium", [Code.OUTSIDE_SCALE, Code.OUTSIDE_SCALE]),
        (None, 4, None, None, None, [Code.ONE_AXIS_ONLY]),
        (2, None, 8, 8, "medium", [Code.ONE_AXIS_ONLY]),
        (None, None, 7, 7, "medium", [Code.SCORE_IMPOSSIBLE]),
    ],
)
def test_what_a_documents_values_come_to(
    likelihood: int | None,
    impact: int | None,
    printed: int | None,
    counts: int | None,
    level: str | None,
    codes: list[Code],
) -> None:
    found = score(FOUR_BY_FOUR, likelihood=likelihood, impact=impact, printed=printed, where="row 3")
    assert (found.counts, found.printed, found.is_missing) == (counts, printed, counts is None)
    assert (found.level.key if found.level else None) == level
    assert [finding.code for finding in found.findings] == codes
    assert {finding.where for finding in found.findings} <= {"row 3"}


def test_a_score_that_differs_is_told_with_all_its_numbers() -> None:
    (finding,) = score(FOUR_BY_FOUR, likelihood=2, impact=4, printed=9).findings
    assert str(finding.sentence) == ("Riskvärdet 9 stämmer inte med matrisen: sannolikhet 2 och konsekvens 4 ger 8.")


@pytest.mark.parametrize("printed", [None, 9])
def test_a_method_without_scales_takes_the_printed_score_and_nothing_else(printed: int | None) -> None:
    assert score(SCORE_ONLY, likelihood=None, impact=None, printed=printed).counts == printed
    found = score(UNSCORED, likelihood=3, impact=None, printed=printed)
    assert [finding.code for finding in found.findings] == [Code.NO_SCALE]
    assert (found.likelihood, found.computed) == (None, None)


def test_the_level_set_for_a_square_does_not_follow_a_printed_score_that_differs() -> None:
    method = replace(FOUR_BY_FOUR, overrides={(1, 4): Cell(4, "critical")})
    agreed = score(method, likelihood=1, impact=4, printed=4)
    differing = score(method, likelihood=1, impact=4, printed=3)
    assert (agreed.level, differing.level) == (method.level("critical"), method.level("low"))


@given(methods(), numbers, numbers, numbers)
def test_no_values_are_refused_changed_or_lost(
    method: Method, likelihood: int | None, impact: int | None, printed: int | None
) -> None:
    found = score(method, likelihood=likelihood, impact=impact, printed=printed, where="row 1")
    assert found.printed == printed
    for given_value, kept in ((likelihood, found.likelihood), (impact, found.impact)):
        assert kept == given_value or (kept is None and found.findings)
    if found.computed is not None and printed not in {None, found.computed}:
        assert Code.SCORE_DIFFERS in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Skattning 16: sannolik risk, allvarliga konsekvenser", 16, "sannolik risk, allvarliga konsekvenser"),
        ("Skattning 9: möjlig risk, kännbara konsekvenser", 9, "möjlig risk, kännbara konsekvenser"),
        ("Riskvärde 12", 12, ""),
        ("RISKVÄRDE: 12 – hög", 12, "hög"),
    ],
)
def test_the_score_in_a_group_heading_is_read(text: str, number: int, words: str) -> None:
    heading = read_score_heading(text)
    assert heading is not None
    assert (heading.text, heading.score, heading.words) == (text, number, words)


@pytest.mark.parametrize("text", ["Risker för oegentligheter", "Ekonomi 2024", "", "Skattning hög", "Skattning 12345"])
def test_a_heading_without_a_score_gives_none(text: str) -> None:
    assert read_score_heading(text) is None


@given(st.text())
def test_no_heading_raises_an_error(text: str) -> None:
    heading = read_score_heading(text)
    assert heading is None or heading.text == text
