"""The running text of a document: its own where it has some, else the layout's with its numbers filled in."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from riskbild.documents.exchange import ExchangeDocument, TextPart
from riskbild.documents.layout import HeadingBlock, TextBlock
from riskbild.documents.layout.placeholders import Value, filled
from riskbild.publishing.publication import Block, Heading, Paragraph


def heading_told(block: HeadingBlock, document: ExchangeDocument, values: dict[str, Value]) -> str:
    """The heading: the document's own for that section, else the layout's; empty where neither can be told."""
    if block.section is not None and block.section <= len(document.sections):
        return document.sections[block.section - 1]
    return filled(block.text, values) or ""


def paragraphs_told(block: TextBlock, values: dict[str, Value]) -> list[str]:
    """The paragraphs that have something to say."""
    told = (" ".join(filter(None, (sentence.told(values) for sentence in one))) for one in block.paragraphs)
    return [paragraph for paragraph in told if paragraph]


@dataclass
class OwnTexts:
    """The document's own texts, handed out section by section, so that none is lost and none printed twice."""

    left: list[TextPart]
    section: str | None = None

    @classmethod
    def of(cls, document: ExchangeDocument) -> "OwnTexts":
        """All texts of a document."""
        return cls(list(document.texts))

    def under(self, heading: str) -> None:
        """What follows stands under this heading."""
        self.section = heading

    def here(self) -> list[str]:
        """The texts that stand under the heading that was printed last; those of no section belong to the beginning."""
        found = [one for one in self.left if one.section == self.section]
        self.left = [one for one in self.left if one.section != self.section]
        return [one.text for one in found]

    def unclaimed(self, headings: Collection[str | None]) -> Iterator[Block]:
        """What stands under none of these headings, under its own; it would be lost otherwise."""
        section: str | None = None
        for one in [one for one in self.left if one.section not in headings]:
            if one.section != section and one.section:
                yield Heading(one.section)
            section = one.section
            yield Paragraph(one.text)
        self.left = [one for one in self.left if one.section in headings]
