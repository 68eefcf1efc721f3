"""A document and its layout made into a publication: every block in the layout's order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.layout import (
    KIND_NAMES,
    FactsBlock,
    HeadingBlock,
    Layout,
    LayoutBlock,
    MatrixBlock,
    Source,
    TableBlock,
    TextBlock,
    TitleBlock,
)
from riskbild.documents.layout.placeholders import Value, filled
from riskbild.documents.profile import Profile
from riskbild.publishing.assemble.facts import DocumentFacts, row_facts
from riskbild.publishing.assemble.matrix import matrix_of
from riskbild.publishing.assemble.records import records_of
from riskbild.publishing.assemble.tables import table_blocks
from riskbild.publishing.assemble.texts import OwnTexts, heading_told, paragraphs_told
from riskbild.publishing.assemble.values import values_of
from riskbild.publishing.publication import Block, Facts, Heading, Page, Paragraph, Publication

# The names under which a municipality's own Word template places what is known, and the values they hold.
_TEMPLATE_NAMES: Final = {
    "beslut": "decision",
    "beslutsdatum": "decision_date",
    "paragraf": "decision_paragraph",
    "diarienummer": "case_number",
    "kommun": "municipality",
    "period": "period",
}


def publication_of(
    document: ExchangeDocument, layout: Layout, *, facts: DocumentFacts, profile: Profile | None = None
) -> Publication:
    """The document as the layout prints it.

    `profile` works out what the rows are worth where `facts` does not say. Nothing else than the document, the layout
    and the facts decides what comes out, and the same gives the same.
    """
    known = _known(facts, document, profile)
    values = values_of(document, known)
    title = document.title or filled(layout.title, values) or f"{KIND_NAMES[layout.kind]} {facts.year} {facts.board}"
    values["title"] = title = " ".join(title.split())
    composed = _Composing(document, layout, known, values, OwnTexts.of(document))
    return Publication(
        title=title,
        authority=facts.board or document.authority or "",
        year=facts.year,
        kind=layout.kind.value,
        dated=facts.dated,
        blocks=tuple(_without_bare_headings(list(composed.blocks()), document.sections)),
        page=Page(layout.page.size.value, layout.page.landscape, layout.page.margin, layout.page.text),
        logo=facts.logo if layout.logo else None,
        running=filled(layout.running, values) or "",
        facts={name: str(values[key]) for name, key in _TEMPLATE_NAMES.items() if values.get(key)}
        | ({"förvaltning": facts.administration} if facts.administration else {}),
    )


def _known(facts: DocumentFacts, document: ExchangeDocument, profile: Profile | None) -> DocumentFacts:
    if profile is None:
        return facts
    return replace(
        facts,
        method=facts.method or profile.method,
        rows=facts.rows or row_facts(document, profile),
        plan=facts.plan or row_facts(document, profile, plan=True),
    )


@dataclass
class _Composing:
    """One document on its way through its layout."""

    document: ExchangeDocument
    layout: Layout
    facts: DocumentFacts
    values: dict[str, Value]
    own: OwnTexts

    def blocks(self) -> Iterator[Block]:
        """Everything, in the layout's order."""
        if self.facts.draft and not isinstance(self.layout.blocks[0], TitleBlock):
            yield Paragraph(self.facts.draft)
        before_tables = True
        for block in self.layout.blocks:
            if before_tables and isinstance(block, TableBlock):
                yield from map(Paragraph, self.own.here())
                yield from self.own.unclaimed(self._headings())
                before_tables = False
            yield from self._composed(block)
        yield from map(Paragraph, self.own.here())
        yield from self.own.unclaimed(())

    def _headings(self) -> set[str | None]:
        headings = (block for block in self.layout.blocks if isinstance(block, HeadingBlock))
        told = {heading_told(block, self.document, self.values) for block in headings}
        return {None, str(self.values["title"]), *told}

    def _composed(self, block: LayoutBlock) -> Iterator[Block]:
        if not isinstance(block, TextBlock):
            # The document's own texts end where the layout goes on to something else.
            yield from map(Paragraph, self.own.here())
        match block:
            case TitleBlock():
                yield from self._title()
            case HeadingBlock():
                yield from self._heading(block)
            case TextBlock():
                yield from map(Paragraph, self.own.here() or paragraphs_told(block, self.values))
            case FactsBlock():
                yield from self._facts(block)
            case MatrixBlock():
                yield from self._matrix(block)
            case TableBlock():
                yield from table_blocks(block, self.document, self.layout, self.facts, self.values)

    def _title(self) -> Iterator[Block]:
        title = str(self.values["title"])
        self.own.under(title)
        yield Heading(title, 1)
        if self.facts.draft:
            yield Paragraph(self.facts.draft)

    def _heading(self, block: HeadingBlock) -> Iterator[Block]:
        told = heading_told(block, self.document, self.values)
        if told:
            self.own.under(told)
            yield Heading(told, block.depth)

    def _facts(self, block: FactsBlock) -> Iterator[Block]:
        told = [(name, filled(text, self.values)) for name, text in block.facts]
        known = tuple((name, text) for name, text in told if text)
        if known:
            yield Facts(known)

    def _matrix(self, block: MatrixBlock) -> Iterator[Block]:
        records = records_of(Source.ROWS, self.document, self.facts)
        matrix = matrix_of(records, self.facts.method, block.shows)
        if matrix is not None:
            yield matrix


def _without_bare_headings(blocks: list[Block], kept: Iterable[str]) -> Iterator[Block]:
    """The blocks without the headings that nothing stands under, but for those that the document itself has."""
    stated = set(kept)
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and block.depth > 1 and block.text not in stated:
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            if below is None or (isinstance(below, Heading) and below.depth <= block.depth):
                continue
        yield block
