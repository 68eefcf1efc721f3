"""Taking a document in with the file it was read from, as a command does; it can be undone like any other."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from riskbild.audit.record import Change
from riskbild.audit.writing import add
from riskbild.documents.exchange import ExchangeDocument
from riskbild.files.actions import keep_file
from riskbild.intake import events
from riskbild.intake.actions.importing import Imported, import_document
from riskbild.intake.actions.taking import added, keep_taken, save_intake
from riskbild.intake.models import Intake, ReadDocument
from riskbild.intake.proposals import fitting_profile
from riskbild.intake.received import plain_name
from riskbild.intake.review.applying import ROWS, reviewed
from riskbild.intake.states import Choice, IntakeState
from riskbild.intake.stored import document_data
from riskbild.organisation.models import Node, User
from riskbild.organisation.permissions import Actor


@dataclass(frozen=True)
class SourceFile:
    """A file as it came; `original` is how it looks where somebody compares, as `look.look_of` gives it."""

    data: bytes
    name: str
    media_type: str
    original: list[Any]


@transaction.atomic
def import_file(
    *, by: Actor, board: Node, year: int, document: ExchangeDocument, source: SourceFile, now: datetime,
) -> Imported:  # fmt: skip
    """Does what `import_document` does, and keeps the file: every risk leads back to it, and the import can be undone.

    Nothing is kept of a document that was there already. Raises what `import_document` raises.
    """
    done = import_document(by=by, board=board, year=year, document=document, now=now)
    if done.already:
        return done
    intake = _accepted(by=by, board=board, year=year, document=document, source=source, now=now)
    intake.document = done.document_id
    after = {"name": intake.name, "year": year, "board": str(board.pk), "sha256": intake.file.sha256}
    save_intake(intake, Change(events.RECEIVED, "intake", intake.pk, after=after), by=by, now=now)
    add(ReadDocument(
        municipality_id=board.municipality_id, intake=intake, reading=intake.reading, document=document_data(document),
        original=source.original,
    ))  # fmt: skip
    keep_taken(intake, added(reviewed(document, ()).part(ROWS), done.risk_ids))
    counts = {choice.value: 0 for choice in Choice} | {Choice.ADD.value: intake.rows_read}
    change = Change(events.ACCEPTED, "intake", intake.pk, after={"name": intake.name, **counts})
    save_intake(intake, change, by=by, now=now)
    return replace(done, intake_id=intake.pk)


def _accepted(
    *, by: Actor, board: Node, year: int, document: ExchangeDocument, source: SourceFile, now: datetime
) -> Intake:
    """The intake of a file whose every row is in the register; not yet saved."""
    name, municipality_id = plain_name(source.name), board.municipality_id
    file = keep_file(
        by=by, municipality_id=municipality_id, data=source.data, name=name, media_type=source.media_type, now=now
    )
    pages = document.source.pages or 0
    return Intake(
        municipality_id=municipality_id, board=board, year=year, file=file, name=name, state=IntakeState.ACCEPTED,
        version=0, reading=1, progress=pages, pages=pages, rows_read=len(document.rows) + len(document.plan),
        proposed=fitting_profile(document).to_data(), received_by_id=by.pk if isinstance(by, User) else None,
        received_at=now, changed_at=now,
    )  # fmt: skip
