"""A layout: how a municipality prints one kind of document, as data."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.fields import Fields, choice_of, needed_text
from riskbild.documents.json_text import Json, read_json
from riskbild.documents.layout.blocks import LayoutBlock, read_block
from riskbild.documents.layout.placeholders import DOCUMENT, check_text
from riskbild.documents.layout.table import TableBlock
from riskbild.documents.place import Place
from riskbild.rules.sentence import Sentence

FORMAT: Final = "riskbild-layout/1"

_MOST_BLOCKS: Final = 60
_SHA256_DIGITS: Final = 64
_KNOWN: Final = ("format", "name", "kind", "title", "running", "page", "logo", "yes", "no", "blocks")
_PAGE: Final = ("size", "landscape", "margin", "text")
_MARGIN: Final = (5.0, 40.0)
_TEXT: Final = (5.0, 14.0)


class PublishedKind(StrEnum):
    """The documents that can be published: the kinds of the exchange format, and what only the program makes."""

    RISK_LIST = "risk_list"
    RISK_PROFILE = "risk_profile"
    CONTROL_PLAN = "control_plan"
    RISK_PROFILE_AND_PLAN = "risk_profile_and_plan"
    INTERIM_FOLLOW_UP = "interim_follow_up"
    ANNUAL_FOLLOW_UP = "annual_follow_up"
    CONSOLIDATED_REPORT = "consolidated_report"
    CONTROL_CARD = "control_card"


KIND_NAMES: Final[dict[PublishedKind, Sentence]] = {
    PublishedKind.RISK_LIST: Sentence("Bruttolista", "Gross risk list"),
    PublishedKind.RISK_PROFILE: Sentence("Samlad riskbild", "Consolidated risk profile"),
    PublishedKind.CONTROL_PLAN: Sentence("Internkontrollplan", "Control plan"),
    PublishedKind.RISK_PROFILE_AND_PLAN: Sentence(
        "Samlad riskbild och internkontrollplan", "Consolidated risk profile and control plan"
    ),
    PublishedKind.INTERIM_FOLLOW_UP: Sentence("Delårsuppföljning", "Interim follow-up"),
    PublishedKind.ANNUAL_FOLLOW_UP: Sentence("Helårsuppföljning", "Annual follow-up"),
    PublishedKind.CONSOLIDATED_REPORT: Sentence(
        "Kommunstyrelsens samlade rapport", "The executive board's consolidated report"
    ),
    PublishedKind.CONTROL_CARD: Sentence("Kontrollkort", "Control record card"),
}
"""What each kind is called."""


class PageSize(StrEnum):
    """The paper."""

    A4 = "a4"
    A3 = "a3"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The paper: margins in millimetres, the size of the tables' letters in points."""

    size: PageSize = PageSize.A4
    landscape: bool = True
    margin: float = 15.0
    text: float = 8.0

    def to_data(self) -> dict[str, Any]:
        """The paper as plain JSON data."""
        return {"size": self.size.value, "landscape": self.landscape, "margin": self.margin, "text": self.text}


@dataclass(frozen=True, slots=True)
class LogoFile:
    """A picture kept under its checksum, with the words that stand for it."""

    sha256: str
    media_type: str
    words: str

    def to_data(self) -> dict[str, Any]:
        """The picture's name and words as plain JSON data."""
        return {"sha256": self.sha256, "media_type": self.media_type, "words": self.words}


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of document is printed. All of it is data; none of it is for one document.

    `title` composes the title of a document that has none, and names the file either way; a reader sees a title only
    where there is a title block. `running` stands small at the foot of each page. `yes` and `no` are how answers are
    printed.
    """

    name: str
    kind: PublishedKind
    blocks: tuple[LayoutBlock, ...]
    title: str = "{title}"
    running: str = ""
    page: PageSetup = field(default_factory=PageSetup)
    logo: LogoFile | None = None
    yes: str = "Ja"
    no: str = "Nej"

    @property
    def tables(self) -> tuple[TableBlock, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, TableBlock))

    def to_data(self) -> dict[str, Any]:
        """The layout as plain JSON data, which `from_data` makes the same layout of."""
        return {
            "format": FORMAT, "name": self.name, "kind": self.kind.value, "title": self.title, "running": self.running,
            "page": self.page.to_data(), "logo": None if self.logo is None else self.logo.to_data(), "yes": self.yes,
            "no": self.no, "blocks": [block.to_data() for block in self.blocks],
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: Json, file: str = "layout.json") -> "Layout":
        """A layout from what `to_data` gave; Refused in one sentence, naming `file` and the place, if it is not."""
        fields = Fields(data, Place(file), _KNOWN)
        if fields.value("format") not in {None, FORMAT}:
            fields.at("format").refuse(f"ska vara {FORMAT}", f"must be {FORMAT}")
        blocks = fields.each("blocks", read_block, _MOST_BLOCKS)
        if not blocks:
            fields.at("blocks").refuse("ska ha minst en del", "must have at least one part")
        return cls(
            name=fields.needed_text("name", limits.NAME_CHARACTERS),
            kind=fields.choice("kind", PublishedKind),
            blocks=blocks,
            title=_composed(fields, "title") or "{title}",
            running=_composed(fields, "running"),
            page=_page(fields),
            logo=_logo(fields),
            yes=fields.text("yes", limits.NAME_CHARACTERS) or "Ja",
            no=fields.text("no", limits.NAME_CHARACTERS) or "Nej",
        )


def read_layout(data: bytes | str, name: str = "layout.json") -> Layout:
    """The layout in a file; Refused in one sentence naming the file and the place at fault."""
    return Layout.from_data(read_json(data, name), name)


def _composed(fields: Fields, name: str) -> str:
    return check_text(fields.text(name, limits.NAME_CHARACTERS) or "", fields.at(name), DOCUMENT)


def _page(fields: Fields) -> PageSetup:
    if fields.value("page") is None:
        return PageSetup()
    inner, usual = Fields(fields.value("page"), fields.at("page"), _PAGE), PageSetup()
    size = choice_of(inner.value("size"), inner.at("size"), PageSize) if "size" in inner else usual.size
    landscape = inner.answer("landscape")
    return PageSetup(
        size, usual.landscape if landscape is None else landscape,
        _measure(inner, "margin", usual.margin, _MARGIN), _measure(inner, "text", usual.text, _TEXT),
    )  # fmt: skip


def _measure(fields: Fields, name: str, usual: float, span: tuple[float, float]) -> float:
    value = fields.value(name)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not span[0] <= value <= span[1]:
        low, high = (f"{limit:g}" for limit in span)
        fields.at(name).refuse(f"ska vara ett tal från {low} till {high}", f"must be a number from {low} to {high}")
    return float(value)


def _logo(fields: Fields) -> LogoFile | None:
    if fields.value("logo") is None:
        return None
    inner = Fields(fields.value("logo"), fields.at("logo"), ("sha256", "media_type", "words"))
    sha256 = inner.needed_text("sha256", _SHA256_DIGITS)
    if len(sha256) != _SHA256_DIGITS or set(sha256) - set("0123456789abcdef"):
        inner.at("sha256").refuse("ska vara 64 hexadecimala siffror", "must be 64 hexadecimal digits")
    media_type = needed_text(inner.value("media_type"), inner.at("media_type"), limits.NAME_CHARACTERS)
    return LogoFile(sha256, media_type, inner.needed_text("words", limits.NAME_CHARACTERS))
