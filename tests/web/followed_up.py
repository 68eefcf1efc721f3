"""A year whose plan is adopted, followed up: an open period and a closed one, for walking every address."""

from datetime import date
from uuid import UUID

from tests.people import NOW, OPERATOR, Town

from riskbild.followup.actions.linking import make_links
from riskbild.followup.actions.people import appoint_stand_in, assign_reports, delegate_report
from riskbild.followup.actions.periods import PeriodDates, add_period, close_period, open_period
from riskbild.followup.models import Report
from riskbild.organisation.models import User
from riskbild.planning.actions.adopting import Decision, adopt_plan
from riskbild.planning.actions.items import NewItem, add_item
from riskbild.planning.actions.life import open_plan, propose_plan
from riskbild.planning.models import Plan
from riskbild.register.actions.years import open_year

STANDS_IN = {"valid_from": date(2099, 1, 1), "valid_to": date(2099, 2, 1)}


def followed_up(here: Town, plan_id: UUID, coordinator: User, reporter: User) -> dict[str, UUID]:
    """The reports of the first period fall to the reporter; one of them is handed on. The second period is closed."""
    year = Plan.objects.get(pk=plan_id).board_year_id
    period = open_period(by=coordinator, board_year_id=year, key="T1", now=NOW).period
    rows = list(Report.objects.filter(period=period).order_by("position"))
    assign_reports(by=OPERATOR, report_ids=[row.pk for row in rows], person_id=reporter.pk, now=NOW)
    delegate_report(by=OPERATOR, report_id=rows[1].pk, to_id=coordinator.pk, now=NOW)
    closed = open_period(by=coordinator, board_year_id=year, key="T2", now=NOW).period
    close_period(by=coordinator, period_id=closed.pk, version=closed.version, now=NOW)
    days = {"starts": date(2033, 1, 1), "ends": date(2033, 5, 31), "dates": PeriodDates(*[date(2033, 6, 1)] * 3)}
    own = add_period(by=coordinator, board_year_id=year, name="Delrapport", now=NOW, **days)
    people = {"person_id": reporter.pk, "stand_in_id": coordinator.pk}
    stand_in = appoint_stand_in(by=reporter, now=NOW, **people, **STANDS_IN)
    return {
        "adopted_year": year, "period": period.pk, "closed_period": closed.pk, "own_period": own.pk,
        "report": rows[0].pk,
        "delegated_report": rows[1].pk, "lineage": rows[0].lineage,
        "stand_in": stand_in.pk, "reporter": reporter.pk,
    }  # fmt: skip


def one_report(town: Town) -> dict[str, UUID]:
    """A year ahead with an adopted plan of one control, its first period open, and the coordinator who reports it."""
    by = town.coordinator()
    year = open_year(by=OPERATOR, board_id=town.board.pk, year=2031, method_id=town.year.method_id, now=NOW)
    plan = open_plan(by=by, board_year_id=year.pk, now=NOW)
    texts = {"activity": "Stickprov av tio beslut", "control_owner": "Rektor", "performer": "Rektor"}
    new = NewItem(texts=texts | {"frequency": "Månadsvis"}, owner_person_id=by.pk)
    add_item(by=by, plan_id=plan.pk, new=new, now=NOW)
    propose_plan(by=by, plan_id=plan.pk, version=1, check_plan=lambda _: (), now=NOW)
    decision = Decision("Nämnden", NOW.date(), "§ 1", "BUN 2026/2")
    adopt_plan(by=OPERATOR, plan_id=plan.pk, version=2, decision=decision, now=NOW)
    period = open_period(by=by, board_year_id=year.pk, key="T1", now=NOW).period
    report = Report.objects.get(period=period)
    make_links(by=OPERATOR, period_id=period.pk, person_ids=[by.pk], now=NOW)
    people = {"person_id": by.pk, "stand_in_id": town.user("berit").pk}
    stand_in = appoint_stand_in(by=by, now=NOW, **people, **STANDS_IN)
    return {
        "period_id": period.pk, "report_id": report.pk, "lineage": report.lineage, "stand_in_id": stand_in.pk,
    }  # fmt: skip
