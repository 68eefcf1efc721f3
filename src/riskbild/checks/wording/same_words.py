"""What a text says beside its form: its words without inflection, order, filler and the "Risk att" before it."""

import re
from functools import cache

from riskbild.search.normaliser import document_tokens

_OPENING = re.compile(
    r"\s*(?:det finns (?:en )?)?risk(?:en|er)?(?: finns)?(?: för| att| är)?(?: att)?\b[\s:]*", re.IGNORECASE
)
_LONG = re.compile(r"\w{6,}")
_FILLER = "eller om kan att det som vid så samt från har"


def content_of(text: str) -> frozenset[str]:
    """The words that carry the meaning; equal for "Risk för felaktiga utbetalningar" and "Felaktig utbetalning"."""
    return frozenset(document_tokens(_OPENING.sub("", " ".join(text.split()), count=1))) - _filler()


def roughly(text: str) -> frozenset[str]:
    """The beginnings of the longer words: equal wherever `content_of` is but for a few words, and much quicker."""
    plain = _OPENING.sub("", " ".join(text.casefold().split()), count=1)
    return frozenset(word[:4] for word in _LONG.findall(plain))


@cache
def _filler() -> frozenset[str]:
    # Worked out at the first use: the word list behind it takes its time to read.
    return frozenset(document_tokens(_FILLER))
