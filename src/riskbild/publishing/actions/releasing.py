"""Publishing a decided document for anybody to read, and withdrawing it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert, update
from riskbild.organisation.conflict import Conflict, reached, take
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.refusing import filled_line
from riskbild.organisation.roles import Permission
from riskbild.publishing import events
from riskbild.publishing.actions.keeping import DrawnDocument, put_document
from riskbild.publishing.addresses import slug_of
from riskbild.publishing.models import PublicAddress, PublishedDocument, Release, ReleasedFile
from riskbild.publishing.public_copy import PublicDraft
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NO_REASON = Sentence("Ange skälet. Det visas på sidan.", "Give the reason. It is shown on the page.")
_SAME = Sentence("Just det här är redan publicerat.", "Exactly this is published already.")
_ALREADY = Sentence("Publiceringen är redan tillbakadragen.", "It has been withdrawn already.")
_NO_CODE = Sentence(
    "Nämnden saknar kod, och koden står i adressen. Ge den en kod under Organisation.",
    "The board has no code, and the code stands in the address. Give it one under Organisation.",
)


@transaction.atomic
def publish(*, by: Actor, draft: PublicDraft, drawn: Sequence[DrawnDocument], now: datetime) -> Release:
    """Publishes a decided document in the forms drawn of it, at a lasting address, until it is withdrawn.

    An earlier one of the kind stays at its own numbered address. Raises `Refused` where nothing has changed since it.
    """
    year = reached(BoardYear, by, draft.board_year_id, "board__municipality")
    check(by, Permission.PUBLISH, year.board_id, today=day_of(now))
    if not year.board.code:
        raise Refused(_NO_CODE)
    _put_address(year, year.board.municipality.name)
    code = _code_in_address(year, draft)
    same = Release.objects.filter(
        municipality_id=year.municipality_id, board_code=code, year=year.year, kind=draft.kind.value
    )
    kept = [put_document(year, one, by=by, now=now) for one in drawn]
    latest = same.filter(withdrawn_at=None, occasion=draft.version.occasion).order_by("-number").first()
    if latest is not None and _holds(latest, kept):
        raise Refused(_SAME)
    made = _release(year, draft, code, (same.aggregate(last=Max("number"))["last"] or 0) + 1, now=now)
    try:
        with transaction.atomic():
            add(made)
    except IntegrityError as taken:
        raise Conflict from taken
    insert(
        ReleasedFile, [ReleasedFile(municipality_id=year.municipality_id, release=made, document=one) for one in kept]
    )
    after = {
        "kind": made.kind, "number": made.number, "title": made.title, "release": str(made.pk),
        "masked": [cell.to_data() for cell in draft.composed.masked],
        "files": {one.format: one.sha256 for one in kept},
    }  # fmt: skip
    change = Change(events.DOCUMENT_PUBLISHED, "board_year", year.pk, after=after)
    record(change, by=by, municipality_id=year.municipality_id, now=now)
    return made


@transaction.atomic
def withdraw(*, by: Actor, release_id: UUID, version: int, reason: str, now: datetime) -> Release:
    """Takes a published document away from the public. Its address says so, and why, from then on."""
    row = take(Release, by, release_id, version=version)
    check(by, Permission.PUBLISH, row.board_id, today=day_of(now))
    if row.withdrawn_at is not None:
        raise Refused(_ALREADY)
    row.withdrawn_reason = filled_line(reason, where="reason", longest=500, empty=_NO_REASON)
    row.withdrawn_at, row.version = now, row.version + 1
    update(row, "withdrawn_reason", "withdrawn_at", "version")
    told = {"kind": row.kind, "number": row.number, "title": row.title, "release": str(row.pk)}
    change = Change(
        events.DOCUMENT_WITHDRAWN, "board_year", row.board_year_id, told, {**told, "reason": row.withdrawn_reason}
    )
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


def _code_in_address(year: BoardYear, draft: PublicDraft) -> str:
    """The board's code in the document's address: that of the day it was first published, whatever it is called since.

    A code that another board's document of the kind and year has got since then gets a number after it.
    """
    rows = Release.objects.filter(municipality_id=year.municipality_id, year=year.year, kind=draft.kind.value)
    by_code = dict(rows.order_by("-number").values_list("board_code", "board_id"))
    first = next((code for code, board_id in by_code.items() if board_id == year.board_id), None)
    code, number = year.board.code, 1
    while first is None and code in by_code:
        number += 1
        code = f"{year.board.code[:17]}-{number}"
    return first or code


def _release(year: BoardYear, draft: PublicDraft, code: str, number: int, *, now: datetime) -> Release:
    decided = draft.decision
    return Release(
        municipality_id=year.municipality_id, board_id=year.board_id, board_year=year, board_code=code,
        year=year.year, kind=draft.kind.value, number=number, title=draft.title[:500], sample=draft.sample,
        plan_id=draft.version.plan_id, report_id=draft.version.report_id, occasion=draft.version.occasion,
        decided_by=decided.body, decided_on=decided.day, paragraph=decided.paragraph,
        case_number=decided.case_number, published_at=now,
    )  # fmt: skip


def _holds(release: Release, documents: Sequence[PublishedDocument]) -> bool:
    files = ReleasedFile.objects.filter(municipality_id=release.municipality_id, release=release)
    return set(files.values_list("document_id", flat=True)) == {one.pk for one in documents}


def _put_address(year: BoardYear, name: str) -> None:
    """The municipality's word in the addresses, made the first time; one that is taken gets a number after it."""
    if PublicAddress.objects.filter(municipality_id=year.municipality_id).exists():
        return
    wanted = slug = slug_of(name)
    number = 1
    while PublicAddress.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    try:
        with transaction.atomic():
            add(PublicAddress(municipality_id=year.municipality_id, slug=slug))
    except IntegrityError as taken:
        raise Conflict from taken
