"""A municipality's own layouts and templates: those in use, and those that a person sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from riskbild.audit.prepared import Prepared
from riskbild.documents.layout import Layout, LogoFile, PublishedKind
from riskbild.files import storage
from riskbild.organisation.conflict import NOT_FOUND, reached, within_reach
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal, refusal_everywhere
from riskbild.organisation.roles import Permission
from riskbild.publishing.models import LayoutVersion, WordTemplate
from riskbild.publishing.publication import Logo
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class LayoutListed:
    """A layout in use. `node_id` None is for the whole municipality. `refusal` says why it cannot be changed."""

    id: UUID
    series: UUID
    number: int
    kind: PublishedKind
    name: str
    node_id: UUID | None
    made_at: datetime
    refusal: Sentence | None


@dataclass(frozen=True, slots=True)
class TemplateListed:
    """A Word template in use; `kind` None for every kind of document."""

    id: UUID
    kind: PublishedKind | None
    name: str
    node_id: UUID | None
    sha256: str
    made_at: datetime
    removed_at: datetime | None = None
    refusal: Sentence | None = None


def layouts_in_use(municipality_id: UUID, board_id: UUID) -> Sequence[Layout]:
    """The layouts that a board prints by: its own first, then the municipality's, the latest saved first; one query."""
    return [Layout.from_data(row.data, row.name) for row in _in_use(municipality_id, board_id)]


_BY_NUMBER = Prepared(lambda: LayoutVersion.objects.order_by("number"), by=["municipality_id"])


def _in_use(municipality_id: UUID, board_id: UUID | None) -> list[LayoutVersion]:
    latest: dict[UUID, LayoutVersion] = {}
    for row in _BY_NUMBER.rows(municipality_id):
        if board_id is None or row.node_id in {board_id, None}:
            latest[row.series] = row
    found = [row for row in latest.values() if row.removed_at is None]
    found.sort(key=lambda row: (row.made_at, row.pk), reverse=True)
    return sorted(found, key=lambda row: row.node_id is None)


def layouts_seen_by(by: Actor, today: date) -> Sequence[LayoutListed]:
    """Every layout in use of the person's municipality, those of boards where they read; one query."""
    municipality_id = by.municipality_id if isinstance(by, User) else None
    if municipality_id is None:
        raise Missing(NOT_FOUND)
    found = _in_use(municipality_id, None)
    return [
        LayoutListed(
            row.pk, row.series, row.number, PublishedKind(row.kind), row.name, row.node_id, row.made_at,
            _changing(by, row, today),
        )
        for row in found
        if _reads(by, row, today)
    ]  # fmt: skip


def versions_of_layout(by: Actor, series: UUID, today: date) -> Sequence[tuple[UUID, int, datetime, bool]]:
    """A layout's versions, the latest first: key, number, when it was saved, whether it was taken out of use.

    Raises `Missing` for who does not read where it is used.
    """
    rows = list(within_reach(LayoutVersion.objects.filter(series=series), by).order_by("-number"))
    if not rows or not _reads(by, rows[0], today):
        raise Missing(NOT_FOUND)
    return [(row.pk, row.number, row.made_at, row.removed_at is not None) for row in rows]


def templates_seen_by(by: Actor, today: date) -> Sequence[TemplateListed]:
    """Every Word template of the person's municipality, also earlier ones, the latest first; one query."""
    if not isinstance(by, User):
        raise Missing(NOT_FOUND)
    rows = WordTemplate.objects.filter(municipality_id=by.municipality_id).order_by("-made_at", "-pk")
    return [_template(by, row, today) for row in rows if _reads(by, row, today)]


def template_bytes(by: Actor, template_id: UUID, today: date) -> tuple[TemplateListed, bytes]:
    """A Word template as it was uploaded, for who reads where it is used. Raises `Missing`."""
    row = reached(WordTemplate, by, template_id)
    if not _reads(by, row, today):
        raise Missing(NOT_FOUND)
    return _template(by, row, today), storage.present(row.municipality_id, row.sha256).read_bytes()


def _template(by: Actor, row: WordTemplate, today: date) -> TemplateListed:
    kind = PublishedKind(row.kind) if row.kind else None
    return TemplateListed(
        row.pk, kind, row.name, row.node_id, row.sha256, row.made_at, row.removed_at, _changing(by, row, today)
    )


def _reads(by: Actor, row: LayoutVersion | WordTemplate, today: date) -> bool:
    """Whether the person reads where it is used; what is the whole municipality's is read by everybody in it."""
    return row.node_id is None or refusal(by, Permission.READ, row.node_id, today=today) is None


def _changing(by: Actor, row: LayoutVersion | WordTemplate, today: date) -> Sentence | None:
    """Why the person cannot change it: what is the whole municipality's is changed by who may at its root."""
    if row.node_id is not None:
        return refusal(by, Permission.MANAGE_METHOD, row.node_id, today=today)
    return refusal_everywhere(by, Permission.MANAGE_METHOD, today=today)


def layout_seen_by(by: Actor, layout_id: UUID, today: date) -> tuple[LayoutListed, Layout]:
    """One version of a layout. Raises `Missing`."""
    row = reached(LayoutVersion, by, layout_id)
    if not _reads(by, row, today):
        raise Missing(NOT_FOUND)
    forbidden = _changing(by, row, today)
    listed = LayoutListed(
        row.pk, row.series, row.number, PublishedKind(row.kind), row.name, row.node_id, row.made_at, forbidden
    )
    return listed, Layout.from_data(row.data, row.name)


def template_in_use(municipality_id: UUID, board_id: UUID, kind: PublishedKind) -> bytes | None:
    """The Word template for a kind of a board's documents: the board's own before the municipality's; None for none."""
    rows = [row for row in _templates(municipality_id, board_id) if row.kind in {kind.value, ""}]
    rows.sort(key=lambda row: (row.node_id is None, row.kind == ""))
    return storage.present(municipality_id, rows[0].sha256).read_bytes() if rows else None


def _templates(municipality_id: UUID, board_id: UUID) -> list[WordTemplate]:
    rows = WordTemplate.objects.filter(municipality_id=municipality_id, removed_at=None)
    return list(rows.filter(Q(node_id=board_id) | Q(node_id=None)).order_by("-made_at", "pk"))


def logo_of(municipality_id: UUID, logo: LogoFile) -> Logo:
    """The picture that a layout names. Raises `Refused` where the file is not there any more."""
    content = storage.present(municipality_id, logo.sha256).read_bytes()
    return Logo(content, logo.media_type, logo.words)
