"""What the job writes while it reads a file. It acts for whoever left the file, so the right was asked for then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Operator
from riskbild.audit.record import Change
from riskbild.audit.single import single
from riskbild.audit.writing import add
from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.profile import Profile
from riskbild.intake import events
from riskbild.intake.actions.taking import document_of, save_intake, standing_edits
from riskbild.intake.models import Correction, Intake, ReadDocument
from riskbild.intake.proposals import fitting_profile
from riskbild.intake.review.carrying import carried
from riskbild.intake.states import ON_THE_WAY, IntakeState
from riskbild.intake.stored import document_data
from riskbild.organisation.permissions import Actor
from riskbild.register.queries.board_years import latest_method_of, year_of
from riskbild.rules.sentence import Sentence

_NOBODY = Operator("riskbild")


@dataclass(frozen=True)
class ToRead:
    """A file to be read: where it lies, its name, and what is known of the form. `columns` are titles and fields."""

    id: UUID
    municipality_id: UUID
    board_id: UUID
    sha256: str
    media_type: str
    name: str
    profile: Profile | None
    columns: Mapping[str, str]


@transaction.atomic
def begin_reading(*, by: Actor | None, intake_id: UUID, now: datetime) -> ToRead | None:
    """Says that the reading has begun; nothing where there is none to do (any more)."""
    intake = _on_the_way(intake_id)
    if intake is None:
        return None
    intake.state = IntakeState.READING
    save_intake(intake, None, by=by or _whose(intake), now=now)
    file = intake.file
    return ToRead(
        id=intake.pk, municipality_id=intake.municipality_id, board_id=intake.board_id, sha256=file.sha256,
        media_type=file.media_type, name=intake.name, profile=_known_profile(intake), columns=intake.columns,
    )  # fmt: skip


@transaction.atomic
def note_progress(*, by: Actor | None, intake_id: UUID, done: int, pages: int, now: datetime) -> None:  # noqa: ARG001 - every action says who and when
    """Notes how many pages have been read; no event, since nothing has happened yet."""
    Intake.objects.filter(pk=intake_id, state=IntakeState.READING).update(progress=done, pages=pages)


@transaction.atomic
def finish_reading(
    *, by: Actor | None, intake_id: UUID, document: ExchangeDocument, original: list[Any], now: datetime
) -> None:
    """Stores what was read beside earlier readings; corrections made to an earlier one follow their rows."""
    intake = _on_the_way(intake_id)
    if intake is None:
        return
    _carry_corrections(intake, document)
    intake.reading += 1
    add(ReadDocument(
        municipality_id=intake.municipality_id, intake=intake, reading=intake.reading,
        document=document_data(document), original=original,
    ))  # fmt: skip
    intake.state = IntakeState.READY
    intake.rows_read = len(document.rows) + len(document.plan)
    intake.pages = intake.progress = document.source.pages or 0
    if intake.method is None:
        intake.proposed = fitting_profile(document).to_data()
    after = {"name": intake.name, "rows": len(document.rows), "plan": len(document.plan)}
    change = Change(events.READ, "intake", intake.pk, after=after)
    save_intake(intake, change, by=by or _whose(intake), now=now)


@transaction.atomic
def refuse_reading(*, by: Actor | None, intake_id: UUID, sentence: Sentence, now: datetime) -> None:
    """Notes why the file could not be read."""
    intake = _on_the_way(intake_id)
    if intake is None:
        return
    intake.state = IntakeState.REFUSED
    intake.refusal = {"sv": sentence.text("sv"), "en": sentence.text("en")}
    change = Change(events.REFUSED, "intake", intake.pk, after={"name": intake.name, "reason": sentence.text("sv")})
    save_intake(intake, change, by=by or _whose(intake), now=now)


def _on_the_way(intake_id: UUID) -> Intake | None:
    rows = Intake.objects.select_for_update(of=("self",)).select_related("board", "file", "received_by")
    return single(rows.filter(pk=intake_id, state__in=ON_THE_WAY))


def _whose(intake: Intake) -> Actor:
    return intake.received_by or _NOBODY


def _known_profile(intake: Intake) -> Profile | None:
    """How the board understands its forms: by the year's profile, else by the one it last worked with."""
    year = year_of(intake.board, intake.year)
    method = year.method if year else latest_method_of(intake.board)
    return Profile.from_data(method.profile) if method else None


def _carry_corrections(intake: Intake, document: ExchangeDocument) -> None:
    if intake.reading == 0:
        return
    edits = standing_edits(intake)
    of_intake = Correction.objects.filter(municipality_id=intake.municipality_id, intake=intake)
    for (position, edit), new in zip(edits, carried([e for _, e in edits], document_of(intake), document), strict=True):
        row = of_intake.filter(position=position)
        if new is None:
            row.update(withdrawn=True)
        elif new != edit:
            row.update(edit=new.to_data())
