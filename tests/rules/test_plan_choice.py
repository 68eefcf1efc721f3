"""The threshold for the plan, and the choices that go against it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.strategies import methods

from riskbild.rules.codes import Code
from riskbild.rules.method import Cell, Method, Threshold, ThresholdKind
from riskbild.rules.plan_choice import PlanChoice, plan_choice_findings, wanted
from riskbild.rules.refusal import Refused
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.rules.threshold import FREE_CHOICE, highest_scores

ABOVE_NINE = replace(FOUR_BY_FOUR, threshold=Threshold(ThresholdKind.SCORE_AT_LEAST, score=10))
HIGH_OR_MORE = replace(FOUR_BY_FOUR, threshold=Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="high"))
HIGHEST = replace(FOUR_BY_FOUR, threshold=Threshold(ThresholdKind.HIGHEST_PER_CATEGORY))
FREE = replace(FOUR_BY_FOUR, threshold=FREE_CHOICE)


def choice(score: int | None, *, in_plan: bool | None, category: str | None = None, reason: str = "") -> PlanChoice:
    return PlanChoice("row 1", in_plan, score, category=category, reason=reason)


@pytest.mark.parametrize(
    ("method", "score", "wants"),
    [
        (ABOVE_NINE, 9, False),
        (ABOVE_NINE, 10, True),
        (ABOVE_NINE, None, None),
        (HIGH_OR_MORE, 8, False),
        (HIGH_OR_MORE, 9, True),
        (HIGH_OR_MORE, 16, True),
        (HIGH_OR_MORE, 0, False),
        (HIGH_OR_MORE, None, None),
        (FREE, 16, None),
        (HIGHEST, 16, None),
    ],
)
def test_what_the_threshold_wants_of_one_risk(method: Method, score: int | None, wants: bool | None) -> None:
    assert method.wants_in_plan(score) is wants


def test_a_square_marked_high_is_wanted_whatever_its_score() -> None:
    method = replace(HIGH_OR_MORE, overrides={(1, 4): Cell(4, "high")})
    assert method.wants_in_plan(4, method.level_of(4, 1, 4)) is True
    assert method.wants_in_plan(4) is False


@given(methods(), st.none() | st.integers(0, 1000))
def test_a_risk_without_a_score_is_never_wanted_or_unwanted(method: Method, score: int | None) -> None:
    assert method.wants_in_plan(None) is None
    assert method.wants_in_plan(score) in {None, True, False}


def test_the_highest_of_each_category_are_wanted_and_equals_both() -> None:
    risks = [
        choice(8, in_plan=None, category="Ekonomi"),
        choice(12, in_plan=None, category="Ekonomi"),
        choice(12, in_plan=None, category="Ekonomi"),
        choice(3, in_plan=None, category="Personal"),
        choice(None, in_plan=None, category="Personal"),
        choice(2, in_plan=None),
    ]
    assert wanted(HIGHEST, iter(risks)) == (False, True, True, True, None, True)


@given(st.lists(st.tuples(st.none() | st.sampled_from(["a", "b"]), st.none() | st.integers(0, 30))))
def test_the_highest_score_of_a_category_is_one_of_its_scores(scored: list[tuple[str | None, int | None]]) -> None:
    highest = highest_scores(scored)
    for category, score in scored:
        assert score is None or score <= highest[category]
    assert set(highest.items()) <= set(scored)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (choice(None, in_plan=True), Code.UNSCORED_IN_PLAN),
        (choice(6, in_plan=True), Code.IN_PLAN_AGAINST_THRESHOLD),
        (choice(9, in_plan=False), Code.LEFT_OUT_AGAINST_THRESHOLD),
    ],
)
def test_a_choice_that_needs_explaining_is_found(made: PlanChoice, code: Code) -> None:
    (finding,) = plan_choice_findings(HIGH_OR_MORE, [made])
    assert (finding.code, finding.where, finding.stops) == (code, "row 1", False)
    assert made.score is None or str(made.score) in str(finding.sentence)


@pytest.mark.parametrize(
    "made",
    [
        choice(9, in_plan=True),
        choice(6, in_plan=False),
        choice(6, in_plan=True, reason="Beslutat av nämnden"),
        choice(16, in_plan=False, reason="Hanteras i annat projekt"),
        choice(16, in_plan=None),
        choice(None, in_plan=False),
        choice(None, in_plan=None),
    ],
)
def test_a_choice_by_the_threshold_or_with_its_reason_is_no_finding(made: PlanChoice) -> None:
    assert plan_choice_findings(HIGH_OR_MORE, [made]) == ()


def test_a_free_choice_needs_no_reason_but_still_a_score() -> None:
    findings = plan_choice_findings(FREE, [choice(16, in_plan=False), choice(1, in_plan=True)])
    assert findings == ()
    assert len(plan_choice_findings(FREE, [choice(None, in_plan=True)])) == 1


@pytest.mark.parametrize(
    ("kind", "score", "level"),
    [
        (ThresholdKind.SCORE_AT_LEAST, None, None),
        (ThresholdKind.SCORE_AT_LEAST, 9, "high"),
        (ThresholdKind.LEVEL_AT_LEAST, 9, None),
        (ThresholdKind.LEVEL_AT_LEAST, None, None),
        (ThresholdKind.FREE_CHOICE, 9, None),
        (ThresholdKind.HIGHEST_PER_CATEGORY, None, "high"),
    ],
)
def test_a_threshold_has_just_what_its_kind_needs(kind: ThresholdKind, score: int | None, level: str | None) -> None:
    with pytest.raises(Refused):
        Threshold(kind, score, level)


def test_no_threshold_in_the_data_is_a_free_choice() -> None:
    assert Threshold.from_data(None) == FREE_CHOICE
