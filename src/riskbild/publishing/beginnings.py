"""The texts that a board's report begins with: those of the layout for it, with places for the numbers."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from riskbild.documents.layout import HeadingBlock, Layout, PublishedKind, TextBlock, standard_layout
from riskbild.documents.layout.placeholders import Value, filled
from riskbild.documents.layout.said import Counted, SentenceOf
from riskbild.organisation.permissions import Actor
from riskbild.publishing.assemble.values import values_of
from riskbild.publishing.composed import layout_of
from riskbild.publishing.sources import Asked, sourced
from riskbild.register.models import BoardYear
from riskbild.rules.board_report import MOST_SECTIONS, Section
from riskbild.rules.refusal import Refused


def starting_texts(asked: Asked) -> list[Section]:
    """The running texts of the layout that the document asked for is drawn by, each section under its heading.

    A sentence that is worded by a number keeps a place for it where one wording does for every number, and else is
    worded by the number there is today.
    """
    try:
        found = sourced(asked)
    except Refused:
        return sections_of(standard_layout(asked.kind), {})
    return sections_of(layout_of(asked, found), values_of(found.document, found.facts))


def consolidated_texts(by: Actor, municipality_id: UUID, year: int, today: date) -> list[Section]:
    """The running texts that the executive board's report of a year begins with, worded by today's numbers.

    Those are known where some board has begun the year and the person reads every board.
    """
    years = BoardYear.objects.filter(municipality_id=municipality_id, year=year).select_related(
        "board__municipality", "method"
    )
    found = years.order_by("board__name", "pk").first()
    if found is None:
        return sections_of(standard_layout(PublishedKind.CONSOLIDATED_REPORT), {})
    return starting_texts(Asked(by, found, PublishedKind.CONSOLIDATED_REPORT, today))


def sections_of(layout: Layout, values: Mapping[str, Value]) -> list[Section]:
    """The running texts of a layout under their headings."""
    sections: list[Section] = []
    heading = ""
    for block in layout.blocks:
        if isinstance(block, HeadingBlock):
            heading = block.text
        if isinstance(block, TextBlock):
            paragraphs = [" ".join(filter(None, (_worded(one, values) for one in part))) for part in block.paragraphs]
            text = "\n".join(filter(None, paragraphs))
            if text:
                sections.append(Section(heading, text))
            heading = ""
    return sections[:MOST_SECTIONS]


def _worded(sentence: SentenceOf, values: Mapping[str, Value]) -> str:
    if not isinstance(sentence, Counted):
        return sentence.text
    if filled(sentence.many, {**values, sentence.count: 1}) == sentence.one:
        return sentence.many
    number = values.get(sentence.count)
    if not isinstance(number, int):
        return ""
    return {0: sentence.none, 1: sentence.one}.get(number, sentence.many)
