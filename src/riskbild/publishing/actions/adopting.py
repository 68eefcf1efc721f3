"""Proposing and adopting, as people and commands do it: the decision, and its document frozen, drawn and kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions import board_reports
from riskbild.followup.models import BoardReport
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.oversight import actions as oversight
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.actions import adopting
from riskbild.planning.decision import Decision
from riskbild.planning.models import Plan
from riskbild.publishing.jobs import keep_decided
from riskbild.publishing.models import FrozenDocument
from riskbild.publishing.sources import Asked
from riskbild.publishing.sources.reports import document_of
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Refused

# What a board decides on is all of it, whoever presses the button: the program puts it together.
_PROGRAM = Operator("riskbild")
_CONSOLIDATED = PublishedKind.CONSOLIDATED_REPORT


@transaction.atomic
def adopt_plan(*, by: Actor, plan_id: UUID, version: int, decision: Decision, now: datetime) -> Plan:
    """Records that the board adopted a proposed version, and has it drawn and kept as soon as that is done.

    The drawing takes its time, so it is a job of the same transaction. Raises what planning's own `adopt_plan` does.
    """
    plan = adopting.adopt_plan(by=by, plan_id=plan_id, version=version, decision=decision, now=now)
    keep_decided.enqueue(str(plan.board_year_id), PublishedKind.CONTROL_PLAN.value)
    return plan


@transaction.atomic
def propose_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> BoardReport:
    """Proposes the board's report, and freezes its document as it is put before the board."""
    row = board_reports.propose_board_report(by=by, report_id=report_id, version=version, now=now)
    _freeze(row.board_year, _kind_of(row), row.pk, now)
    return row


@transaction.atomic
def adopt_board_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> BoardReport:  # fmt: skip
    """Records the board's decision on its report, and has its document drawn and kept, as `adopt_plan` does."""
    row = board_reports.adopt_board_report(by=by, report_id=report_id, version=version, decision=decision, now=now)
    _keep(row.board_year, _kind_of(row), row.pk, now)
    return row


@transaction.atomic
def propose_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> ConsolidatedReport:
    """Proposes the executive board's report, and freezes its document as it is put before the board."""
    row = oversight.propose_consolidated_report(by=by, report_id=report_id, version=version, now=now)
    year = _year_of(row)
    if year is not None:
        _freeze(year, _CONSOLIDATED, row.pk, now)
    return row


@transaction.atomic
def adopt_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Records the executive board's decision, and has the document drawn and kept among that board's own of the year.

    Where the executive board has not begun the year there is no such place, and the report is kept as data alone.
    """
    row = oversight.adopt_consolidated_report(by=by, report_id=report_id, version=version, decision=decision, now=now)
    year = _year_of(row)
    if year is not None:
        _keep(year, _CONSOLIDATED, row.pk, now)
    return row


def _kind_of(row: BoardReport) -> PublishedKind:
    return PublishedKind.INTERIM_FOLLOW_UP if row.period_id else PublishedKind.ANNUAL_FOLLOW_UP


def _year_of(row: ConsolidatedReport) -> BoardYear | None:
    rows = BoardYear.objects.select_related("board__municipality", "method")
    return rows.filter(municipality_id=row.municipality_id, board_id=row.board_id, year=row.year).first()


def _keep(year: BoardYear, kind: PublishedKind, report_id: UUID, now: datetime) -> None:
    rows = FrozenDocument.objects.filter(municipality_id=year.municipality_id, report_id=report_id)
    if rows.exists() or _freeze(year, kind, report_id, now):
        keep_decided.enqueue(str(year.pk), kind.value, str(report_id))


def _freeze(year: BoardYear, kind: PublishedKind, report_id: UUID, now: datetime) -> bool:
    """Freezes the document; False where there is none, as of a year in which nothing was to be reported."""
    try:
        content = document_of(Asked(_PROGRAM, year, kind, day_of(now), report=report_id))
    except Refused:
        return False
    FrozenDocument.objects.update_or_create(
        municipality_id=year.municipality_id, report_id=report_id,
        defaults={"board_year": year, "kind": kind.value, "content": content, "made_at": now},
    )  # fmt: skip
    return True
