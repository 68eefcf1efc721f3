"""Places where a long Swedish word may be broken, for the eye alone: browsers seldom know them."""

import re
from functools import lru_cache
from typing import Final

import pyphen

_SOFT: Final = "\u00ad"
LONG: Final = 13
"""Shorter words fit the narrowest column of a page."""
_LANGUAGES: Final = {"sv": "sv", "en": "en_GB"}


def breakable(text: str, language: str, least: int = LONG) -> str:
    """The text with soft hyphens in its words of `least` letters and more; without them it is the same text again."""
    if language not in _LANGUAGES:
        return text
    return _words(least).sub(lambda found: _word(found[0], language), text)


@lru_cache
def _words(least: int) -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]{{{least},}}")


@lru_cache(maxsize=20_000)
def _word(word: str, language: str) -> str:
    return str(_dictionary(language).inserted(word, _SOFT))


@lru_cache
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=_LANGUAGES[language], left=3, right=3)
