"""How an action takes hold of a period or a report: within reach, theirs, open, and as last seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.audit.writing import update
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.queries.seen import check_report_seen, refusal_to_report, report_for
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import reads_under
from riskbild.register.actions.taking import check_open
from riskbild.rules.period_life import PeriodMove, PeriodState, PeriodStep, move
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence

_YEAR = ("board_year__method", "board__municipality")


def take_period(
    by: Actor, period_id: UUID, version: int | None, step: PeriodStep, now: datetime
) -> tuple[FollowUpPeriod, PeriodMove]:
    """The period, locked, and where the step leads.

    Raises `Missing` for one that this person does not see, `Forbidden` without the permission that the step takes,
    `Refused` when its year is closed or its state does not allow the step, `Conflict` when it has moved on.
    """
    period = take(FollowUpPeriod, by, period_id, *_YEAR, version=None)
    if not reads_under(by, period.board_id, day_of(now)):
        raise Missing(NOT_FOUND)
    check_open(period.board_year)
    taken = move(PeriodState(period.state), step)
    if taken.permission is not None:
        check(by, Permission(taken.permission), period.board_id, today=day_of(now))
    if version is not None and period.version != version:
        raise Conflict
    return period, taken


def save_period(
    period: FollowUpPeriod, event: Event, *, by: Actor, now: datetime, after: Mapping[str, Any] | None = None
) -> FollowUpPeriod:
    """Writes a period from `take_period` with its next version and its event."""
    period.version += 1
    update(period)
    told_of_period(event, period, by=by, now=now, after={"year": period.year, "name": period.name_sv, **(after or {})})
    return period


def told_of_period(
    event: Event, period: FollowUpPeriod, *, by: Actor, now: datetime, **sides: Mapping[str, Any]
) -> None:
    """Records what happened to a period."""
    record(Change(event, "period", period.pk, **sides), by=by, municipality_id=period.municipality_id, now=now)


def take_report(by: Actor, report_id: UUID, version: int | None, now: datetime) -> Report:
    """The report, locked, with its period and year, for who may report it.

    The period is not locked: two hundred people report in it at once. Raises `Missing` for one that this person does
    not see, `Forbidden` when it is not theirs to report, `Refused` when the year or the period is closed or the control
    has left the plan, `Conflict` when somebody else has reported since `version`.
    """
    report = reachable(by, report_id, now, lock=True)
    reason = refusal_to_report(by, report, day_of(now))
    if reason is not None:
        raise Forbidden(reason)
    check_open(report.period.board_year)
    move(PeriodState(report.period.state), PeriodStep.FILL)
    if report.retired:
        raise Refused(RETIRED)
    if version is not None and report.version != version:
        raise Conflict
    return report


def reachable(by: Actor, report_id: UUID, now: datetime, *, lock: bool = False) -> Report:
    """The report with its period and year, if this person sees it. Raises `Missing`."""
    if not lock:
        return report_for(by, report_id, day_of(now), "period__board_year")
    report = take(Report, by, report_id, "period__board_year", version=None)
    check_report_seen(by, report, day_of(now))
    return report


def told(event: Event, report: Report, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
    """Records what happened to a report, or to something that belongs to one."""
    record(Change(event, "report", report.pk, **sides), by=by, municipality_id=report.municipality_id, now=now)


RETIRED = Sentence(
    sv="Kontrollen har utgått ur planen och rapporteras inte längre.",
    en="The control has left the plan and is reported no more.",
)
