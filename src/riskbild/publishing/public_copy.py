"""The copy of a decided document that anybody may read: masked, without people's names, drawn in every open form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import year_for
from riskbild.publishing import printed_table
from riskbild.publishing.actions.keeping import DrawnDocument
from riskbild.publishing.addresses import KIND_ADDRESSES
from riskbild.publishing.archiving import level_of
from riskbild.publishing.assemble import Decision
from riskbild.publishing.composed import Composed, composed_from
from riskbild.publishing.decided import DecidedVersion, decided_version
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.queries.layouts import template_in_use
from riskbild.publishing.sources import Asked, sourced
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_FORMS: Final = ("html", "pdf", "docx", "xlsx", "json")

_UNDECIDED = Sentence(
    "Det som nämnden inte har beslutat om kan inte publiceras. Registrera beslutet först.",
    "What the board has not decided on cannot be published. Record the decision first.",
)
_NOT_PUBLIC = Sentence("Det här dokumentet publiceras inte för allmänheten.", "This document is not for the public.")


@dataclass(frozen=True, slots=True)
class PublicDraft:
    """A decided document as it may be read by anybody, composed but not drawn in its forms yet."""

    board_year_id: UUID
    kind: PublishedKind
    sample: bool
    decision: Decision
    version: DecidedVersion
    composed: Composed
    template: bytes | None

    @property
    def title(self) -> str:
        """The document's title."""
        return self.composed.publication.title

    @property
    def masked(self) -> int:
        """How many cells are hidden because they are secret."""
        return len(self.composed.masked)

    @property
    def findings(self) -> Sequence[Finding]:
        """What was left out, such as names, with where."""
        return self.composed.findings


def public_draft(by: Actor, board_year_id: UUID, kind: PublishedKind, today: date) -> PublicDraft:
    """The document as the public would read it. For who may publish.

    Raises `Refused` for what no board has decided, `Forbidden`, `Missing`.
    """
    if kind not in KIND_ADDRESSES:
        raise Refused(_NOT_PUBLIC)
    year = year_for(by, board_year_id, today)
    check(by, Permission.PUBLISH, year.board_id, today=today)
    asked = Asked(by, year, kind, today, public=True)
    found = sourced(asked)
    if found.facts.decision is None:
        raise Refused(_UNDECIDED)
    return PublicDraft(
        board_year_id=year.pk, kind=kind, sample=year.sample, decision=found.facts.decision,
        version=decided_version(asked), composed=composed_from(asked, found),
        template=template_in_use(year.municipality_id, year.board_id, kind),
    )  # fmt: skip


def drawn_forms(draft: PublicDraft) -> tuple[DrawnDocument, ...]:
    """The copy in every form that is published. Takes seconds for a long document; touches no database."""
    masked = tuple(cell.to_data() for cell in draft.composed.masked)
    return tuple(_drawn(draft, masked, *one) for one in _contents(draft))


def _contents(draft: PublicDraft) -> Iterator[tuple[str, bytes, str]]:
    publication = draft.composed.publication
    for form in _FORMS:
        drawn = drawn_as(form, publication, draft.template, level=level_of(public=True))
        yield form, drawn.content, FORMS[form].media_type
    yield "csv", printed_table.draw(publication), printed_table.MEDIA_TYPE


def _drawn(
    draft: PublicDraft, masked: Sequence[dict[str, Any]], form: str, content: bytes, media_type: str
) -> DrawnDocument:
    return DrawnDocument(
        kind=draft.kind.value, form=form, public=True, title=draft.title, content=content, media_type=media_type,
        masked=masked, decision=draft.decision, plan_id=draft.version.plan_id, report_id=draft.version.report_id,
    )  # fmt: skip
