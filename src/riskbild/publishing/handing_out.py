"""Hands a document to a person: put together, drawn in the form asked for, and told to the trail."""

import hashlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from riskbild.files.held import HeldFile
from riskbild.publishing.actions.keeping import DrawnDocument, record_drawn, record_package
from riskbild.publishing.archiving import level_of
from riskbild.publishing.cleaning import cleaned_publication
from riskbild.publishing.composed import Composed, composed
from riskbild.publishing.evidence import write_package
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.pdf.fonts import drawable
from riskbild.publishing.publication import Publication
from riskbild.publishing.queries import template_in_use
from riskbild.publishing.sources import Asked
from riskbild.publishing.workbook.gathering import offline_of
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.whole import ENDING, WORKBOOK, whole_workbook
from riskbild.rules.finding import Finding

ZIP: Final = "application/zip"
_NO_NAME: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class HandedOut:
    """A file for a person. `name` holds nothing but plain letters, digits, dots and dashes."""

    name: str
    media_type: str
    content: bytes
    findings: Sequence[Finding]


def hand_out(asked: Asked, form: str, now: datetime) -> HandedOut:
    """The document in a form, or as a `WORKBOOK`. Raises `Refused` where there is none, or where it cannot be drawn."""
    made, offline = whole_workbook(asked, now) if form == WORKBOOK else _with_offline(asked, form, now)
    name, form = file_name(asked, form), ENDING if form == WORKBOOK else form
    year, chosen = asked.year, FORMS[form]
    template = template_in_use(year.municipality_id, year.board_id, asked.kind) if chosen.templated else None
    drawn = drawn_as(form, made.publication, template, offline, level_of(public=asked.public))
    told = DrawnDocument(
        kind=asked.kind.value, form=form, public=asked.public, title=made.publication.title, content=drawn.content,
        media_type=chosen.media_type, masked=tuple(cell.to_data() for cell in made.masked),
        template_sha256=hashlib.sha256(template).hexdigest() if template else "",
    )  # fmt: skip
    record_drawn(by=asked.by, board_year_id=year.pk, drawn=told, now=now)
    return HandedOut(name, chosen.media_type, drawn.content, (*made.findings, *drawn.findings))


def hand_out_package(asked: Asked, now: datetime, read_in: Sequence[HeldFile] = ()) -> HandedOut:
    """The year's evidence package, with the files that came in to be read.

    Raises `Forbidden` for who does not read the trail and the board's secrets.
    """
    with tempfile.TemporaryFile() as target:
        contents = write_package(asked, target, now, read_in)
        target.seek(0)
        content = target.read()
    sha256 = hashlib.sha256(content).hexdigest()
    record_package(by=asked.by, board_year_id=asked.year.pk, sha256=sha256, size=len(content), now=now)
    name = _NO_NAME.sub("-", f"{asked.year.board.code}-{asked.year.year}-revisionsunderlag.zip")
    return HandedOut(name, ZIP, content, contents.gone)


def noticed(made: Composed) -> Sequence[Finding]:
    """What somebody ought to know of a document before it is drawn: names in it, letters that will be changed."""
    return (*made.findings, *cleaned_publication(made.publication, drawable())[1])


def file_name(asked: Asked, form: str) -> str:
    """What a document is called as a file, safe on every system."""
    what = "-arbetsbok" if form == WORKBOOK else "-allman" if asked.public else ""
    ending = ENDING if form == WORKBOOK else form
    return _NO_NAME.sub("-", f"{asked.year.board.code}-{asked.year.year}-{asked.kind.value}{what}.{ending}")


def _with_offline(asked: Asked, form: str, now: datetime) -> tuple[Composed, Offline | None]:
    """The document, and what makes the board's own sheets ones to fill in and read back, unless it is decided."""
    made = composed(asked)
    if form != ENDING or asked.public or made.publication.facts.get("beslut"):
        return made, None
    return made, offline_of(asked.by, asked.year, now=now)


def drawn_preview(publication: Publication) -> bytes:
    """A publication as PDF, for somebody to look at: no document of the municipality's, so no trail tells of it."""
    return drawn_as("pdf", publication).content
