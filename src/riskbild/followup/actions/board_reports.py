"""The board's report: begun, written, proposed, taken back, returned, adopted; the annual one and those of periods."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.single import single
from riskbild.followup import board_report_events as events
from riskbild.followup.actions.report_life import ReportLife
from riskbild.followup.models import BoardReport, FollowUpPeriod
from riskbild.followup.report_content import content_of
from riskbild.followup.report_steps import put_forward
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.taking import open_year_of
from riskbild.planning.decision import Decision
from riskbild.register.actions.taking import check_open
from riskbild.register.models import BoardYear
from riskbild.rules.board_report import Section, Written
from riskbild.rules.board_report_life import BoardReportStep
from riskbild.rules.period_life import PeriodState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_LIFE = ReportLife(
    BoardReport, ("board_year__method", "board__municipality", "period"),
    "board_report", events.REPORT_BEGUN, events.OF_STEPS, same=("board_year_id", "key"),
    named=lambda row: {"year": row.year, "period": row.key, "number": row.number},
    check_row=lambda row: check_open(row.board_year),
)  # fmt: skip


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
    row = BoardReport(
        municipality_id=year.municipality_id, board_year=year, board=year.board, year=year.year, period=period,
        key=period.key if period else "", created_at=now, updated_at=now,
    )  # fmt: skip
    return _LIFE.begin(row, sections, by=by, now=now)


@transaction.atomic
def write_board_report(*, by: Actor, report_id: UUID, version: int, written: Written, now: datetime) -> BoardReport:
    """Writes the texts, the conclusion and the stated figures of a report that is open."""
    return _LIFE.write(by, report_id, version, written, now)


@transaction.atomic
def propose_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> BoardReport:
    """Proposes the report to the board, with its rows and numbers as they are now.

    Raises `Refused` with everything that stands in the way: no conclusion, no motive, a number that nobody knows.
    """
    row = _LIFE.taken(by, report_id, version, BoardReportStep.PROPOSE, now)
    found = put_forward(row, content_of(row, day_of(now)), now)
    return _LIFE.saved(row, BoardReportStep.PROPOSE, by=by, now=now, after={"findings": len(found)})


@transaction.atomic
def take_back_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> BoardReport:
    """Takes a proposed report back, to go on with the draft."""
    return _LIFE.take_back(by, report_id, version, now)


@transaction.atomic
def return_board_report(*, by: Actor, report_id: UUID, version: int, reason: str, now: datetime) -> BoardReport:
    """Returns a proposed report to those who wrote it, with the board's reason."""
    return _LIFE.give_back(by, report_id, version, reason, now)


@transaction.atomic
def adopt_board_report(
    *, by: Actor, report_id: UUID, version: int, decision: Decision, now: datetime
) -> BoardReport:  # fmt: skip
    """Records the board's decision on the report as it was proposed, and freezes it; an earlier one is replaced."""
    return _LIFE.adopt(by, report_id, version, decision, now)


@transaction.atomic
def drop_board_report(*, by: Actor, report_id: UUID, version: int, now: datetime) -> None:
    """Gives up a draft, or a report that the board returned."""
    _LIFE.drop(by, report_id, version, now)


def _period(year: BoardYear, period_id: UUID) -> FollowUpPeriod:
    rows = FollowUpPeriod.objects.filter(municipality_id=year.municipality_id, board_year=year)
    period = single(rows.filter(pk=period_id))
    if period is None:
        raise Missing(NOT_FOUND)
    if period.state == PeriodState.PLANNED:
        raise Refused(_NOT_OPENED)
    return period


_NOT_OPENED = Sentence(
    "Perioden har inte öppnats, så det finns inget att rapportera.",
    "The period has not been opened: nothing to report.",
)
