"""A year's settings and the annual cycle: what is done, due and late, marked, and exported as a calendar."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from tests.people import NOW, TODAY, Town, town
from tests.planning.scene import adopted, another_board, common_coordinator, plan_with, year_of
from tests.rules.schemes import HALF_YEARS

from riskbild.organisation.conflict import Conflict
from riskbild.planning.actions.commons import issue_common
from riskbild.planning.actions.years import make_rules, mark_duty, set_year_rules, unmark_duty
from riskbild.planning.queries.cycle import CycleSeen, calendar_of, cycle_seen_by
from riskbild.planning.queries.setup import rule_sets_seen_by, year_setup
from riskbild.rules.duties import Duty, DutyHolder, DutyKind, DutyStatus, RuleSet
from riskbild.rules.period import Day
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import Threshold, ThresholdKind
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db

OWN = RuleSet(
    "Reglemente 2026", date(2026, 1, 1),
    duties=(Duty("plan", Sentence("Anta plan", "Adopt"), DutyKind.PLAN_ADOPTED, DutyHolder.BOARDS, Day(3, 31)),),
)  # fmt: skip


def cycle(storsjo: Town, today: date = TODAY, year: int = 2026) -> CycleSeen:
    return cycle_seen_by(storsjo.coordinator(), storsjo.board.pk, year, today)


def status(seen: CycleSeen) -> dict[str, DutyStatus]:
    return {one.duty.key: one.status for one in seen.duties}


def test_a_year_begins_with_defaults_and_is_set_up_as_data(storsjo: Town) -> None:
    anna = storsjo.coordinator()
    assert year_setup(anna, storsjo.year.pk, TODAY).setup.rules == YearRules()
    rules = YearRules(HALF_YEARS, Threshold(ThresholdKind.SCORE_AT_LEAST, score=9), nominates=True)
    set_year_rules(by=anna, board_year_id=storsjo.year.pk, version=0, rules=rules, now=NOW)
    seen = year_setup(anna, storsjo.year.pk, TODAY)
    assert (seen.setup.rules, seen.setup.version) == (rules, 1)
    assert [period.key for period in seen.periods] == ["H1", "H2"]
    with pytest.raises(Conflict):
        set_year_rules(by=anna, board_year_id=storsjo.year.pk, version=0, rules=rules, now=NOW)
    with pytest.raises(Missing):
        set_year_rules(by=anna, board_year_id=storsjo.year.pk, version=1, rules=YearRules(rule_set=7), now=NOW)


def test_duties_are_due_then_late_and_done_when_the_board_has_decided(storsjo: Town) -> None:
    assert status(cycle(storsjo, year=2027))["plan_adopted"] is DutyStatus.DUE
    assert status(cycle(storsjo))["plan_adopted"] is DutyStatus.LATE
    adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    found = {one.duty.key: one for one in cycle(storsjo).duties}
    assert (found["plan_adopted"].status, found["plan_adopted"].done_on) == (DutyStatus.DONE, date(2026, 11, 20))
    assert found["plan_adopted"].done_late
    # The proposal rests on it, and was recorded the day after the decision that it led to.
    assert (found["risk_analysis"].status, found["risk_analysis"].done_on) == (DutyStatus.DONE, date(2026, 11, 20))
    assert found["annual_report"].status is DutyStatus.DUE


def test_what_the_system_cannot_see_a_person_marks_and_may_take_back(storsjo: Town) -> None:
    ask = {"by": storsjo.coordinator(), "board_id": storsjo.board.pk, "year": 2026, "key": "plan_sent", "now": NOW}
    with pytest.raises(Refused, match="framtiden"):
        mark_duty(done_on=TODAY + timedelta(days=1), **ask)
    mark_duty(done_on=date(2026, 1, 30), note="Skickad med e-tjänst.", **ask)
    found = next(one for one in cycle(storsjo).duties if one.duty.key == "plan_sent")
    assert (found.status, found.marked, found.note, found.done_late) == (
        DutyStatus.DONE, True, "Skickad med e-tjänst.", False,
    )  # fmt: skip
    unmark_duty(**ask)
    assert status(cycle(storsjo))["plan_sent"] is DutyStatus.LATE
    with pytest.raises(Missing):
        mark_duty(done_on=TODAY, **(ask | {"key": "party"}))


def test_only_the_executive_board_has_the_duties_that_are_its_alone(storsjo: Town) -> None:
    executive = another_board(storsjo, "Kommunstyrelsen", "KS")
    kerstin = common_coordinator(storsjo)
    assert "evaluation" not in status(cycle(storsjo))
    seen = cycle_seen_by(kerstin, executive.pk, 2026, TODAY)
    assert status(seen)["common_controls"] is DutyStatus.LATE
    issue_common(by=kerstin, root_id=storsjo.root.pk, year=2026, texts={"activity": "Attest"}, now=NOW)
    assert status(cycle_seen_by(kerstin, executive.pk, 2026, TODAY))["common_controls"] is DutyStatus.DONE


def test_the_municipality_has_rules_of_its_own_from_a_day_and_older_years_keep_theirs(storsjo: Town) -> None:
    kerstin = common_coordinator(storsjo)
    ask = {"root_id": storsjo.root.pk, "rules": OWN, "now": NOW}
    with pytest.raises(Forbidden):
        make_rules(by=storsjo.coordinator(), after_number=0, **ask)
    make_rules(by=kerstin, after_number=0, **ask)
    with pytest.raises(Conflict):
        make_rules(by=kerstin, after_number=0, **ask)
    assert list(status(cycle(storsjo))) == ["plan"]
    assert "plan_adopted" in status(cycle(storsjo, year=2025))
    assert [one.number for one in rule_sets_seen_by(kerstin)] == [1, 0]
    rules = YearRules(rule_set=0)
    set_year_rules(by=kerstin, board_year_id=storsjo.year.pk, version=0, rules=rules, now=NOW)
    assert "plan_adopted" in status(cycle(storsjo))
    # Duties are marked by the rules that the year goes by.
    mark = {"by": kerstin, "board_id": storsjo.board.pk, "year": 2026, "done_on": TODAY, "now": NOW}
    mark_duty(key="plan_sent", **mark)
    assert status(cycle(storsjo))["plan_sent"] is DutyStatus.DONE
    with pytest.raises(Missing):
        mark_duty(key="plan", **mark)


def test_the_cycle_is_a_calendar_that_others_can_read(storsjo: Town) -> None:
    adopted(storsjo, plan_with(storsjo, storsjo.risk(likelihood=4, impact=3)))
    seen = cycle(storsjo)
    drawn = calendar_of(seen, "sv", now=NOW)
    assert max(len(line) for line in drawn.split(b"\r\n")) <= 75
    events = Calendar.from_ical(drawn).walk("VEVENT")
    assert {event.decoded("dtstart") for event in events} == {one.due for one in seen.duties}
    by_title = {str(event["summary"]): event for event in events}
    plan = by_title["Fastställa internkontrollplan: Barn- och utbildningsnämnden 2026"]
    assert str(plan["description"]) == "Klart"
    assert not plan.walk("VALARM")
    due = by_title["Lämna årets uppföljning: Barn- och utbildningsnämnden 2026"]
    assert str(due["description"]) == "Återstår"
    assert [alarm.decoded("trigger") for alarm in due.walk("VALARM")] == [timedelta(days=-14)]
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert calendar_of(seen, "sv", now=NOW) == drawn


def test_a_stranger_sees_no_cycle(storsjo: Town) -> None:
    with pytest.raises(Missing):
        cycle_seen_by(town("KUN", "Granby kommun").coordinator(), storsjo.board.pk, 2026, TODAY)
    assert year_of(storsjo, 2027).year == 2027
