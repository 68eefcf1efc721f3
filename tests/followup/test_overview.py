"""What is seen of a period and a year: who has reported, what it showed, what comes back; in few queries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.followup.scene import DONE, IN_TIME, LATE, T1_OPEN, board, opened, rektor, reporter, the_report
from tests.people import OPERATOR
from tests.planning.scene import editor

from riskbild.followup.actions.periods import close_period, reopen_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.duties_done import done_in
from riskbild.followup.queries import board_rows, measures
from riskbild.followup.queries.board import period_board, periods_of_year
from riskbild.followup.queries.board_groups import by_person, by_unit, waited_for
from riskbild.followup.queries.board_rows import Narrowed, period_rows, rows_page
from riskbild.followup.queries.history import history_of, recurring
from riskbild.followup.queries.measures import measures_between, measures_of, measures_page
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.page import report_seen_by
from riskbild.followup.queries.people import roles_of_year
from riskbild.organisation.roles import Role
from riskbild.planning.queries.cycle import cycle_seen_by
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.secrecy import mark_secret
from riskbild.rules.duties import DutyStatus
from riskbild.rules.period_life import PeriodStep
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.report_state import ReportState
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db


def queries(ask: Callable[[], object]) -> int:
    ask()  # what is remembered with the person has been asked for
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_what_is_mine_takes_four_queries_and_the_boards_rows_nine_however_much_there_is() -> None:
    place = board()
    rut, anna = reporter(place), place.coordinator()
    rektor(place, rut)
    period = opened(place).period
    report(by=rut, report_id=the_report().pk, version=1, filled=DONE, now=T1_OPEN)
    opened(place, "T2")
    assert queries(lambda: my_reports(rut, IN_TIME)) <= 4
    assert queries(lambda: report_seen_by(rut, the_report().pk, IN_TIME)) <= 9
    assert queries(lambda: period_board(anna, period.pk, IN_TIME)) <= 5
    assert queries(lambda: rows_page(anna, period.pk, IN_TIME)) <= 9
    assert queries(lambda: by_person(anna, period.pk, IN_TIME)) <= 5
    assert queries(lambda: by_unit(anna, period.pk, IN_TIME)) <= 3
    assert queries(lambda: periods_of_year(anna, place.year.pk, IN_TIME)) <= 6


def test_the_board_page_counts_by_state_unit_and_person_and_agrees_with_the_years_numbers() -> None:
    place = board()
    rut, anna = reporter(place), place.coordinator()
    rektor(place, rut)
    period = opened(place).period
    minor = replace(DONE, result=Result.MINOR_DEVIATION, comment="Ett fel.")
    report(by=rut, report_id=the_report().pk, version=1, filled=minor, now=T1_OPEN)
    seen = period_board(anna, period.pk, LATE)
    assert seen.counts.states == {ReportState.LATE: 1, ReportState.REPORTED: 1, ReportState.NOT_EXPECTED: 1}
    assert (seen.counts.asked, seen.counts.given, seen.counts.late) == (2, 1, 1)
    assert (seen.counts.statuses, seen.counts.results) == ({Status.DONE: 1}, {Result.MINOR_DEVIATION: 1})
    units, people = by_unit(anna, period.pk, LATE), by_person(anna, period.pk, LATE)
    assert [(one.name, one.counts) for one in units] == [("Storskolan", seen.counts)]
    assert [(one.name, one.counts) for one in people] == [("Rut", seen.counts)]
    assert waited_for(anna, period.pk, LATE) == {rut.pk}
    (line,) = [one for one in periods_of_year(anna, place.year.pk, LATE).periods if one.id == period.pk]
    assert line.counts == seen.counts
    assert line.steps[PeriodStep.CLOSE] is None
    assert line.steps[PeriodStep.REOPEN] is not None


def test_who_reads_one_unit_sees_that_units_reports_and_a_stranger_nothing() -> None:
    place = board()
    period = opened(place).period
    assert len(rows_page(editor(place), period.pk, IN_TIME).rows) == 3
    cook = editor(place, place.kitchen)
    assert not period_board(cook, period.pk, IN_TIME).whole
    assert not rows_page(cook, period.pk, IN_TIME).rows
    assert by_unit(cook, period.pk, IN_TIME) == by_person(cook, period.pk, IN_TIME) == []
    with pytest.raises(Missing):
        period_board(reporter(place, name="bo"), period.pk, IN_TIME)
    other = board("SN").user("ove", Role.COORDINATOR)
    with pytest.raises(Missing):
        period_board(other, period.pk, IN_TIME)


def test_the_boards_reports_are_told_a_page_at_a_time_and_narrowed_to_what_a_figure_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = board()
    anna, period = place.coordinator(), opened(place).period
    fault = replace(DONE, result=Result.MINOR_DEVIATION, comment="Ett fel.")
    report(by=anna, report_id=the_report().pk, version=1, filled=fault, now=T1_OPEN)
    every = [one.id for one in period_rows(anna, period.pk, LATE)]

    def told(narrowed: Narrowed, on: date = LATE) -> list[str]:
        return [str(one.title) for one in rows_page(anna, period.pk, on, narrowed=narrowed).rows]

    assert told(Narrowed.GIVEN) == told(Narrowed.DEVIATING) == ["Kontroll tertial"]
    assert told(Narrowed.LEFT, IN_TIME) == told(Narrowed.LATE) == ["Kontroll månatligen"]
    assert told(Narrowed.LATE, IN_TIME) == []
    assert len(told(Narrowed.NOBODYS)) == 3
    monkeypatch.setattr(board_rows, "PAGE_SIZE", 2)
    first = rows_page(anna, period.pk, LATE)
    second = rows_page(anna, period.pk, LATE, cursor=first.next)
    assert [one.id for one in (*first.rows, *second.rows)] == every
    assert (first.total, first.previous, second.next) == (3, "", "")
    assert [one.id for one in rows_page(anna, period.pk, LATE, cursor=second.previous).rows] == every[:2]
    with pytest.raises(Refused):
        rows_page(anna, period.pk, LATE, cursor="!")


def test_a_control_is_followed_through_its_periods_and_what_deviates_again_is_found() -> None:
    place = board()
    fault = replace(DONE, result=Result.MAJOR_DEVIATION, comment="Fel igen.")
    for key in ("T1", "T2"):
        opened(place, key)
        row = the_report("tertial", key)
        report(by=OPERATOR, report_id=row.pk, version=1, filled=fault, now=T1_OPEN)
        other = the_report("månatligen", key)
        report(by=OPERATOR, report_id=other.pk, version=1, filled=fault if key == "T1" else DONE, now=T1_OPEN)
    entries = history_of(editor(place), the_report().lineage, IN_TIME)
    assert [(one.period.key, one.said.result) for one in entries] == [
        ("T1", Result.MAJOR_DEVIATION), ("T2", Result.MAJOR_DEVIATION),
    ]  # fmt: skip
    (again,) = recurring(place.coordinator(), place.year.pk, IN_TIME)
    assert (str(again.title), len(again.entries), again.years) == ("Kontroll tertial", 2, [2027])
    with pytest.raises(Missing):
        history_of(editor(place, place.kitchen), the_report().lineage, IN_TIME)


def test_a_units_measures_stand_in_the_order_of_their_days() -> None:
    place = board()
    rut = reporter(place)
    risk = place.risk("Risk för avhopp", node=place.school, deadline="2027-09-01")
    for number, deadline in enumerate(("2027-06-01", "", "2027-03-01"), 1):
        texts = MeasureTexts(text=f"Åtgärd {deadline or 'utan egen dag'}", deadline=deadline, person_id=rut.pk)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=number, texts=texts, now=T1_OPEN)
    lines = measures_page(place.coordinator(), place.year.pk, IN_TIME, node_id=place.school.pk).lines
    assert [(str(one.text), one.late) for one in lines] == [
        ("Åtgärd 2027-03-01", True), ("Åtgärd 2027-06-01", False), ("Åtgärd utan egen dag", False),
    ]  # fmt: skip
    assert not measures_page(place.coordinator(), place.year.pk, IN_TIME, node_id=place.kitchen.pk).lines
    assert queries(lambda: measures_of(place.coordinator(), place.year.pk, IN_TIME)) <= 5


def test_measures_are_paged_and_drawn_by_month_without_telling_a_secret_day(monkeypatch: pytest.MonkeyPatch) -> None:
    place = board()
    anna, cook = place.coordinator(), place.user("kim", Role.READER, place.kitchen)
    risk = place.risk("Risk för avhopp", node=place.kitchen, deadline="2027-09-01")
    days = ("2027-06-01", "2027-06-01", "2027-06-20", "", "Löpande")
    for number, deadline in enumerate(days, 1):
        texts = MeasureTexts(text=f"Åtgärd {number}", deadline=deadline)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=number, texts=texts, now=T1_OPEN)
    ask = (place.year.pk, IN_TIME)
    every = [str(one.text) for one in measures_of(anna, *ask)]
    assert every == ["Åtgärd 1", "Åtgärd 2", "Åtgärd 3", "Åtgärd 4", "Åtgärd 5"]
    monkeypatch.setattr(measures, "PAGE_SIZE", 3)
    first = measures_page(anna, *ask)
    second = measures_page(anna, *ask, cursor=first.next)
    assert [str(one.text) for one in (*first.lines, *second.lines)] == every
    assert (first.total, first.previous, second.next) == (5, "", "")
    assert [str(one.text) for one in measures_page(anna, *ask, cursor=second.previous).lines] == every[:3]
    assert [str(one.text) for one in measures_page(anna, *ask, on=date(2027, 6, 20)).lines] == ["Åtgärd 3"]
    monkeypatch.setattr(measures, "MOST_A_DAY", 1)
    june = (date(2027, 6, 1), date(2027, 6, 30), IN_TIME)
    month = measures_between(anna, place.year.pk, *june)
    assert [str(one.text) for one in month.lines] == ["Åtgärd 1", "Åtgärd 3"]
    assert (month.per_day, month.undated) == ({date(2027, 6, 1): 2, date(2027, 6, 20): 1}, 2)
    assert queries(lambda: measures_page(anna, *ask)) <= 7
    assert queries(lambda: measures_between(anna, place.year.pk, *june)) <= 8
    mark_secret(
        by=OPERATOR, risk_id=risk.pk, version=6, field="deadline", paragraph="18 kap. 8 §", reason="Skydd", now=T1_OPEN
    )
    assert measures_between(cook, place.year.pk, *june).per_day == {}
    assert not measures_page(cook, *ask, on=date(2027, 6, 20)).lines
    assert {one.due_on for one in measures_page(cook, *ask).lines} == {None}


def test_the_roles_that_reports_fall_to_are_told_with_who_holds_them() -> None:
    place = board()
    opened(place)
    (role,) = roles_of_year(place.coordinator(), place.year.pk, IN_TIME).roles
    assert (role.role, role.reports, role.without_people, list(role.held)) == ("Rektor", 3, 3, [])
    rektor(place, reporter(place))
    (role,) = roles_of_year(place.coordinator(), place.year.pk, IN_TIME).roles
    assert (role.without_people, [one.node for one in role.held]) == (0, ["Storskolan"])


def test_the_duty_to_follow_up_is_done_when_all_is_given_or_the_period_is_closed() -> None:
    place = board()
    period = opened(place).period

    def status() -> DutyStatus:
        cycle = cycle_seen_by(OPERATOR, place.board.pk, 2027, IN_TIME + timedelta(days=90), told=done_in)
        return next(one.status for one in cycle.duties if one.duty.period == "T1")

    assert status() is DutyStatus.LATE
    ask = {"by": place.coordinator(), "period_id": period.pk, "now": T1_OPEN}
    closed = close_period(**ask, version=period.version)
    assert status() is DutyStatus.DONE
    reopen_period(**ask, version=closed.version, reason="Rättelse")
    assert status() is DutyStatus.LATE
    for often in ("månatligen", "tertial"):
        assert status() is DutyStatus.LATE
        report(by=OPERATOR, report_id=the_report(often).pk, version=1, filled=DONE, now=T1_OPEN)
    assert status() is DutyStatus.DONE
