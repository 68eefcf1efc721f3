"""The executive board's consolidated report: begun, written, proposed, taken back, returned, adopted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.followup.actions.report_life import ReportLife
from riskbild.followup.report_steps import put_forward
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Municipality
from riskbild.organisation.permissions import Actor, check, check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.oversight import events
from riskbild.oversight.consolidated import board_of, content_of, executive_of
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.decision import Decision
from riskbild.register.actions.years import EARLIEST, LATEST
from riskbild.rules.board_report import Section, Written
from riskbild.rules.board_report_life import BoardReportStep
from riskbild.rules.refusal import Missing

_LIFE = ReportLife(
    ConsolidatedReport, ("board__municipality",), "consolidated_report", events.REPORT_BEGUN, events.OF_STEPS,
    same=("year",),
    named=lambda row: {"year": row.year, "number": row.number},
)  # fmt: skip


@transaction.atomic
def begin_consolidated_report(
    *, by: Actor, municipality_id: UUID, year: int, now: datetime, sections: Sequence[Section] = ()
) -> ConsolidatedReport:
    """Begins the executive board's report of a year, or the next version of one that has been adopted."""
    if not EARLIEST <= year <= LATEST:
        raise Missing(NOT_FOUND)
    tree = tree_of(Municipality.objects.get(pk=municipality_id), day_of(now))
    board = board_of(municipality_id, executive_of(municipality_id, tree, year))
    check(by, Permission.EDIT_PLAN, board.pk, today=day_of(now))
    row = ConsolidatedReport(
        municipality_id=municipality_id, board=board, year=year, created_at=now, updated_at=now
    )  # fmt: skip
    return _LIFE.begin(row, sections, by=by, now=now)


@transaction.atomic
def write_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, written: Written, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Writes the texts and the executive board's own evaluation of the whole."""
    return _LIFE.write(by, report_id, version, written, now)


@transaction.atomic
def propose_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> ConsolidatedReport:
    """Proposes the report with every board's numbers as they are now; for who reads the whole municipality."""
    row = _LIFE.taken(by, report_id, version, BoardReportStep.PROPOSE, now)
    check_everywhere(by, Permission.READ, today=day_of(now))
    put_forward(row, content_of(row, day_of(now)), now)
    return _LIFE.saved(row, BoardReportStep.PROPOSE, by=by, now=now)


@transaction.atomic
def take_back_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> ConsolidatedReport:
    """Takes the proposed report back, to go on with the draft."""
    return _LIFE.take_back(by, report_id, version, now)


@transaction.atomic
def return_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, reason: str, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Returns the proposed report to those who wrote it, with the executive board's reason."""
    return _LIFE.give_back(by, report_id, version, reason, now)


@transaction.atomic
def adopt_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Records the executive board's decision on the report as it was proposed, and freezes it."""
    return _LIFE.adopt(by, report_id, version, decision, now)


@transaction.atomic
def drop_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> None:
    """Gives up a draft, or a report that the executive board returned."""
    _LIFE.drop(by, report_id, version, now)
