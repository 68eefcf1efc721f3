"""Receiving a file or a pasted text: it is stored untouched and a job is asked to read it, or it is refused at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.files.actions import keep_file
from riskbild.intake import events
from riskbild.intake.actions.taking import check_year_open, move, save_intake, take_intake
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.received import media_type_of, plain_name
from riskbild.intake.states import ON_THE_WAY, IntakeState, Origin
from riskbild.organisation.conflict import reached_node
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import ANSWERABLE
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.register.actions.years import EARLIEST, LATEST
from riskbild.rules.sentence import Sentence


@transaction.atomic
def receive(
    *, by: Actor, board_id: UUID, year: int, data: bytes, name: str, now: datetime, origin: Origin = Origin.FILE
) -> Intake:
    """Stores a file for a board and a year and queues the job that reads it.

    The very same file, sent twice while the first is being read or reviewed, gives the first. Raises `Refused` for a
    type that cannot be read, a file that is too large or has a password, a year that is closed or unreasonable.
    """
    board = _board(by, board_id, now)
    if not EARLIEST <= year <= LATEST:
        raise at("year", Sentence(sv=f"{year} är inget rimligt år.", en=f"{year} is not a reasonable year."))
    name = plain_name(name)
    media_type = media_type_of(data, name)
    intake = Intake(
        municipality_id=board.municipality_id, board=board, year=year, name=name, origin=origin, version=0,
        received_by_id=by.pk if isinstance(by, User) else None, received_at=now, changed_at=now,
    )  # fmt: skip
    check_year_open(intake)
    intake.file = keep_file(
        by=by, municipality_id=board.municipality_id, data=data, name=name, media_type=media_type, now=now
    )
    before = _under_way(intake)
    if before is not None:
        return before
    after = {"name": name, "year": year, "board": str(board.pk), "sha256": intake.file.sha256}
    save_intake(intake, Change(events.RECEIVED, "intake", intake.pk, after=after), by=by, now=now)
    read_file.enqueue(str(intake.pk))
    return intake


@transaction.atomic
def read_again(*, by: Actor, intake_id: UUID, version: int, now: datetime) -> Intake:
    """Queues a new reading of a file that was refused, as after an upgrade that reads more kinds of files."""
    intake = take_intake(by, intake_id, version, now)
    queue(intake, Change(events.READ_AGAIN, "intake", intake.pk, after={"name": intake.name}), by=by, now=now)
    return intake


def queue(intake: Intake, change: Change, *, by: Actor, now: datetime) -> None:
    """Asks the job to read an intake's file anew."""
    move(intake, IntakeState.WAITING)
    intake.progress = intake.pages = 0
    intake.refusal = {}
    save_intake(intake, change, by=by, now=now)
    read_file.enqueue(str(intake.pk))


def _board(by: Actor, board_id: UUID, now: datetime) -> Node:
    board = reached_node(by, board_id, ANSWERABLE)
    check(by, Permission.IMPORT, board.pk, today=day_of(now))
    return board


def _under_way(intake: Intake) -> Intake | None:
    """The same file, sent for the same year before and not yet done with."""
    rows = Intake.objects.filter(municipality_id=intake.municipality_id, board_id=intake.board_id, year=intake.year)
    return rows.filter(file=intake.file, state__in=[*ON_THE_WAY, IntakeState.READY]).order_by("received_at").first()
