"""A year's settings, the choice against the threshold, and the days a control falls due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.schemes import TWO_TERTIALS_AND_YEAR, YEAR_ONLY

from riskbild.rules.method import Method
from riskbild.rules.occasions import Occasion, occasions
from riskbild.rules.period import PARTS, TERTIALS, Day, OwnPeriod, PeriodScheme, periods_of
from riskbild.rules.plan_choice import PlanChoice
from riskbild.rules.plan_findings import ChoiceFacts, ItemFacts, controls_own_work, filled_fields, plan_findings
from riskbild.rules.recurrence import Recurrence
from riskbild.rules.refusal import Refused
from riskbild.rules.selection import Deviation, asked_for, deviation
from riskbild.rules.standard_methods import FOUR_BY_FOUR
from riskbild.rules.statute import statute_on
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.rules.year_rules import PlanField, YearRules

day = st.builds(Day, st.integers(1, 12), st.integers(1, 28))
own = st.builds(OwnPeriod, st.text("abc", min_size=1), day, day, st.none() | day, st.none() | day)
schemes = st.builds(
    PeriodScheme,
    st.lists(st.sampled_from(sorted(PARTS)), min_size=1, unique=True).map(tuple),
    st.lists(own, max_size=2, unique_by=lambda one: one.name).map(tuple),
    st.integers(0, 60),
    st.integers(0, 60),
)
thresholds = st.one_of(
    st.just(Threshold()),
    st.builds(lambda score: Threshold(ThresholdKind.SCORE_AT_LEAST, score=score), st.integers(1, 16)),
    st.just(Threshold(ThresholdKind.HIGHEST_PER_CATEGORY)),
)
settings = st.builds(
    YearRules, schemes, st.none() | thresholds, st.frozensets(st.sampled_from(PlanField)), st.booleans(),
    st.none() | st.integers(1, 9),
)  # fmt: skip


@given(settings)
def test_settings_come_back_from_data_as_they_went(rules: YearRules) -> None:
    assert YearRules.from_data(rules.to_data()) == rules


def test_what_is_left_out_has_its_default() -> None:
    assert YearRules.from_data({}) == YearRules()
    assert YearRules().periods == TERTIALS


@pytest.mark.parametrize("data", [{"required": ["colour"]}, {"periods": {"parts": []}}, {"nonsense": 1}, []])
def test_nonsense_is_refused(data: object) -> None:
    with pytest.raises(Refused):
        YearRules.from_data(data)


def choices(*scored: tuple[int | None, str]) -> list[PlanChoice]:
    return [
        PlanChoice(str(place), None, score, FOUR_BY_FOUR.level_of(score), category)
        for place, (score, category) in enumerate(scored)
    ]


MIXED = choices((16, "A"), (9, "A"), (6, "B"), (None, "B"))


@pytest.mark.parametrize(
    ("threshold", "asked"),
    [
        (Threshold(), (None, None, None, None)),
        (Threshold(ThresholdKind.SCORE_AT_LEAST, score=9), (True, True, False, None)),
        (Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key=FOUR_BY_FOUR.levels[-1].key), (True, False, False, None)),
        (Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="gone"), (None, None, None, None)),
        (Threshold(ThresholdKind.HIGHEST_PER_CATEGORY), (True, False, True, None)),
    ],
    ids=["free", "score", "level", "unknown level", "category"],
)
def test_the_years_own_rule_goes_before_the_methods(threshold: Threshold, asked: tuple[bool | None, ...]) -> None:
    assert asked_for(FOUR_BY_FOUR, threshold, MIXED) == asked


def test_without_a_rule_of_its_own_the_year_has_the_methods() -> None:
    method = Method(name="X", threshold=Threshold(ThresholdKind.SCORE_AT_LEAST, score=10))
    assert asked_for(method, None, MIXED) == (True, False, False, None)


def test_a_choice_goes_against_the_rule_only_where_the_rule_says_something() -> None:
    assert deviation(want=True, in_plan=False) is Deviation.LEFT_OUT
    assert deviation(want=False, in_plan=True) is Deviation.LET_IN
    assert {deviation(want=want, in_plan=chosen) for want, chosen in [(None, True), (None, False), (True, True)]} == {
        None
    }


WITHIN_A_YEAR = {
    Recurrence.DAILY, Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.TERTIAL,
    Recurrence.HALF_YEARLY, Recurrence.YEARLY,
}  # fmt: skip


def due(recurrence: Recurrence, scheme: PeriodScheme = TERTIALS) -> list[tuple[str, str]]:
    return [(one.period, one.due.isoformat()) for one in occasions([recurrence], periods_of(2026, scheme))]


def test_a_frequency_gives_its_days_in_the_years_periods() -> None:
    assert due(Recurrence.TERTIAL) == [("T1", "2026-04-30"), ("T2", "2026-08-31"), ("T3", "2026-12-31")]
    assert due(Recurrence.HALF_YEARLY) == [("T2", "2026-06-30"), ("T3", "2026-12-31")]
    assert due(Recurrence.YEARLY, YEAR_ONLY) == [("Y", "2026-12-31")]
    assert due(Recurrence.TERTIAL, TWO_TERTIALS_AND_YEAR)[-1] == ("Y", "2026-12-31")
    assert len(due(Recurrence.MONTHLY)) == 12
    assert due(Recurrence.WEEKLY) == due(Recurrence.TERTIAL)


@given(st.sets(st.sampled_from(Recurrence)), schemes, st.integers(1990, 2090))
def test_days_are_in_order_each_once_and_none_where_nobody_set_a_time(
    recurrences: set[Recurrence], scheme: PeriodScheme, year: int
) -> None:
    periods = periods_of(year, scheme)
    found = occasions(recurrences, periods)
    assert list(found) == sorted(set(found))
    assert {one.period for one in found} <= {period.key for period in periods}
    assert all(isinstance(one, Occasion) and one.due >= date(year, 1, 1) for one in found)
    if not recurrences & WITHIN_A_YEAR:
        assert not found


def test_who_performs_a_control_should_not_own_it() -> None:
    assert controls_own_work(ItemFacts("item", frozenset(), "Enhetschef ", "enhetschef"))
    assert controls_own_work(ItemFacts("item", frozenset(), "Enhetschef", "Controller", same_person=True))
    assert not controls_own_work(ItemFacts("item", frozenset(), "Enhetschef", "Controller"))
    assert not controls_own_work(ItemFacts("item", frozenset(), "", ""))


def codes(*found: object) -> list[str]:
    return [one.code for one in plan_findings(*found)]  # type: ignore[arg-type]  # the three arguments in order


def test_an_empty_plan_and_a_required_field_left_empty_stop_a_proposal() -> None:
    assert codes([], [], frozenset()) == ["plan-empty"]
    item = ItemFacts("item 1", filled_fields({"activity": "Stickprov", "method": " "}, has_risk=True))
    found = plan_findings([item], [], frozenset({PlanField.RISK, PlanField.ACTIVITY, PlanField.METHOD}))
    assert [(one.where, one.stops) for one in found] == [("item 1.method", True)]


def test_a_choice_against_the_rule_stops_a_proposal_until_the_reason_is_given() -> None:
    item = ItemFacts("item 1", frozenset())
    against = ChoiceFacts("risk 1", in_plan=False, scored=True, deviation=Deviation.LEFT_OUT)
    assert codes([item], [against], frozenset()) == ["left-out-against-threshold"]
    explained = ChoiceFacts("risk 1", in_plan=False, scored=True, deviation=Deviation.LEFT_OUT, reason="Åtgärdad.")
    assert codes([item], [explained], frozenset()) == []
    bare = ChoiceFacts("risk 2", in_plan=True, scored=False, answered=False)
    assert codes([item], [bare], frozenset()) == ["chosen-without-control", "unscored-in-plan"]


def test_the_statutes_wording_is_that_of_the_day() -> None:
    assert "oegentligheter" not in statute_on(date(2025, 6, 30)).text
    assert "oegentligheter" in statute_on(date(2025, 7, 1)).text
    assert statute_on(date(2010, 1, 1)).version == "SFS 2017:725"
