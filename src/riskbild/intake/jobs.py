"""The job that reads a file: in a child process, with how far it has come written down while it goes on."""

import time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.workbook.returned import Returned
from riskbild.files.storage import present
from riskbild.intake.actions.reading import ToRead, begin_reading, finish_reading, note_progress, refuse_reading
from riskbild.intake.actions.returning import finish_returned
from riskbild.intake.forms import profile_for, remembered_columns
from riskbild.intake.reading.apart import read_apart, read_with_look_apart, returned_apart
from riskbild.intake.received import EXCHANGE
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_EVERY = 0.7  # seconds between notes of how far the reading has come

_STOPPED = Sentence(
    sv="Läsningen avbröts av ett fel i programmet. Försök igen, eller spara filen i ett annat format.",
    en="The reading was stopped by a fault in the program. Try again, or save the file in another format.",
)


@task
def read_file(intake_id: str) -> None:
    """Reads the file of an intake. Run twice, it reads twice and stores once; a discarded intake is left alone.

    A job is a way in of its own, like a command, and so asks the clock.
    """
    to_read = begin_reading(by=None, intake_id=UUID(intake_id), now=timezone.now())
    if to_read is None:
        return
    try:
        returned = _returned(to_read)
        if returned is not None:
            finish_returned(by=None, intake_id=to_read.id, returned=returned, now=timezone.now())
            return
        document, original = _read(to_read)
    except Refused as refused:
        refuse_reading(by=None, intake_id=to_read.id, sentence=refused.sentence, now=timezone.now())
    except Exception:
        refuse_reading(by=None, intake_id=to_read.id, sentence=_STOPPED, now=timezone.now())
        raise
    else:
        finish_reading(by=None, intake_id=to_read.id, document=document, original=original, now=timezone.now())


def _returned(to_read: ToRead) -> Returned | None:
    """The workbook of our own that the file is, if it is one."""
    if to_read.media_type == EXCHANGE:
        return None
    return returned_apart(present(to_read.municipality_id, to_read.sha256), name=to_read.name)


def _read(to_read: ToRead) -> tuple[ExchangeDocument, list[Any]]:
    """The document, and how its file looks; what is in the exchange format is as it is, and looks like nothing."""
    path = present(to_read.municipality_id, to_read.sha256)
    if to_read.media_type == EXCHANGE:
        return read_exchange(path.read_bytes(), name=to_read.name), []
    return _document(to_read, path)


def _document(to_read: ToRead, path: Path) -> tuple[ExchangeDocument, list[Any]]:
    """The same of any other file, read once more where the board has said before what this form's columns mean."""
    told = _Progress(to_read)
    profile = profile_for(to_read.profile, to_read.columns)
    document, original = read_with_look_apart(path, profile, name=to_read.name, progress=told)
    known = remembered_columns(to_read, document)
    if not known:
        return document, original
    profile = profile_for(to_read.profile, {**known, **to_read.columns})
    return read_apart(path, profile, name=to_read.name, progress=told), original


class _Progress:
    """Notes how many pages have been read, not oftener than people look."""

    def __init__(self, to_read: ToRead) -> None:
        self._id = to_read.id
        self._noted = 0.0

    def __call__(self, done: int, pages: int) -> None:
        if time.monotonic() - self._noted < _EVERY:
            return
        self._noted = time.monotonic()
        note_progress(by=None, intake_id=self._id, done=done, pages=pages, now=timezone.now())
