"""What is seen of a period and a year: who has reported, what it showed, what comes back; in few queries."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.followup.scene import DONE, IN_TIME, LATE, T1_OPEN, board, opened, rektor, reporter, the_report
from tests.people import OPERATOR
from tests.planning.scene import editor

from riskbild.followup.actions.periods import close_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.duties_done import done_in
from riskbild.followup.models import Report
from riskbild.followup.queries.board import period_board, periods_of_year
from riskbild.followup.queries.history import history_of, recurring
from riskbild.followup.queries.measures import measures_of
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.page import report_seen_by
from riskbild.followup.queries.people import roles_of_year
from riskbild.organisation.roles import Role
from riskbild.planning.queries.cycle import cycle_seen_by
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.rules.duties import DutyStatus
from riskbild.rules.period_life import PeriodStep
from riskbild.rules.refusal import Missing
from riskbild.rules.report_state import ReportState
from riskbild.rules.result import Result
from riskbild.rules.status import Status

pytestmark = pytest.mark.django_db


def queries(ask: Callable[[], object]) -> int:
    ask()  # what is remembered with the person has been asked for
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


def test_what_is_mine_takes_four_queries_and_the_boards_page_nine_however_much_there_is() -> None:
    place = board()
    rut, anna = reporter(place), place.coordinator()
    rektor(place, rut)
    period = opened(place).period
    report(by=rut, report_id=the_report().pk, version=1, filled=DONE, now=T1_OPEN)
    opened(place, "T2")
    assert queries(lambda: my_reports(rut, IN_TIME)) <= 4
    assert queries(lambda: report_seen_by(rut, the_report().pk, IN_TIME)) <= 9
    assert queries(lambda: period_board(anna, period.pk, IN_TIME)) <= 9
    assert queries(lambda: periods_of_year(anna, place.year.pk, IN_TIME)) <= 5


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
    assert [(one.name, one.counts.late) for one in seen.by_unit] == [("Storskolan", 1)]
    assert [(one.name, one.counts.late) for one in seen.by_person] == [("Rut", 1)]
    assert seen.waited_for == {rut.pk}
    (line,) = [one for one in periods_of_year(anna, place.year.pk, LATE).periods if one.id == period.pk]
    assert line.counts == seen.counts
    assert line.steps[PeriodStep.CLOSE] is None
    assert line.steps[PeriodStep.REOPEN] is not None


def test_who_reads_one_unit_sees_that_units_reports_and_a_stranger_nothing() -> None:
    place = board()
    period = opened(place).period
    assert len(period_board(editor(place), period.pk, IN_TIME).rows) == 3
    kitchen = period_board(editor(place, place.kitchen), period.pk, IN_TIME)
    assert (list(kitchen.rows), kitchen.whole) == ([], False)
    with pytest.raises(Missing):
        period_board(reporter(place, name="bo"), period.pk, IN_TIME)
    other = board("SN").user("ove", Role.COORDINATOR)
    with pytest.raises(Missing):
        period_board(other, period.pk, IN_TIME)


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
    lines = measures_of(place.coordinator(), place.year.pk, IN_TIME, node_id=place.school.pk)
    assert [(str(one.text), one.late) for one in lines] == [
        ("Åtgärd 2027-03-01", True), ("Åtgärd 2027-06-01", False), ("Åtgärd utan egen dag", False),
    ]  # fmt: skip
    assert not measures_of(place.coordinator(), place.year.pk, IN_TIME, node_id=place.kitchen.pk)
    assert queries(lambda: measures_of(place.coordinator(), place.year.pk, IN_TIME)) <= 5


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
    for often in ("månatligen", "tertial"):
        report(by=OPERATOR, report_id=the_report(often).pk, version=1, filled=DONE, now=T1_OPEN)
    assert status() is DutyStatus.DONE
    Report.objects.update(reported_at=None)
    assert status() is DutyStatus.LATE
    close_period(by=place.coordinator(), period_id=period.pk, version=period.version, now=T1_OPEN)
    assert status() is DutyStatus.DONE
