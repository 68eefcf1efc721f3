"""Which Swedish words there are: a spelling dictionary where one is installed, and the words of the document itself."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
# Words too short or too common to lean on the dictionary for; without one they are all there is beside the document.
_COMMON_WORDS: Final = """
i av de du då ej en ha in må ni nu ny om på så ur ut vi än är år åt att bli bör dag del den det där ett fel
får för god gör han har hen hon hur här hög jag kan lag låg man med men mer mot mål ner nya när och sig sin
ska små som tid upp vad var vem vid alla allt blev blir chef från före goda göra hade inom inte krav mest nytt
plan risk roll rätt samt sina sitt sker stor stöd sätt till utan vara viss även över andra annan annat bland
brist denna dessa detta efter eller genom kring liten också plats rutin stora under varit varje vissa visst
mellan mindre
"""
_COMMON: Final = frozenset(_COMMON_WORDS.split())
_RARE_UP_TO: Final = 4
_FOLDERS: Final = (Path(sys.prefix) / "share" / "hunspell", Path("/usr/share/hunspell"))


@cache
def dictionary() -> Callable[[str], bool] | None:
    """The check of the Swedish spelling dictionary, None where an installation lacks it.

    The word list (hunspell-sv, LGPL-3.0) is a replaceable data file of its own; nothing here is made from it.
    It takes half a second to load, once a process.
    """
    try:
        from hunspell import Hunspell  # noqa: PLC0415 - slow to load
    except ImportError:
        return None
    for folder in _FOLDERS:
        if (folder / "sv_SE.dic").is_file():
            spelling = Hunspell("sv_SE", hunspell_data_dir=str(folder))
            return lambda word: bool(spelling.spell(word))
    return None


class Words:
    """Knows words by the dictionary and by the document; `learn` takes in the document's own."""

    def __init__(self, check: Callable[[str], bool] | None) -> None:
        self._check = check
        self._own: Counter[str] = Counter()
        self._asked: dict[str, bool] = {}

    def learn(self, texts: Iterable[str]) -> None:
        """Takes in the words of the document, so that its own terms are known."""
        for text in texts:
            self._own.update(word for word in map(str.casefold, _WORD.findall(text)) if len(word) > 3)

    def times(self, word: str) -> int:
        """How often the document has the word."""
        return self._own[word.casefold()]

    def is_usual(self, word: str) -> bool:
        """Whether it is a word that texts have: a dictionary also knows very short ones that hardly any has."""
        plain = word.casefold()
        return self.knows(word) and (len(plain) > _RARE_UP_TO or plain in _COMMON or self._own[plain] > 0)

    def knows(self, word: str) -> bool:
        """Whether it is a word: common, in the dictionary, or used several times in the document."""
        plain = word.casefold()
        if plain in _COMMON or self._own[plain] > 1:
            return True
        if self._check is None or len(plain) < 2:
            return False
        if plain not in self._asked:
            self._asked[plain] = self._check(word) or self._check(plain)
        return self._asked[plain]
