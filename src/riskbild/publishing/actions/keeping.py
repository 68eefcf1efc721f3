"""Keeping a drawn document byte by byte, and telling the trail of every one that leaves the program."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from riskbild.audit.record import Change, record
from riskbild.audit.writing import add
from riskbild.documents.layout import PublishedKind
from riskbild.files.actions import keep_file
from riskbild.organisation.conflict import Conflict, reached
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.publishing import events
from riskbild.publishing.assemble import Decision
from riskbild.publishing.models import PublishedDocument
from riskbild.register.models import BoardYear


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A document as it was drawn, with what has to be known of it. `masked` are the hidden cells as plain data."""

    kind: str
    form: str
    public: bool
    title: str
    content: bytes
    media_type: str
    masked: Sequence[dict[str, Any]] = ()
    decision: Decision | None = None
    plan_id: UUID | None = None
    report_id: UUID | None = None
    template_sha256: str = ""

    @property
    def sha256(self) -> str:
        """The checksum of its bytes."""
        return hashlib.sha256(self.content).hexdigest()

    def told(self) -> dict[str, Any]:
        """What the trail keeps of it: never what it says."""
        return {
            "kind": self.kind, "format": self.form, "public": self.public, "sha256": self.sha256,
            "size": len(self.content), "masked": list(self.masked),
        }  # fmt: skip


@transaction.atomic
def record_drawn(*, by: Actor, board_year_id: UUID, drawn: DrawnDocument, now: datetime) -> None:
    """Tells the trail that a document left the program: which, for whom, its checksum, and what was masked in it."""
    year = reached(BoardYear, by, board_year_id)
    check(by, Permission.READ, year.board_id, today=day_of(now))
    change = Change(events.DOCUMENT_DRAWN, "board_year", year.pk, after=drawn.told())
    record(change, by=by, municipality_id=year.municipality_id, now=now)


@transaction.atomic
def record_package(*, by: Actor, board_year_id: UUID, sha256: str, size: int, now: datetime) -> None:
    """Tells the trail that an evidence package left the program, secrets and all."""
    year = reached(BoardYear, by, board_year_id)
    check(by, Permission.READ_SECRET, year.board_id, today=day_of(now))
    change = Change(events.PACKAGE_DRAWN, "board_year", year.pk, after={"sha256": sha256, "size": size})
    record(change, by=by, municipality_id=year.municipality_id, now=now)


@transaction.atomic
def keep_published(*, by: Actor, board_year_id: UUID, drawn: DrawnDocument, now: datetime) -> PublishedDocument:
    """Keeps a drawn document under its checksum; from now on it is what is served. The same bytes are kept once."""
    year = reached(BoardYear, by, board_year_id)
    check(by, Permission.ADOPT_PLAN, year.board_id, today=day_of(now))
    return put_document(year, drawn, by=by, now=now)


def put_document(year: BoardYear, drawn: DrawnDocument, *, by: Actor, now: datetime) -> PublishedDocument:
    """Puts a drawn document among those that are kept; the caller has asked who may, in its own transaction."""
    kind = PublishedKind(drawn.kind)
    same = PublishedDocument.objects.filter(
        municipality_id=year.municipality_id, board_year=year, kind=kind.value, format=drawn.form, public=drawn.public
    )
    latest = same.order_by("-number").first()
    if latest is not None and latest.sha256 == drawn.sha256:
        return latest
    file = keep_file(
        by=by, municipality_id=year.municipality_id, data=drawn.content, name=f"{drawn.title}.{drawn.form}",
        media_type=drawn.media_type, now=now,
    )  # fmt: skip
    decided = drawn.decision
    made = PublishedDocument(
        municipality_id=year.municipality_id, board_id=year.board_id, board_year=year, year=year.year, kind=kind.value,
        format=drawn.form, public=drawn.public, number=(same.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=drawn.title[:500], plan_id=drawn.plan_id, report_id=drawn.report_id, file=file, sha256=file.sha256,
        size=len(drawn.content), media_type=drawn.media_type, template_sha256=drawn.template_sha256,
        masked=list(drawn.masked), made_at=now,
        decided_by=decided.body if decided else "", decided_on=decided.day if decided else None,
        paragraph=decided.paragraph if decided else "", case_number=decided.case_number if decided else "",
    )  # fmt: skip
    try:
        with transaction.atomic():
            add(made)
    except IntegrityError as taken:
        raise Conflict from taken
    after = {**drawn.told(), "number": made.number, "document": str(made.pk)}
    record(
        Change(events.DOCUMENT_KEPT, "board_year", year.pk, after=after),
        by=by,
        municipality_id=year.municipality_id,
        now=now,
    )
    return made
