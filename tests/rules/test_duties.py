"""The municipality's rule set: data with dates, and where each duty stands on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskbild.rules.duties import Duty, DutyHolder, DutyKind, DutyStatus, RuleSet, status_of
from riskbild.rules.period import Day
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.standard_duties import STANDARD_RULES

days = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def duty(key: str = "plan", year_offset: int = -1) -> Duty:
    title = Sentence("Fastställa planen", "Adopt the plan")
    return Duty(key, title, DutyKind.PLAN_ADOPTED, DutyHolder.EVERY_BODY, Day(12, 31), year_offset)


def test_the_plan_of_a_year_is_due_the_year_before_and_its_report_the_year_after() -> None:
    due = {one.key: one.due_on(2026) for one in STANDARD_RULES.duties}
    assert due["plan_adopted"] == date(2025, 12, 31)
    assert due["annual_report"] == date(2027, 2, 28)
    assert due["common_controls"] <= due["plan_adopted"]


@given(due=days, done=st.none() | days, today=days)
def test_a_duty_is_done_due_or_late(due: date, done: date | None, today: date) -> None:
    status = status_of(due, done, today)
    assert (status is DutyStatus.DONE) == (done is not None and done <= today)
    if status is not DutyStatus.DONE:
        assert (status is DutyStatus.LATE) == (today > due)


def test_the_last_day_is_in_time_and_the_next_is_late() -> None:
    due = date(2026, 5, 31)
    assert status_of(due, None, due) is DutyStatus.DUE
    assert status_of(due, None, due + timedelta(days=1)) is DutyStatus.LATE
    assert status_of(due, due, due) is DutyStatus.DONE


@given(st.lists(st.builds(duty, key=st.text("abc", min_size=1, max_size=4)), unique_by=lambda one: one.key), days)
def test_rules_come_back_from_data_as_they_went(duties: list[Duty], starts: date) -> None:
    rules = RuleSet("Reglemente", starts, executive_board="KS", decision="KF § 7", duties=tuple(duties))
    assert RuleSet.from_data(rules.to_data()) == rules


def test_the_standard_rules_are_data_like_any_other() -> None:
    assert RuleSet.from_data(STANDARD_RULES.to_data()) == STANDARD_RULES
    assert STANDARD_RULES.holds_in(2026)


def test_rules_hold_for_the_years_that_begin_within_their_time() -> None:
    rules = RuleSet("Reglemente", date(2025, 3, 1), valid_to=date(2027, 6, 30))
    assert [year for year in range(2024, 2030) if rules.holds_in(year)] == [2026, 2027]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "X", "valid_from": "igår"}, "datum"),
        ({"name": " ", "valid_from": "2026-01-01"}, "namn"),
        ({"name": "X", "valid_from": "2026-01-01", "valid_to": "2025-01-01"}, "upphöra"),
        ({"name": "X", "valid_from": "2026-01-01", "duties": [duty().to_data()] * 2}, "två gånger"),
        ({"name": "X", "valid_from": "2026-01-01", "duties": [duty().to_data() | {"kind": "party"}]}, "kind"),
        ({"name": "X", "valid_from": "2026-01-01", "duties": [duty().to_data() | {"year_offset": 2}]}, "året"),
        ({"name": "X", "valid_from": "2026-01-01", "extra": 1}, "okänt fält"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(data: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        RuleSet.from_data(data)


def test_a_title_in_one_language_stands_in_both() -> None:
    read = Duty.from_data(duty().to_data() | {"title": "Sända planen"})
    assert (read.title.sv, read.title.en) == ("Sända planen", "Sända planen")
