"""Words that a narrow column has cut more than once: "San", "noli", "khet" down three lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from riskbild.intake.reading.grid import Line

_SHORTEST: Final = 6
_MOST_PARTS: Final = 6
_PIECE: Final = re.compile(r"[a-zåäöé]+[.,:;?)/]?")
_HEAD: Final = re.compile(r"(?:^|[\s(/])([^\W\d_]+)$")
_EDGES: Final = ".,:;?)/("


def with_whole_words(
    lines: Sequence[Line], knows: Callable[[str], bool], is_full: Callable[[Line], bool | None]
) -> list[Line]:
    """The lines, those put together over which a word is cut into three parts or more.

    `knows` knows words, `is_full` whether a line reaches its margin (None: not known).
    """
    found: list[Line] = []
    place = 0
    while place < len(lines):
        parts = _parts(lines, place, knows, short=is_full(lines[place]) is False)
        if parts > 1:
            end = lines[place + parts - 1]
            text = "".join(line.text for line in lines[place : place + parts])
            found.append(replace(end, text=text))
        else:
            found.append(lines[place])
        place += parts
    return found


def _parts(lines: Sequence[Line], place: int, knows: Callable[[str], bool], *, short: bool) -> int:
    """Over how many lines the last word of a line is cut; 1 if it is whole, or cut in two only.

    It is whole, too, if it stands beside others or on a `short` line and what comes below is another that is cut:
    a dictionary that makes compounds also knows "digital" and "arvodesblankett" put together.
    """
    head = _HEAD.search(lines[place].text)
    if head is None or lines[place].paragraph:
        return 1
    stands_by_itself = (short or head.start(1) > 0) and knows(head[1])
    word, longest = head[1], 1
    for number, line in enumerate(lines[place + 1 : place + _MOST_PARTS], start=2):
        if not _PIECE.fullmatch(line.text):
            break
        word += line.text.strip(_EDGES)
        if number > 2 and len(word) >= _SHORTEST and knows(word):
            if stands_by_itself and knows(word.removeprefix(head[1])):
                return 1
            longest = number
        if line.paragraph or line.text[-1] in _EDGES:
            break
    return longest
