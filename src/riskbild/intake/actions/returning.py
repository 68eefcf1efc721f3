"""What comes of a workbook that was filled in offline: kept, compared, and what a person accepts taken in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.audit.record import Change
from riskbild.audit.single import single
from riskbild.audit.writing import add, update
from riskbild.documents.workbook.difference import Kind, RowDifference, Taken, chosen, left_over, without_conflict
from riskbild.documents.workbook.returned import Returned
from riskbild.files.actions import keep_file
from riskbild.intake import events
from riskbild.intake.actions.keeping import SourceFile
from riskbild.intake.actions.taking import check_state, check_year_open, move, save_intake, take_intake
from riskbild.intake.models import Intake, ReturnedWorkbook
from riskbild.intake.received import plain_name
from riskbild.intake.returning.carrying_out import Carrier
from riskbild.intake.returning.comparing import ADDED, Compared, check_belongs, compared
from riskbild.intake.states import ON_THE_WAY, IntakeState, Origin
from riskbild.organisation.conflict import NOT_FOUND, Conflict
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear
from riskbild.register.queries.board_years import year_of
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class Chosen:
    """What a person has accepted: cells by row and field, whole rows that are new or removed, by the rows' names.

    `versions` are those of the register's rows as the person saw them beside the file's.
    """

    cells: Collection[tuple[str, str]] = ()
    rows: Collection[str] = ()
    versions: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Applied:
    """What was done: how many rows were changed, added and removed, and what of the file is left."""

    intake_id: UUID
    changed: int = 0
    added: int = 0
    removed: int = 0
    left: Sequence[RowDifference] = ()


@transaction.atomic
def finish_returned(*, by: Actor | None, intake_id: UUID, returned: Returned, now: datetime) -> None:
    """Stores what the job found to be a workbook of ours. Raises `Refused` if it is another board's or year's."""
    rows = Intake.objects.select_for_update(of=("self",)).select_related("board", "file", "received_by")
    intake = single(rows.filter(pk=intake_id, state__in=ON_THE_WAY))
    if intake is None:
        return
    check_belongs(returned, intake.board, intake.year)
    intake.state, intake.origin, intake.rows_read = IntakeState.READY, Origin.WORKBOOK, len(returned.rows)
    intake.pages = intake.progress = 0
    add(ReturnedWorkbook(municipality_id=intake.municipality_id, intake=intake, content=returned.to_data()))
    change = Change(events.READ, "intake", intake.pk, after={"name": intake.name, "rows": len(returned.rows)})
    save_intake(intake, change, by=by or intake.received_by or Operator("riskbild"), now=now)


@transaction.atomic
def return_workbook(
    *, by: Actor, board: Node, year: int, returned: Returned, source: SourceFile, now: datetime
) -> Applied:
    """Keeps the workbook and takes in everything that is in no conflict, as a command does.

    What is left waits for a person's review. Raises `Refused` for another board's or year's workbook.
    """
    check(by, Permission.IMPORT, board.pk, today=day_of(now))
    check_belongs(returned, board, year)
    name = plain_name(source.name)
    file = keep_file(
        by=by, municipality_id=board.municipality_id, data=source.data, name=name, media_type=source.media_type, now=now
    )
    intake = Intake(
        municipality_id=board.municipality_id, board=board, year=year, file=file, name=name, origin=Origin.WORKBOOK,
        state=IntakeState.READY, version=0, rows_read=len(returned.rows), received_at=now, changed_at=now,
        received_by_id=by.pk if isinstance(by, User) else None,
    )  # fmt: skip
    after = {"name": name, "year": year, "board": str(board.pk), "sha256": file.sha256}
    save_intake(intake, Change(events.RECEIVED, "intake", intake.pk, after=after), by=by, now=now)
    workbook = add(ReturnedWorkbook(municipality_id=board.municipality_id, intake=intake, content=returned.to_data()))
    found = compared(by, _year(intake), returned, {}, day_of(now))
    return _apply(by, intake, workbook, found=found, taken=without_conflict(found.difference), now=now)


@transaction.atomic
def accept_returned(*, by: Actor, intake_id: UUID, wanted: Chosen, now: datetime) -> Applied:
    """Takes what a person has accepted into the register, all of it or nothing; what is left can be accepted later.

    Raises `Conflict` when a row has changed here since the person saw it, `Refused` when nothing is chosen, the year
    is closed or a row cannot be stored.
    """
    intake = take_intake(by, intake_id, None, now)
    check_state(intake, IntakeState.READY)
    workbook = _workbook_of(intake)
    found = compared(by, _year(intake), Returned.from_data(workbook.content), workbook.outcome, day_of(now))
    taken = chosen(found.difference, wanted.cells, wanted.rows)
    if not taken:
        raise Refused(_NOTHING)
    for one in taken:
        if one.row.kind is not Kind.NEW and (wanted.versions or {}).get(one.row.name) != one.row.version:
            raise Conflict
    return _apply(by, intake, workbook, found=found, taken=taken, now=now)


@transaction.atomic
def finish_review(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Says that a person is done with a workbook: what has not been taken stays as it is in the register."""
    intake = take_intake(by, intake_id, None, now)
    if intake.state == IntakeState.ACCEPTED:
        return intake
    intake = take_intake(by, intake_id, version, now)
    check_state(intake, IntakeState.READY)
    return _accepted(by, intake, _workbook_of(intake), now)


def _workbook_of(intake: Intake) -> ReturnedWorkbook:
    """The workbook of an intake. Raises `Missing` for a file that is none."""
    rows = ReturnedWorkbook.objects.filter(municipality_id=intake.municipality_id, intake=intake)
    workbook = rows.first()
    if workbook is None:
        raise Missing(NOT_FOUND)
    return workbook


def _apply(
    by: Actor, intake: Intake, workbook: ReturnedWorkbook, *, found: Compared, taken: Sequence[Taken], now: datetime
) -> Applied:
    check_year_open(intake)
    carrier = Carrier(by, _year(intake), intake.name, found.here, now)
    for one in taken:
        carrier.carry_out(one)
    counts = {kind: sum(one.row.kind is kind for one in taken) for kind in Kind}
    left = left_over(found.difference, taken)
    told = {"changed": counts[Kind.CHANGED], ADDED: counts[Kind.NEW], "removed": counts[Kind.REMOVED]}
    workbook.outcome = _added_up(workbook.outcome, taken, told)
    workbook.version += 1
    update(workbook, "outcome", "version")
    if taken:
        change = Change(events.WORKBOOK_APPLIED, "intake", intake.pk, after={"name": intake.name, **told})
        save_intake(intake, change, by=by, now=now)
    if not left:
        _accepted(by, intake, workbook, now)
    return Applied(intake.pk, counts[Kind.CHANGED], counts[Kind.NEW], counts[Kind.REMOVED], left)


def _added_up(outcome: Mapping[str, object], taken: Sequence[Taken], told: Mapping[str, int]) -> dict[str, object]:
    """The outcome so far with what has been taken now."""
    before = outcome.get(ADDED)
    names = [*(before if isinstance(before, list) else []), *(o.row.name for o in taken if o.row.kind is Kind.NEW)]
    sums = {name: int(str(outcome.get(name, 0))) + told[name] for name in ("changed", "removed")}
    return {**sums, ADDED: names}


def _accepted(by: Actor, intake: Intake, workbook: ReturnedWorkbook, now: datetime) -> Intake:
    move(intake, IntakeState.ACCEPTED)
    outcome = workbook.outcome
    counts = {"changed": outcome.get("changed", 0), "removed": outcome.get("removed", 0)}
    after = {"name": intake.name, ADDED: len(outcome.get(ADDED, ())), **counts}
    return save_intake(intake, Change(events.ACCEPTED, "intake", intake.pk, after=after), by=by, now=now)


def _year(intake: Intake) -> BoardYear:
    year = year_of(intake.board, intake.year)
    if year is None:
        raise Refused(_NO_YEAR)
    return year


_NOTHING = Sentence(
    sv="Inget är valt. Kryssa för det som ska tas in.", en="Nothing is chosen. Tick what is to be taken in."
)
_NO_YEAR = Sentence(sv="Året finns inte i registret.", en="The register does not have the year.")
