"""What a column title, or a label inside a cell, may mean: known spellings, then cues in order, then near misses."""

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from riskbild.intake.reading.cues import CUES, OTHER
from riskbild.intake.reading.english import ENGLISH, ENGLISH_CUES
from riskbild.intake.reading.lexicon import EITHER, SYNONYMS

type Meanings = tuple[tuple[str, float], ...]
"""Fields with how sure each is (0 to 1), likeliest first; empty for a title that means nothing known."""

LONGEST_TITLE: Final = 140
_EXACT, _NEARLY, _BY_CUE = 0.97, 0.93, 0.85
_FUZZY_FROM: Final = 84
_SHORTEST_FUZZY: Final = 5
_PRODUCT: Final = re.compile(r"\([skv] ?[x*×·] ?[skv]\)")
_KNOWN: Final = {title: field for known in (ENGLISH, SYNONYMS) for field, titles in known.items() for title in titles}
_FUZZY: Final = tuple(title for title in _KNOWN if len(title) >= _SHORTEST_FUZZY)


@lru_cache(maxsize=4_000)
def plain_title(text: str) -> str:
    """A title as titles are compared: lower case, one line, words broken over lines whole, no marks at its ends."""
    text = re.sub(r"^\s*\d{1,2}[.)]\s+", "", text)
    text = re.sub(r"(?<=[a-zåäö])[-\u2010\u00ad]\s*\n\s*(?=[a-zåäö])", "", text.casefold())
    return " ".join(text.split()).strip(" :;*.•")


def is_other(text: str) -> bool:
    """Whether it is a title that is known to mean nothing that the exchange format has a field for."""
    return len(text) <= LONGEST_TITLE and OTHER.search(plain_title(text)) is not None


def meanings_of(text: str) -> Meanings:
    """What a title may mean. A title of several lines may be a title with an explanation below it."""
    return _meanings(plain_title(text), plain_title(text.strip().split("\n")[0]))


@lru_cache(maxsize=4_000)
def _meanings(title: str, first_line: str) -> Meanings:
    if not title or len(title) > LONGEST_TITLE or not re.search(r"[^\W\d_]|#", title):
        return ()
    for spelling, sure in _spellings(title, first_line):
        if found := _known(spelling):
            return tuple((field, min(share, sure)) for field, share in found)
    return () if OTHER.search(title) else _by_cue(title) or _nearly(title)


def _spellings(title: str, first_line: str) -> tuple[tuple[str, float], ...]:
    """The title and what is left of it without its explanation."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]\s*", " ", title).strip(" :;*.?-–")
    unscaled = re.sub(r"\s*\(?\b[1-9]\s?[-–]\s?(?:[3-9]|10)\b\)?\s*", " ", bare).strip(" :;*.?-–")
    product = _PRODUCT.search(title)
    return (
        (title, _EXACT),
        ("s*k" if product else title, _EXACT - 0.01),
        (bare, _EXACT - 0.01),
        (unscaled, _EXACT - 0.02),
        (first_line, _NEARLY),
        (re.split(r"\s[-–]\s|[:,?]\s", title)[0].strip(" ?"), _NEARLY - 0.02),
        (re.sub(r"\b20\d\d\b", "", unscaled).strip(), _NEARLY - 0.02),
    )


def _known(title: str) -> Meanings:
    if title in EITHER:
        return EITHER[title]
    return ((_KNOWN[title], _EXACT),) if title in _KNOWN else ()


def _by_cue(title: str) -> Meanings:
    words = len(title.split())
    less = 0.02 * max(0, words - 5)
    for pattern, meanings in (*ENGLISH_CUES, *CUES):
        if pattern.search(title):
            return tuple((field, round(max(sure - less, 0.3), 2)) for field, sure in meanings)
    return ()


def _nearly(title: str) -> Meanings:
    if len(title) < _SHORTEST_FUZZY:
        return ()
    found = process.extractOne(title, _FUZZY, scorer=fuzz.ratio, score_cutoff=_FUZZY_FROM)
    if found is None:
        return ()
    spelling, closeness, _ = found
    less = 0.1 + (100 - closeness) / 100
    return tuple((field, round(max(sure - less, 0.3), 2)) for field, sure in _known(spelling))
