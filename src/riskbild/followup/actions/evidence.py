"""Evidence: a file is kept for what it proves, its secrecy is set, and it is removed with a reason."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from riskbild.audit.event import Event
from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, update
from riskbild.files.actions import forget_file, keep_file
from riskbild.files.kinds import kind_of
from riskbild.files.names import plain_name
from riskbild.followup import deviation_events as events
from riskbild.followup.actions.deviations import take_deviation
from riskbild.followup.actions.taking import take_report
from riskbild.followup.models import DeviationMeasure, Evidence
from riskbild.followup.queries.evidence import check_evidence_seen
from riskbild.organisation.conflict import NOT_FOUND, Conflict, take
from riskbild.organisation.day import day_of
from riskbild.organisation.limit import check_unlimited
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

MOST_FILES = 100
"""So many files one report, deviation or measure can have."""
_PARAGRAPH = re.compile(r"\d{1,2} kap\. \d{1,3} ?[a-z]? ?§(?: .{1,80})?")


@dataclass(frozen=True)
class NewEvidence:
    """A file and what it proves: exactly one of the keys says what about; the days are both counted.

    `secrecy` is the paragraph that makes it secret ("18 kap. 8 §"), empty for what is open.
    """

    data: bytes
    name: str
    proves_from: date
    proves_to: date
    report_id: UUID | None = None
    deviation_id: UUID | None = None
    measure_id: UUID | None = None
    note: str = ""
    secrecy: str = ""
    id: UUID = field(default_factory=uuid7)


@transaction.atomic
def add_evidence(*, by: Actor, new: NewEvidence, now: datetime) -> Evidence:
    """Keeps a file as evidence; who may report the control, or change the deviation, may.

    What the file is, is told by its content. Raises `Refused` for an empty or too large file, days that make no sense,
    a paragraph that is none, and when there are too many files already.
    """
    _check_file(new.data)
    if new.proves_to < new.proves_from:
        raise at("proves_to", _BACKWARDS)
    row = _held(by, new, now)
    rows = Evidence.objects.filter(municipality_id=row.municipality_id, removed_at=None)
    there = rows.filter(report=row.report, deviation=row.deviation, measure=row.measure)
    if there.filter(pk=new.id).exists():
        raise Refused(_TWICE)
    if there.count() >= MOST_FILES:
        raise at("file", _TOO_MANY)
    row.secrecy, row.note = _paragraph(new.secrecy), one_text("note", new.note, _NOTE)
    row.name = plain_name(new.name)
    kept = keep_file(
        by=by, municipality_id=row.municipality_id, data=new.data, name=row.name,
        media_type=kind_of(new.data).media_type, now=now,
    )  # fmt: skip
    row.id, row.file, row.sha256, row.size, row.media_type = new.id, kept, kept.sha256, kept.size, kept.media_type
    row.proves_from, row.proves_to, row.added_at, row.added_by_id = new.proves_from, new.proves_to, now, by.id
    add(row)
    after = {"sha256": row.sha256, "proves": f"{row.proves_from}–{row.proves_to}", "secrecy": row.secrecy}
    _told(events.EVIDENCE_ADDED, row, by, now, after=after if row.secrecy else {"name": row.name, **after})
    return row


@transaction.atomic
def mark_evidence(*, by: Actor, evidence_id: UUID, version: int, secrecy: str, now: datetime) -> Evidence:
    """Makes a file secret under a paragraph, or open again with an empty one; who marks secrecy there may."""
    row = _taken(by, evidence_id, version, now)
    check(by, Permission.MARK_SECRECY, row.node_id, today=day_of(now))
    before, row.secrecy = row.secrecy, _paragraph(secrecy)
    row.version += 1
    update(row)
    _told(events.EVIDENCE_MARKED, row, by, now, before={"secrecy": before}, after={"secrecy": row.secrecy})
    return row


@transaction.atomic
def remove_evidence(*, by: Actor, evidence_id: UUID, version: int, reason: str, now: datetime) -> Evidence:
    """Removes a file with a reason. That it was there, its checksum and who removed it stay; its bytes do not, unless
    something else holds the same file. Who may add it may remove it.
    """
    row = _taken(by, evidence_id, version, now)
    _held(
        by, NewEvidence(b"", "", row.proves_from, row.proves_to, row.report_id, row.deviation_id, row.measure_id), now
    )
    row.reason = one_text("reason", reason, REASON, empty=_NO_REASON)
    file_id, row.file = row.file_id, None
    row.removed_at, row.removed_by_id = now, by.id
    row.version += 1
    update(row)
    _told(events.EVIDENCE_REMOVED, row, by, now, before={"sha256": row.sha256}, after={"reason": row.reason})
    if file_id is not None:
        forget_file(by=by, municipality_id=row.municipality_id, file_id=file_id, now=now)
    return row


def _held(by: Actor, new: NewEvidence, now: datetime) -> Evidence:
    """A row that belongs to what the file is about, if the person may add to that."""
    if [new.report_id, new.deviation_id, new.measure_id].count(None) != 2:
        raise Missing(NOT_FOUND)
    if new.report_id is not None:
        report = take_report(by, new.report_id, None, now)
        return Evidence(municipality_id=report.municipality_id, node_id=report.node_id, report=report)
    check_unlimited(by)
    if new.deviation_id is not None:
        row = take_deviation(by, new.deviation_id, None, now)
        return Evidence(municipality_id=row.municipality_id, node_id=row.node_id, deviation=row)
    measure = take(DeviationMeasure, by, new.measure_id or new.id, "deviation", version=None)
    row = measure.deviation
    if by.id is None or measure.person_id != by.id:
        row = take_deviation(by, measure.deviation_id, None, now, after_closing=True)
    return Evidence(municipality_id=row.municipality_id, node_id=row.node_id, measure=measure)


def _taken(by: Actor, evidence_id: UUID, version: int, now: datetime) -> Evidence:
    row = take(Evidence, by, evidence_id, "file", version=None)
    check_evidence_seen(by, row, day_of(now))
    if row.version != version:
        raise Conflict
    return row


def _check_file(data: bytes) -> None:
    if not data:
        raise at("file", _EMPTY)
    if len(data) > settings.RISKBILD_EVIDENCE_BYTES:
        raise at("file", too_large())


def too_large() -> Sentence:
    """Why a file beyond the installation's limit is refused."""
    return _TOO_LARGE.format(megabytes=settings.RISKBILD_EVIDENCE_BYTES // (1024 * 1024))


def _paragraph(text: str) -> str:
    paragraph = " ".join(text.split())
    if paragraph and not _PARAGRAPH.fullmatch(paragraph):
        raise at("secrecy", _HOW)
    return paragraph


def _told(event: Event, row: Evidence, by: Actor, now: datetime, **sides: dict[str, str]) -> None:
    record(Change(event, "evidence", row.pk, **sides), by=by, municipality_id=row.municipality_id, now=now)


_NOTE = Sentence("Vad filen visar", "What the file shows")
_EMPTY = Sentence("Filen är tom.", "The file is empty.")
_TOO_LARGE = Sentence(
    "Filen är för stor. Den får vara högst {megabytes} MB.", "The file is too large. It may be at most {megabytes} MB."
)
_TOO_MANY = Sentence(
    f"Här finns redan {MOST_FILES} filer. Samla dem i ett arkiv.",
    f"There are {MOST_FILES} files here already. Put them into an archive.",
)
_BACKWARDS = Sentence("Perioden ska sluta efter att den börjar.", "The period must end after it begins.")
_HOW = Sentence("Skriv paragrafen så här: 18 kap. 8 §.", "Write the paragraph like this: 18 kap. 8 §.")
_NO_REASON = Sentence("Ange varför filen tas bort.", "Say why the file is removed.")
_TWICE = Sentence("Filen är redan tillagd.", "The file has already been added.")
