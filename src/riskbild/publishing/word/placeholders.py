"""The placeholders that a municipality's own template may use, and what stands there when it is drawn."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from riskbild.publishing.publication import Facts, Publication
from riskbild.rules.sentence import Sentence

CONTENT: Final = "innehåll"
FACTS: Final = "uppgifter"
MATRIX: Final = "riskmatris"
LOGO: Final = "logotyp"
TITLE: Final = "titel"
_NUMBERED: Final = re.compile(r"(?:tabell|avsnitt)_[1-9]")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name that may stand in a template. A `block` is a whole part of the document and has a paragraph of its own."""

    name: str
    meaning: Sentence
    block: bool = False


PLACEHOLDERS: Final = (
    Placeholder(TITLE, Sentence("Dokumentets titel", "The document's title")),
    Placeholder("nämnd", Sentence("Nämnden eller styrelsen", "The board")),
    Placeholder("förvaltning", Sentence("Förvaltningen", "The administration")),
    Placeholder("kommun", Sentence("Kommunens namn", "The municipality's name")),
    Placeholder("år", Sentence("Året som dokumentet gäller", "The year that the document is about")),
    Placeholder("period", Sentence("Uppföljningens period, till exempel Tertial 2 2024", "The period of a follow-up")),
    Placeholder("datum", Sentence("Dokumentets datum", "The document's date")),
    Placeholder("beslut", Sentence("Beslutet: vem, datum och paragraf", "The decision: who, date and section")),
    Placeholder("beslutsdatum", Sentence("Beslutets datum", "The date of the decision")),
    Placeholder("paragraf", Sentence("Beslutets paragraf", "The section of the minutes")),
    Placeholder("diarienummer", Sentence("Ärendets diarienummer", "The case number")),
    Placeholder("sidfot", Sentence("Texten i dokumentets sidfot", "The text at the foot of the document's pages")),
    Placeholder(LOGO, Sentence("Kommunens logotyp, som bild", "The municipality's mark, as a picture")),
    Placeholder(
        CONTENT,
        Sentence(
            "Hela dokumentet: rubriker, texter och tabeller, utom det som mallen placerar för sig",
            "The whole document: headings, texts and tables, except what the template places by itself",
        ),
        block=True,
    ),
    Placeholder(FACTS, Sentence("Dokumentets korta uppgifter", "The document's short facts"), block=True),
    Placeholder(MATRIX, Sentence("Riskmatrisen", "The heat map"), block=True),
    Placeholder(
        "tabell_1", Sentence("Den första tabellen (tabell_2 den andra, …)", "The first table (tabell_2 …)"), block=True
    ),
    Placeholder(
        "avsnitt_1",
        Sentence(
            "Det första avsnittet, med sin rubrik (avsnitt_2 det andra, …)",
            "The first section with its heading (avsnitt_2 …)",
        ),
        block=True,
    ),
)
"""All placeholders, in the order that they are shown to who makes a template."""


def plain(name: str) -> str:
    """A name without accents and capitals: Word capitalises on its own, and not every keyboard has å, ä and ö."""
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_KNOWN: Final[Mapping[str, Placeholder]] = {plain(each.name): each for each in PLACEHOLDERS}
NAMES: Final = frozenset(_KNOWN)
"""The plain names of all placeholders."""


def meant(name: str) -> str | None:
    """The placeholder that a name in a template means: `Namnd` is `nämnd`; None where there is none."""
    found = _KNOWN.get(plain(name))
    if found is not None:
        return found.name
    return plain(name) if _NUMBERED.fullmatch(plain(name)) else None


def is_block(name: str) -> bool:
    """Whether a placeholder stands for a whole part of the document."""
    found = _KNOWN.get(plain(name))
    return _NUMBERED.fullmatch(plain(name)) is not None if found is None else found.block


def values_of(publication: Publication) -> dict[str, str]:
    """What each placeholder that is a text says in a document; empty where the document does not know."""
    printed = {
        plain(name): text
        for block in publication.blocks
        if isinstance(block, Facts)
        for name, text in block.facts
        if plain(name) in NAMES
    }
    known = printed | {plain(name): text for name, text in publication.facts.items() if text}
    known |= {
        plain(TITLE): publication.title,
        plain("nämnd"): publication.authority,
        plain("år"): str(publication.year),
        plain("datum"): publication.dated.isoformat(),
        plain("sidfot"): publication.running,
    }
    return {each.name: known.get(plain(each.name), "") for each in PLACEHOLDERS if not each.block}
