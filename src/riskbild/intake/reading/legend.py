"""The words of a scale that a document itself explains beside its tables: "1 = Osannolik", or a number and words."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

_LEAST: Final = 3
_LARGEST: Final = 10
_WORDS: Final = r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
_STEP: Final = re.compile(rf"\(?(\d{{1,2}})\)?\s*[=:.)–-]?\s*({_WORDS})\.?")
_BEHIND: Final = re.compile(rf"({_WORDS})\s*[=:(]\s*(\d{{1,2}})\)?\.?")
_PIECES: Final = re.compile(r"[\t\n,;]")


def scale_words(texts: Iterable[str]) -> Mapping[str, int]:
    """What words stand for, in lower case, by the texts around the tables; cells beside each other come with a tab.

    Words of fewer than three steps are no scale, numbers that do not count on are something else, and a word that
    stands for two numbers stands for none.
    """
    found: dict[str, set[int]] = {}
    for text in texts:
        for line in text.split("\n"):
            for number, word in _steps(line):
                if number <= _LARGEST:
                    found.setdefault(word.casefold(), set()).add(number)
    numbers = sorted({number for each in found.values() for number in each})
    counts = len(numbers) >= _LEAST and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 2
    return {word: next(iter(each)) for word, each in found.items() if counts and len(each) == 1}


def _steps(line: str) -> Iterable[tuple[int, str]]:
    pieces = [piece.strip() for piece in _PIECES.split(line) if piece.strip()]
    if len(pieces) > 1 and pieces[0].isdecimal() and "\t" in line:
        yield from ((int(pieces[0]), piece) for piece in pieces[1:] if re.fullmatch(_WORDS, piece))
        return
    for piece in pieces:
        # "Sannolikhet: 1 = Osannolik" says what the scale is of before its first step.
        step = piece.rpartition(": ")[2]
        if told := _STEP.fullmatch(step):
            yield int(told[1]), told[2]
        elif told := _BEHIND.fullmatch(step):
            yield int(told[2]), told[1]
