"""The documents that are kept as they were drawn, and their bytes."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.files import storage
from riskbild.organisation.conflict import NOT_FOUND, reached, within_reach
from riskbild.organisation.permissions import Actor, may
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.decided import decided_plan
from riskbild.planning.queries.seen import reads_under
from riskbild.publishing.models import FrozenDocument, PublishedDocument
from riskbild.publishing.sources.frozen import holds_secrets
from riskbild.register.models import BoardYear
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence

_CHANGED = Sentence(
    "Det sparade dokumentet har inte längre sin kontrollsumma. Den som sköter driften kan hämta det ur en "
    "säkerhetskopia.",
    "The kept document no longer has its checksum. Whoever runs the server can fetch it from a backup.",
)
_SECRET = Sentence(
    "Dokumentet kan innehålla sekretessmarkerade uppgifter. Ta fram en offentlig kopia i stället.",
    "The document may hold secret fields. Draw a public copy instead.",
)


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A kept document. `decided_on` None is one that no board has decided on."""

    id: UUID
    board_id: UUID
    board: str
    municipality: str
    board_year_id: UUID
    year: int
    kind: PublishedKind
    form: str
    public: bool
    number: int
    title: str
    plan_id: UUID | None
    decided_by: str
    decided_on: date | None
    paragraph: str
    case_number: str
    sha256: str
    size: int
    media_type: str
    masked: Sequence[dict[str, Any]]
    made_at: datetime


def kept_of_year(by: Actor, board_year_id: UUID, today: date) -> Sequence[KeptDocument]:
    """A year's kept documents, the latest first, for who reads under the board. Raises `Missing`."""
    year = reached(BoardYear, by, board_year_id)
    if not reads_under(by, year.board_id, today):
        raise Missing(NOT_FOUND)
    rows = PublishedDocument.objects.filter(municipality_id=year.municipality_id, board_year=year)
    return [_seen(row) for row in rows.select_related("board", "municipality").order_by("-made_at", "-pk")]


def kept_bytes(by: Actor | None, document_id: UUID, today: date) -> tuple[KeptDocument, bytes]:
    """A kept document and its bytes; None asks for nobody, who is given what is published and not withdrawn.

    A board's own copy tells its secrets, and is for who may read them. Raises `Missing`, `Forbidden` with the reason.
    """
    rows = PublishedDocument.objects.select_related("board", "municipality").filter(pk=document_id)
    if by is None:
        rows = rows.filter(public=True, released__release__withdrawn_at=None, released__isnull=False)
    else:
        rows = within_reach(rows, by)
    row = rows.first()
    if row is None or (by is not None and not reads_under(by, row.board_id, today)):
        raise Missing(NOT_FOUND)
    if by is not None and not row.public:
        _check_secrets(by, row, today)
    content = storage.present(row.municipality_id, row.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Refused(_CHANGED)
    return _seen(row), content


def _check_secrets(by: Actor, row: PublishedDocument, today: date) -> None:
    """Raises `Forbidden` where the copy may tell what the person must not read, also what was marked after it."""
    if may(by, Permission.READ_SECRET, row.board_id, today=today):
        return
    if row.report_id is not None:
        frozen = FrozenDocument.objects.filter(municipality_id=row.municipality_id, report_id=row.report_id).first()
        secret = frozen is None or holds_secrets(frozen.content, row.municipality_id)
    else:
        secret = row.plan_id is None or decided_plan(by, row.plan_id, today).masked
    if secret:
        raise Forbidden(_SECRET)


def _seen(row: PublishedDocument) -> KeptDocument:
    return KeptDocument(
        id=row.pk, board_id=row.board_id, board=row.board.name, municipality=row.municipality.name,
        board_year_id=row.board_year_id, year=row.year, kind=PublishedKind(row.kind), form=row.format,
        public=row.public, number=row.number, title=row.title, plan_id=row.plan_id, decided_by=row.decided_by,
        decided_on=row.decided_on, paragraph=row.paragraph, case_number=row.case_number, sha256=row.sha256,
        size=row.size, media_type=row.media_type, masked=row.masked, made_at=row.made_at,
    )  # fmt: skip
