"""Lets a word that is wider than its column break: a long address or number would else run over its neighbour."""

import re
from itertools import pairwise
from typing import Final

from riskbild.publishing.pdf import fonts

_MAY_BREAK: Final = "\u200b"
_LONG: Final = re.compile(r"[^\s-]{8,}")
# After these an address is broken rather than in the middle of a name.
_AFTER: Final = ".,;:_?&=@%+)"
_VOWELS: Final = re.compile("[aeiouyåäöéü]", re.IGNORECASE)
_NO_SYLLABLE: Final = re.compile(r"[^aeiouyåäöéü]{7,}|[aeiouyåäöéü]{5,}|(.)\1{3,}", re.IGNORECASE)


class Breaker:
    """Puts invisible places to break into words that no hyphenation would make fit a width in points."""

    def __init__(self, room: float, size: float, *, strong: bool = False) -> None:
        self._room = max(room, size)
        self._size = size
        self._strong = strong
        # No letter is wider than its size, nearly.
        self._sure = int(room / size)

    def broken(self, text: str) -> str:
        """The text, the same to the eye; only what cannot fit a line has places to break in it."""
        if len(text) <= self._sure:
            return text
        # A dash that begins a line after one that ends a line is lost to some readers. The narrow blanks that keep a
        # line whole have a glyph of their own; the usual one is told of only beside the letters, and lost to others.
        text = text.replace("- -", "-\u2060\u202f\u202f-")
        return _LONG.sub(lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        if len(word) <= self._sure or self._width(word) <= self._room:
            return word
        # A line may always end after a slash.
        return "/".join([self._part(part) for part in word.split("/")])

    def _part(self, part: str) -> str:
        if len(part) <= self._sure or _hyphenates(part) or self._width(part) <= self._room:
            return part
        pieces = []
        line = 0.0
        for before, letter in pairwise(" " + part):
            wide = self._width(letter)
            if line and (line + wide > self._room or (before in _AFTER and letter not in _AFTER)):
                pieces.append(_MAY_BREAK)
                line = 0.0
            pieces.append(letter)
            line += wide
        return "".join(pieces)

    def _width(self, text: str) -> float:
        return fonts.width(text, self._size, strong=self._strong)


def _hyphenates(word: str) -> bool:
    """Whether the word is one that the hyphenation of its language breaks, and so never needs other places."""
    return word.strip(".,;:!?()\"”'’").isalpha() and bool(_VOWELS.search(word)) and not _NO_SYLLABLE.search(word)
