"""One document from asking to composed: found, masked, laid out; ready for any drawer."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from riskbild.documents.exchange import DocumentKind, ExchangeDocument, write_exchange
from riskbild.documents.layout import Layout, PublishedKind
from riskbild.publishing.assemble import DocumentFacts, layout_for, publication_of
from riskbild.publishing.assemble.dressing import dressed
from riskbild.publishing.assemble.facts import UNPRINTED, Line
from riskbild.publishing.assemble.layouts import form_titles
from riskbild.publishing.masking import MaskedCell, hidden, without_people
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.publication import Logo, Publication
from riskbild.publishing.queries import layouts_in_use, logo_of
from riskbild.publishing.sources import Asked, Sourced, both_sourced, sourced
from riskbild.rules.finding import Finding


@dataclass(frozen=True, slots=True)
class Composed:
    """A document that can be drawn. `masked` are the cells that were hidden, `findings` what somebody should know."""

    document: ExchangeDocument
    publication: Publication
    layout: Layout
    masked: tuple[MaskedCell, ...]
    findings: tuple[Finding, ...]


def composed(asked: Asked, *, layout: Layout | None = None) -> Composed:
    """The document asked for, by the municipality's own layout for it where none is given. Raises `Refused`."""
    tell(Step.GATHERING)
    return composed_from(asked, sourced(asked), layout=layout)


def both_composed(asked: Asked) -> tuple[Composed, Composed]:
    """The board's own copy and the one that everybody may read. Raises `Refused`."""
    tell(Step.GATHERING)
    own, public = both_sourced(asked)
    return composed_from(asked, own), composed_from(replace(asked, public=True), public)


def composed_from(asked: Asked, found: Sourced, *, layout: Layout | None = None) -> Composed:
    """A document that has been found, composed."""
    tell(Step.COMPOSING)
    safe = hidden(found.document, found.facts, public=asked.public, secrets=found.secrets)
    document, facts, findings = without_people(safe.document, safe.facts, public=asked.public)
    chosen = layout or layout_of(asked, found)
    facts = replace(facts, logo=_logo(asked, chosen))
    publication = publication_of(document, chosen, facts=facts, profile=found.profile)
    told = document if found.printed else _told(document, publication, facts)
    publication = replace(publication, data=_data(chosen.kind, told, facts))
    return Composed(told, publication, chosen, safe.cells, findings)


def layout_of(asked: Asked, found: Sourced) -> Layout:
    """The municipality's own layout for a document that has been found, else the form's own, else the plain one."""
    own: Sequence[Layout] = layouts_in_use(asked.year.municipality_id, asked.year.board_id)
    document, profile = found.document, found.profile
    if found.printed:
        return layout_for(document, profile, own, asked.kind)
    # What the program puts together takes the board's own form where there is one of its columns, else the plain one.
    chosen = layout_for(replace(document, header=form_titles(profile, document.rows)), None, own, asked.kind)
    return chosen if chosen in own else dressed(chosen)


def _logo(asked: Asked, layout: Layout) -> Logo | None:
    return None if layout.logo is None else logo_of(asked.year.municipality_id, layout.logo)


def _told(document: ExchangeDocument, publication: Publication, facts: DocumentFacts) -> ExchangeDocument:
    """A document that the program puts together, with what its paper says beside the rows: the data says it too."""
    known = publication.facts
    decision = ", ".join(filter(None, (known.get("beslut"), known.get("diarienummer"))))
    return replace(
        document, title=document.title or publication.title, decision=document.decision or decision or None,
        conclusion=document.conclusion or facts.texts.get("conclusion"),
    )  # fmt: skip


def _data(kind: PublishedKind, document: ExchangeDocument, facts: DocumentFacts) -> bytes:
    """The document as data: in the exchange format, or its tables where that knows no such document."""
    if kind.value in {one.value for one in DocumentKind}:
        return write_exchange(document).encode()
    tables = {source.value: [_printed(line) for line in lines] for source, lines in facts.tables.items()}
    told = {
        "format": "riskbild-tables/1", "kind": kind.value, "title": document.title, "board": facts.board,
        "year": facts.year, "municipality": facts.municipality, "decision": document.decision,
        "conclusion": document.conclusion, "texts": [asdict(one) for one in document.texts],
        "figures": dict(facts.figures), "tables": tables,
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _printed(line: Line) -> dict[str, str | int | bool | None]:
    return {name: value for name, value in line.items() if not name.startswith(UNPRINTED)}
