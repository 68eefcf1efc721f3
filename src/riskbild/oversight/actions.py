"""The executive board's consolidated report: begun, written, proposed, taken back, returned, adopted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.followup.report_steps import decide, put_back, put_forward, put_written, step_from
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Municipality
from riskbild.organisation.permissions import Actor, check, check_everywhere, may
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import tree_of
from riskbild.oversight import events
from riskbild.oversight.consolidated import board_of, content_of, executive_of
from riskbild.oversight.models import ConsolidatedReport
from riskbild.planning.decision import Decision
from riskbild.register.actions.years import EARLIEST, LATEST
from riskbild.rules.board_report import Section, Written
from riskbild.rules.board_report_life import BoardReportMove, BoardReportState, BoardReportStep
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


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
    last = ConsolidatedReport.objects.filter(municipality_id=municipality_id, year=year).order_by("-number").first()
    row = ConsolidatedReport(
        municipality_id=municipality_id, board=board, year=year, number=last.number + 1 if last else 1,
        created_at=now, updated_at=now,
    )  # fmt: skip
    if last is None:
        put_written(row, Written(sections))
    else:
        row.sections, row.stated, row.conclusion, row.motive = last.sections, last.stated, last.conclusion, last.motive
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(_BEGUN_ALREADY) from twice
    _told(events.REPORT_BEGUN, row, by=by, now=now)
    return row


@transaction.atomic
def write_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, written: Written, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Writes the texts and the executive board's own evaluation of the whole."""
    row, _ = _take(by, report_id, version, BoardReportStep.EDIT, now)
    before = {"conclusion": row.conclusion, "motive": row.motive, "sections": row.sections, "stated": row.stated}
    put_written(row, written)
    after = {"conclusion": row.conclusion, "motive": row.motive, "sections": row.sections, "stated": row.stated}
    return _save(row, events.REPORT_WRITTEN, by=by, now=now, before=before, after=after)


@transaction.atomic
def propose_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> ConsolidatedReport:
    """Proposes the report with every board's numbers as they are now; for who reads the whole municipality."""
    row, _ = _take(by, report_id, version, BoardReportStep.PROPOSE, now)
    check_everywhere(by, Permission.READ, today=day_of(now))
    put_forward(row, content_of(row, day_of(now)), now)
    return _save(row, events.REPORT_PROPOSED, by=by, now=now)


@transaction.atomic
def take_back_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> ConsolidatedReport:
    """Takes the proposed report back, to go on with the draft."""
    row, _ = _take(by, report_id, version, BoardReportStep.TAKE_BACK, now)
    put_back(row, BoardReportState.DRAFT)
    return _save(row, events.REPORT_TAKEN_BACK, by=by, now=now)


@transaction.atomic
def return_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, reason: str, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Returns the proposed report to those who wrote it, with the executive board's reason."""
    row, _ = _take(by, report_id, version, BoardReportStep.RETURN, now)
    put_back(row, BoardReportState.RETURNED, reason)
    return _save(row, events.REPORT_RETURNED, by=by, now=now, after={"reason": row.reason})


@transaction.atomic
def adopt_consolidated_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> ConsolidatedReport:  # fmt: skip
    """Records the executive board's decision on the report as it was proposed, and freezes it."""
    row, _ = _take(by, report_id, version, BoardReportStep.ADOPT, now)
    told = decide(row, decision, now)
    rows = ConsolidatedReport.objects.filter(municipality_id=row.municipality_id, year=row.year)
    earlier = rows.select_for_update().filter(state=BoardReportState.ADOPTED).exclude(pk=row.pk).first()
    if earlier is not None:
        earlier.state = (step_from(earlier, BoardReportStep.REPLACE).to or BoardReportState.REPLACED).value
        _save(earlier, events.REPORT_REPLACED, by=by, now=now)
    return _save(row, events.REPORT_ADOPTED, by=by, now=now, after=told)


@transaction.atomic
def drop_consolidated_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> None:
    """Gives up a draft, or a report that the executive board returned."""
    row, _ = _take(by, report_id, version, BoardReportStep.DROP, now)
    before = {"sections": row.sections, "motive": row.motive, "conclusion": row.conclusion}
    _told(events.REPORT_DROPPED, row, by=by, now=now, before=before)
    row.delete()


def _take(
    by: Actor, report_id: UUID, version: int, step: BoardReportStep, now: datetime
) -> tuple[ConsolidatedReport, BoardReportMove]:
    """The report, locked, and where the step leads. Raises as `planning.actions.taking.take_plan` does."""
    row = take(ConsolidatedReport.objects.select_related("board__municipality"), by, report_id, version=None)
    if not may(by, Permission.READ, row.board_id, today=day_of(now)):
        raise Missing(NOT_FOUND)
    taken = step_from(row, step)
    check(by, Permission(taken.permission), row.board_id, today=day_of(now))
    if row.version != version:
        raise Conflict
    return row, taken


def _save(
    row: ConsolidatedReport, event: Event, *, by: Actor, now: datetime, **sides: Mapping[str, Any]
) -> ConsolidatedReport:
    row.version += 1
    row.updated_at = now
    row.save()
    _told(event, row, by=by, now=now, **sides)
    return row


def _told(event: Event, row: ConsolidatedReport, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
    after = {"year": row.year, "number": row.number, **sides.pop("after", {})}
    change = Change(event, "consolidated_report", row.pk, after=after, **sides)
    record(change, by=by, municipality_id=row.municipality_id, now=now)


_BEGUN_ALREADY = Sentence("Rapporten är redan påbörjad.", "The report has already been begun.")
