"""The board's report: begun, written, proposed, taken back, returned, adopted; the annual one and those of periods."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.event import Event
from riskbild.audit.record import Change, record
from riskbild.followup import board_report_events as events
from riskbild.followup.models import BoardReport, FollowUpPeriod
from riskbild.followup.report_content import content_of
from riskbild.followup.report_steps import decide, put_back, put_forward, put_written, step_from
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check, may
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.taking import open_year_of
from riskbild.planning.decision import Decision
from riskbild.register.actions.taking import check_open
from riskbild.register.models import BoardYear
from riskbild.rules.board_report import Section, Written
from riskbild.rules.board_report_life import BoardReportMove, BoardReportState, BoardReportStep
from riskbild.rules.period_life import PeriodState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_ROWS = ("board_year__method", "board__municipality", "period")


@transaction.atomic
def begin_board_report(
    *, by: Actor, board_year_id: UUID, now: datetime, period_id: UUID | None = None, sections: Sequence[Section] = ()
) -> BoardReport:
    """Begins the report of a period that has been opened, or with none of the year, with the texts given to start from.

    Where one has been adopted this is its next version, which begins with what that one said.
    """
    year = open_year_of(by, board_year_id)
    check(by, Permission.EDIT_PLAN, year.board_id, today=day_of(now))
    period = _period(year, period_id) if period_id else None
    key = period.key if period else ""
    rows = BoardReport.objects.filter(municipality_id=year.municipality_id, board_year=year, key=key)
    last = rows.order_by("-number").first()
    row = BoardReport(
        municipality_id=year.municipality_id, board_year=year, board=year.board, year=year.year, period=period, key=key,
        number=last.number + 1 if last else 1, created_at=now, updated_at=now,
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
def write_board_report(*, by: Actor, report_id: UUID, version: int, written: Written, now: datetime) -> BoardReport:
    """Writes the texts, the conclusion and the stated figures of a report that is open."""
    row, _ = _take(by, report_id, version, BoardReportStep.EDIT, now)
    before = {"conclusion": row.conclusion, "motive": row.motive, "sections": row.sections, "stated": row.stated}
    put_written(row, written)
    after = {"conclusion": row.conclusion, "motive": row.motive, "sections": row.sections, "stated": row.stated}
    return _save(row, events.REPORT_WRITTEN, by=by, now=now, before=before, after=after)


@transaction.atomic
def propose_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> BoardReport:
    """Proposes the report to the board, with its rows and numbers as they are now.

    Raises `Refused` with everything that stands in the way: no conclusion, no motive, a number that nobody knows.
    """
    row, _ = _take(by, report_id, version, BoardReportStep.PROPOSE, now)
    found = put_forward(row, content_of(row, day_of(now)), now)
    return _save(row, events.REPORT_PROPOSED, by=by, now=now, after={"findings": len(found)})


@transaction.atomic
def take_back_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> BoardReport:
    """Takes a proposed report back, to go on with the draft."""
    row, _ = _take(by, report_id, version, BoardReportStep.TAKE_BACK, now)
    put_back(row, BoardReportState.DRAFT)
    return _save(row, events.REPORT_TAKEN_BACK, by=by, now=now)


@transaction.atomic
def return_board_report(*, by: Actor, report_id: UUID, version: int, reason: str, now: datetime) -> BoardReport:
    """Returns a proposed report to those who wrote it, with the board's reason."""
    row, _ = _take(by, report_id, version, BoardReportStep.RETURN, now)
    put_back(row, BoardReportState.RETURNED, reason)
    return _save(row, events.REPORT_RETURNED, by=by, now=now, after={"reason": row.reason})


@transaction.atomic
def adopt_board_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> BoardReport:  # fmt: skip
    """Records the board's decision on the report as it was proposed, and freezes it; an earlier one is replaced."""
    row, _ = _take(by, report_id, version, BoardReportStep.ADOPT, now)
    told = decide(row, decision, now)
    rows = BoardReport.objects.filter(municipality_id=row.municipality_id, board_year=row.board_year, key=row.key)
    earlier = rows.select_for_update().filter(state=BoardReportState.ADOPTED).exclude(pk=row.pk).first()
    if earlier is not None:
        earlier.state = (step_from(earlier, BoardReportStep.REPLACE).to or BoardReportState.REPLACED).value
        _save(earlier, events.REPORT_REPLACED, by=by, now=now)
    return _save(row, events.REPORT_ADOPTED, by=by, now=now, after=told)


@transaction.atomic
def drop_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> None:
    """Gives up a draft, or a report that the board returned."""
    row, _ = _take(by, report_id, version, BoardReportStep.DROP, now)
    before = {"sections": row.sections, "motive": row.motive, "conclusion": row.conclusion}
    _told(events.REPORT_DROPPED, row, by=by, now=now, before=before)
    row.delete()


def _period(year: BoardYear, period_id: UUID) -> FollowUpPeriod:
    rows = FollowUpPeriod.objects.filter(municipality_id=year.municipality_id, board_year=year)
    period = rows.filter(pk=period_id).first()
    if period is None:
        raise Missing(NOT_FOUND)
    if period.state == PeriodState.PLANNED:
        raise Refused(_NOT_OPENED)
    return period


def _take(
    by: Actor, report_id: UUID, version: int, step: BoardReportStep, now: datetime
) -> tuple[BoardReport, BoardReportMove]:
    """The report, locked, and where the step leads. Raises as `planning.actions.taking.take_plan` does."""
    row = take(BoardReport.objects.select_related(*_ROWS), by, report_id, version=None)
    if not may(by, Permission.READ, row.board_id, today=day_of(now)):
        raise Missing(NOT_FOUND)
    check_open(row.board_year)
    taken = step_from(row, step)
    check(by, Permission(taken.permission), row.board_id, today=day_of(now))
    if row.version != version:
        raise Conflict
    return row, taken


def _save(row: BoardReport, event: Event, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> BoardReport:
    row.version += 1
    row.updated_at = now
    row.save()
    _told(event, row, by=by, now=now, **sides)
    return row


def _told(event: Event, row: BoardReport, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
    after = {"year": row.year, "period": row.key, "number": row.number, **sides.pop("after", {})}
    change = Change(event, "board_report", row.pk, after=after, **sides)
    record(change, by=by, municipality_id=row.municipality_id, now=now)


_BEGUN_ALREADY = Sentence("Rapporten är redan påbörjad.", "The report has already been begun.")
_NOT_OPENED = Sentence(
    "Perioden har inte öppnats, så det finns inget att rapportera.",
    "The period has not been opened: nothing to report.",
)
