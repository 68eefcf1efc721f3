"""The parts of a layout, in the order they are printed: headings, texts, facts, tables, the heat map."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.fields import Fields, choice_of, items_of, needed_text, object_of
from riskbild.documents.json_text import Json
from riskbild.documents.layout.placeholders import DOCUMENT, check_text
from riskbild.documents.layout.said import SentenceOf, read_sentence
from riskbild.documents.layout.table import TableBlock, read_table
from riskbild.documents.place import Place

_MOST_SENTENCES: Final = 60
_MOST_FACTS: Final = 30
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The document's title: as it was printed, else as the layout composes it."""

    def to_data(self) -> dict[str, Any]:
        """The block as plain JSON data."""
        return {"block": "title"}


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading. `section` (from 1) names the section of the document whose own heading goes before `text`."""

    text: str
    section: int | None = None
    depth: int = 2

    def to_data(self) -> dict[str, Any]:
        """The block as plain JSON data."""
        return {"block": "heading", "text": self.text, "section": self.section, "depth": self.depth}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Running text, paragraph by paragraph. The document's own texts under the same heading go before it."""

    paragraphs: tuple[tuple[SentenceOf, ...], ...]

    def to_data(self) -> dict[str, Any]:
        """The block as plain JSON data."""
        paragraphs = [[sentence.to_data() for sentence in paragraph] for paragraph in self.paragraphs]
        return {"block": "text", "paragraphs": paragraphs}


@dataclass(frozen=True, slots=True)
class FactsBlock:
    """Short facts, each a name and a text; a fact that is not known is left out."""

    facts: tuple[tuple[str, str], ...]

    def to_data(self) -> dict[str, Any]:
        """The block as plain JSON data."""
        return {"block": "facts", "facts": [{"name": name, "text": text} for name, text in self.facts]}


class MatrixText(StrEnum):
    """What stands in the squares of the heat map: how many risks, or which."""

    COUNTS = "counts"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class MatrixBlock:
    """The heat map; nothing is printed where the method has no scales or no risk has a place in it."""

    shows: MatrixText = MatrixText.COUNTS

    def to_data(self) -> dict[str, Any]:
        """The block as plain JSON data."""
        return {"block": "matrix", "shows": self.shows.value}


type LayoutBlock = TitleBlock | HeadingBlock | TextBlock | FactsBlock | TableBlock | MatrixBlock


def read_block(data: Json, place: Place) -> LayoutBlock:
    """A block from what its `to_data` gave; Refused, naming the place, if it is something else."""
    kind = object_of(data, place).get("block")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        allowed = ", ".join(_READERS)
        place.field("block").refuse(f"ska vara ett av {allowed}", f"must be one of {allowed}")
    return reader(data, place)


def _title(data: Json, place: Place) -> TitleBlock:
    Fields(data, place, ("block",))
    return TitleBlock()


def _heading(data: Json, place: Place) -> HeadingBlock:
    fields = Fields(data, place, ("block", "text", "section", "depth"))
    text = fields.needed_text("text", limits.NAME_CHARACTERS)
    return HeadingBlock(
        check_text(text, fields.at("text"), DOCUMENT),
        fields.number("section", 1),
        fields.number("depth", 2, _DEEPEST) or 2,
    )


def _text(data: Json, place: Place) -> TextBlock:
    fields = Fields(data, place, ("block", "paragraphs"))
    return TextBlock(fields.each("paragraphs", _paragraph, _MOST_SENTENCES))


def _paragraph(data: Json, place: Place) -> tuple[SentenceOf, ...]:
    sentences = [data] if isinstance(data, str) else items_of(data, place, _MOST_SENTENCES)
    if not sentences:
        place.refuse("saknar text", "has no text")
    return tuple(read_sentence(one, place.item(number)) for number, one in enumerate(sentences, 1))


def _facts(data: Json, place: Place) -> FactsBlock:
    fields = Fields(data, place, ("block", "facts"))
    return FactsBlock(fields.each("facts", _fact, _MOST_FACTS))


def _fact(data: Json, place: Place) -> tuple[str, str]:
    fields = Fields(data, place, ("name", "text"))
    text = needed_text(fields.value("text"), fields.at("text"))
    return fields.needed_text("name", limits.NAME_CHARACTERS), check_text(text, fields.at("text"), DOCUMENT)


def _matrix(data: Json, place: Place) -> MatrixBlock:
    fields = Fields(data, place, ("block", "shows"))
    shown = choice_of(fields.value("shows"), fields.at("shows"), MatrixText) if "shows" in fields else MatrixText.COUNTS
    return MatrixBlock(shown)


_READERS: Final[Mapping[str, Callable[[Json, Place], LayoutBlock]]] = {
    "title": _title,
    "heading": _heading,
    "text": _text,
    "facts": _facts,
    "table": read_table,
    "matrix": _matrix,
}
