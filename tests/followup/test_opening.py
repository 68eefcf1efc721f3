"""Opening a period: one report a control, its occurrences under it, measures and watched risks; once, and no less."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.followup.scene import DONE, IN_TIME, T1_OPEN, board, opened, plan_of, reports, the_report
from tests.people import OPERATOR, Town, town
from tests.planning.scene import adopted, editor, item, secretary
from tests.rules.schemes import HALF_YEARS

from riskbild.audit.models import AuditEvent
from riskbild.followup.actions.asking import Asked
from riskbild.followup.actions.periods import (
    PeriodDates,
    add_period,
    close_period,
    drop_period,
    follow_plan,
    reopen_period,
    set_period_dates,
    sync_period,
)
from riskbild.followup.actions.reporting import Done, report
from riskbild.followup.models import Occurrence, Report
from riskbild.followup.queries.board import period_board, periods_of_year
from riskbild.organisation.conflict import Conflict
from riskbild.planning.actions.items import edit_item, remove_item
from riskbild.planning.actions.life import begin_revision, open_plan
from riskbild.planning.actions.years import set_year_rules
from riskbild.planning.models import PlanItem
from riskbild.register.actions.editing import respond
from riskbild.register.actions.measures import MeasureTexts, add_measure, report_measure
from riskbild.register.models import Measure, Risk
from riskbild.rules.period_life import PeriodState
from riskbild.rules.progress import Progress
from riskbild.rules.refusal import Forbidden, Refused
from riskbild.rules.reporting import Filled, OnPlan, Subject
from riskbild.rules.response import Response
from riskbild.rules.year_rules import YearRules

pytestmark = pytest.mark.django_db
MANY = 24
OFTEN = ("månatligen", "tertial", "årligen")


def test_a_control_is_one_report_a_period_and_its_occasions_stand_under_it() -> None:
    place = board()
    made = opened(place)
    assert made.asked == Asked(added=3)
    assert made.period.state == PeriodState.OPEN
    assert [one.activity for one in reports(made.period)] == [
        "Kontroll månatligen",
        "Kontroll tertial",
        "Kontroll årligen",
    ]
    days = Occurrence.objects.filter(report=the_report("månatligen")).order_by("due").values_list("due", flat=True)
    assert list(days) == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert Occurrence.objects.filter(report=the_report("tertial")).count() == 1
    assert not the_report("årligen").expected  # nothing falls due for it before December, and it may be reported
    assert the_report("tertial").node_id == place.school.pk


def test_a_half_year_asks_for_the_six_months_of_a_monthly_control() -> None:
    place = town(year=2027)
    halves = YearRules(periods=HALF_YEARS)
    set_year_rules(by=OPERATOR, board_year_id=place.year.pk, version=0, rules=halves, now=T1_OPEN)
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    item(place, plan, place.risk(node=place.school), activity="Kontroll månatligen", frequency="Månatligen")
    adopted(place, plan)
    for key, months in (("H1", range(1, 7)), ("H2", range(7, 13))):
        made = opened(place, key)
        (one,) = reports(made.period)
        assert (made.period.starts.month, made.period.ends.month, one.expected) == (months[0], months[-1], True)
        days = Occurrence.objects.filter(report=one).order_by("due").values_list("due", flat=True)
        assert list(days) == [date(2027, month, monthrange(2027, month)[1]) for month in months]


def test_rules_that_name_other_periods_once_the_plan_is_decided_ask_for_all_that_lies_in_them() -> None:
    place = board()
    halves = YearRules(periods=HALF_YEARS)
    set_year_rules(by=OPERATOR, board_year_id=place.year.pk, version=0, rules=halves, now=T1_OPEN)
    opened(place, "H1")
    days = {often: Occurrence.objects.filter(report=the_report(often, "H1")).count() for often in OFTEN}
    assert days == {"månatligen": 6, "tertial": 1, "årligen": 0}


def test_opening_twice_is_as_opening_once() -> None:
    place = board()
    opened(place)
    events = AuditEvent.objects.count()
    assert opened(place).asked == Asked()
    assert Report.objects.count() == 3
    assert Occurrence.objects.count() == 5
    assert AuditEvent.objects.count() == events


def test_a_revised_plan_adds_and_retires_reports_and_nothing_that_was_reported_is_lost() -> None:
    place = board()
    period = opened(place).period
    anna = place.coordinator()
    given = the_report("tertial")
    report(by=anna, report_id=given.pk, version=1, filled=replace(DONE, comment="Två fel rättade."), now=T1_OPEN)
    plan = plan_of(place)
    draft = begin_revision(by=anna, plan_id=plan.pk, version=plan.version, reason="Ny rutin", now=T1_OPEN)
    gone = PlanItem.objects.get(plan=draft, activity="Kontroll tertial")
    remove_item(by=anna, item_id=gone.pk, version=gone.version, now=T1_OPEN)
    other = PlanItem.objects.get(plan=draft, activity="Kontroll månatligen")
    edit_item(by=anna, item_id=other.pk, version=other.version, changes={"method": "Ny metod"}, now=T1_OPEN)
    item(place, draft, activity="Kontroll av den nya rutinen")
    assert opened(place).asked == Asked()  # what is only being written is not followed up
    adopted(place, draft)
    assert period_board(anna, period.pk, IN_TIME).behind
    (brought,) = follow_plan(by=secretary(place), plan_id=draft.pk, now=T1_OPEN)
    assert brought.asked == Asked(added=1, changed=2, retired=1)
    kept = Report.objects.get(pk=given.pk)
    assert (kept.retired, kept.comment, kept.reported_by) == (True, "Två fel rättade.", anna)
    assert Report.objects.get(activity="Kontroll månatligen").method == "Ny metod"
    assert not period_board(anna, period.pk, IN_TIME).behind


def test_what_is_left_out_and_comes_back_takes_up_its_report_again() -> None:
    place = board()
    risk = place.risk("Risk att lokalerna inte räcker")
    watch(risk)
    assert opened(place).asked == Asked(added=4)
    told = Report.objects.get(subject=Subject.RISK)
    report(by=OPERATOR, report_id=told.pk, version=1, filled=Filled(on_plan=OnPlan.YES), now=T1_OPEN)
    watch(risk, Response.REDUCE)
    assert opened(place).asked == Asked(retired=1)
    watch(risk)
    assert opened(place).asked == Asked(restored=1)
    told.refresh_from_db()
    assert (told.retired, told.on_plan) == (False, OnPlan.YES)


def watch(risk: Risk, response: Response = Response.WATCH) -> None:
    risk.refresh_from_db()
    respond(by=OPERATOR, risk_id=risk.pk, version=risk.version, response=response, reason="Prognos", now=T1_OPEN)


def test_noted_occasions_stay_when_the_plan_changes_its_days() -> None:
    place = board()
    opened(place)
    january, *_ = Occurrence.objects.filter(report=the_report("månatligen")).order_by("due")
    report(
        by=place.coordinator(), report_id=january.report_id, version=1, filled=DONE, now=T1_OPEN,
        occurrences={january.pk: Done(date(2027, 1, 30), "Gjord av vikarien")},
    )  # fmt: skip
    anna, plan = place.coordinator(), plan_of(place)
    draft = begin_revision(by=anna, plan_id=plan.pk, version=plan.version, reason="Nya dagar", now=T1_OPEN)
    monthly = PlanItem.objects.get(plan=draft, activity="Kontroll månatligen")
    days = {"dates": [date(2027, 4, 15)]}
    edit_item(by=anna, item_id=monthly.pk, version=monthly.version, changes=days, now=T1_OPEN)
    adopted(place, draft)
    opened(place)
    left = Occurrence.objects.filter(report=the_report("månatligen")).order_by("due")
    assert [(one.due, one.note) for one in left] == [
        (date(2027, 1, 31), "Gjord av vikarien"), (date(2027, 4, 15), ""),
    ]  # fmt: skip


def test_open_measures_of_the_plans_risks_and_watched_risks_are_asked_about_too() -> None:
    place = town(year=2027)
    watch(place.risk("Risk att lokalerna inte räcker"))
    planned = place.risk("Risk för avhopp", measures="Inför exitsamtal\nSe över lönerna")
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    item(place, plan, planned, activity="Granska avhoppen")
    adopted(place, plan)
    done, still = Measure.objects.filter(risk=planned).order_by("position")
    ended = {"version": done.version, "progress": Progress.DONE, "note": None}
    report_measure(by=place.coordinator(), measure_id=done.pk, **ended, now=T1_OPEN)
    period = opened(place).period
    assert [one.risk_words for one in reports(period, Subject.RISK)] == ["Risk att lokalerna inte räcker"]
    assert [(one.activity, one.measure) for one in reports(period, Subject.MEASURE)] == [("Se över lönerna", still)]


def test_a_measure_of_a_risk_that_the_board_has_not_taken_up_is_asked_about_when_it_should_be_done() -> None:
    place = board()
    risk = place.risk("Risk för avhopp", measures="Se över lönerna")
    for number, deadline in enumerate(("2026-12-01", "2027-04-30", "2027-05-01", "Löpande"), 1):
        texts = MeasureTexts(text=f"Klart {deadline}", deadline=deadline)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=number, texts=texts, now=T1_OPEN)
    first, second = opened(place).period, opened(place, "T2").period
    passed = ["Klart 2026-12-01", "Klart 2027-04-30"]
    assert [one.activity for one in reports(first, Subject.MEASURE)] == passed
    assert [one.activity for one in reports(second, Subject.MEASURE)] == [*passed, "Klart 2027-05-01"]


def test_a_measure_of_a_watched_risk_is_told_of_with_it_unless_it_has_somebody_or_a_day_of_its_own() -> None:
    place = board()
    risk = place.risk("Risk att lokalerna inte räcker", measures="Följ elevprognosen")
    watch(risk)
    risk.refresh_from_db()
    texts = MeasureTexts(text="Hyr in moduler", deadline="2027-06-01")
    add_measure(by=OPERATOR, risk_id=risk.pk, version=risk.version, texts=texts, now=T1_OPEN)
    period = opened(place).period
    assert [one.activity for one in reports(period, Subject.MEASURE)] == ["Hyr in moduler"]


def test_a_year_without_a_plan_follows_its_critical_risks() -> None:
    place = town(year=2027)
    place.risk("Risk för låg följsamhet", likelihood=4, impact=4)
    place.risk("Risk för små fel", likelihood=1, impact=1)
    period = opened(place).period
    assert [one.risk_words for one in reports(period, Subject.RISK)] == ["Risk för låg följsamhet"]
    assert not reports(period)


def test_a_year_whose_plan_is_being_written_follows_nothing_of_it_yet() -> None:
    place = town(year=2027)
    risk = place.risk(likelihood=4, impact=4)
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    item(place, plan, risk)
    assert not Report.objects.filter(period=opened(place).period).exists()


def test_the_periods_days_can_be_changed_and_are_the_rules_own_until_then() -> None:
    place = board()
    who = place.coordinator()
    (first, *_) = periods_of_year(who, place.year.pk, IN_TIME).periods
    assert (first.id, first.version, first.period.state) == (None, 0, PeriodState.PLANNED)
    days = (first.period.opens, first.period.due, first.period.closes)
    assert days == (date(2027, 4, 16), date(2027, 5, 21), date(2027, 6, 4))
    later = PeriodDates(date(2027, 4, 1), date(2027, 5, 31), date(2027, 6, 30))
    ask = {"by": who, "board_year_id": place.year.pk, "key": "T1", "dates": later, "now": T1_OPEN}
    changed = set_period_dates(version=0, **ask)
    assert (changed.opens, changed.due, changed.closes) == (later.opens, later.due, later.closes)
    with pytest.raises(Conflict):
        set_period_dates(version=0, **ask)
    assert opened(place).period.due == later.due
    with pytest.raises(Refused) as wrong:
        set_period_dates(
            **{**ask, "dates": PeriodDates(later.due, later.opens, later.closes), "version": 3}  # type: ignore[arg-type]  # the form's own mix
        )
    assert [found.where for found in wrong.value.findings] == ["due"]


def test_a_period_of_the_boards_own_takes_the_occasions_that_lie_in_it() -> None:
    place = board()
    dates = PeriodDates(date(2027, 5, 15), date(2027, 6, 10), date(2027, 6, 20))
    ask = {"by": place.coordinator(), "board_year_id": place.year.pk, "dates": dates, "now": T1_OPEN}
    add_period(name="Delrapport 1", starts=date(2027, 1, 1), ends=date(2027, 5, 31), **ask)
    with pytest.raises(Refused):
        add_period(name="Delrapport 1", starts=date(2027, 1, 1), ends=date(2027, 5, 31), **ask)
    with pytest.raises(Refused):
        add_period(name="T1", starts=date(2027, 1, 1), ends=date(2027, 5, 31), **ask)
    period = opened(place, "Delrapport 1").period
    monthly = Occurrence.objects.filter(report=the_report("månatligen", "Delrapport 1"))
    assert monthly.count() == 5
    with pytest.raises(Refused):
        drop_period(by=place.coordinator(), period_id=period.pk, version=period.version, now=T1_OPEN)


def test_a_period_is_closed_and_reopened_by_the_coordinator_alone_and_with_a_reason() -> None:
    place = board()
    period, who = opened(place).period, place.coordinator()
    for other in (editor(place), secretary(place)):
        with pytest.raises(Forbidden):
            close_period(by=other, period_id=period.pk, version=period.version, now=T1_OPEN)
    closed = close_period(by=who, period_id=period.pk, version=period.version, now=T1_OPEN)
    with pytest.raises(Refused, match="stängd"):
        report(by=who, report_id=the_report().pk, version=1, filled=DONE, now=T1_OPEN)
    with pytest.raises(Refused, match="Ange varför"):
        reopen_period(by=who, period_id=period.pk, version=closed.version, reason=" ", now=T1_OPEN)
    again = reopen_period(by=who, period_id=period.pk, version=closed.version, reason="Fel siffror", now=T1_OPEN)
    assert (again.state, again.reason) == (PeriodState.OPEN, "Fel siffror")
    sync_period(by=who, period_id=period.pk, now=T1_OPEN)


def test_opening_costs_the_same_number_of_queries_however_much_there_is() -> None:
    place, big = board(), town("SN", "Lillsjö kommun", year=2027)
    _many(big, MANY)
    counts = []
    for one in (place, big):
        one.coordinator()
        with CaptureQueriesContext(connection) as queries:
            opened(one)
        counts.append(len(queries))
    assert Report.objects.filter(board=big.board).count() == MANY
    assert counts[1] <= counts[0] + 4 <= 45


def _many(place: Town, count: int) -> None:
    risk = place.risk(node=place.school)
    plan = open_plan(by=place.coordinator(), board_year_id=place.year.pk, now=T1_OPEN)
    for number in range(count):
        item(place, plan, risk, activity=f"Kontroll {number}", frequency="Månatligen", control_owner="Rektor")
    adopted(place, plan)
