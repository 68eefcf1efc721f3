"""Finds the columns of text that is laid out with blanks: where on a line its parts begin, page by page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# A soft hyphen ends the line of a cell, however close the next cell stands.
_PART: Final = re.compile("\\S+(?:(?<!\u00ad) \\S+)*")
_SOFT: Final = "\u00ad"
_LAST: Final = re.compile(r" (\d{1,2}|Ja|Nej)$")
_LEAST_LINES: Final = 3
_SHARE: Final = 0.08
_NEAR: Final = 2
_WITHIN: Final = 3
_PUSHED: Final = 5
"""So many signs before its column a cell may begin where the one before it leaves no more room."""
_UNSEEN: Final = 6.0
"""What it costs, in signs, that no line of a page begins in a column."""


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A line of a page as it is printed, `number` counted from 1 through the text; `gap` empty lines stand above."""

    text: str
    number: int
    page: int
    gap: int

    @property
    def parts(self) -> list[tuple[int, str]]:
        """The parts that two blanks or more keep apart, each with where it begins."""
        return [(found.start(), found[0]) for found in _PART.finditer(self.text)]


def laid_lines(text: str) -> list[LaidLine]:
    """The lines of a text that say something."""
    found: list[LaidLine] = []
    number = 0
    for page, sheet in enumerate(text.split("\f"), 1):
        gap = 0
        for line in sheet.split("\n"):
            number += 1
            if line.strip():
                found.append(LaidLine(line.rstrip().expandtabs(8), number, page, gap))
                gap = 0
            else:
                gap += 1
    return found


def starts_of(lines: Sequence[LaidLine]) -> list[int]:
    """Where the columns of a page begin: places at which many of its lines begin a part."""
    wide = [line for line in lines if len(line.parts) > 1]
    counts = Counter(start for line in wide for start, _ in line.parts)
    least = max(_LEAST_LINES, _SHARE * len(wide))
    found: list[int] = []
    for start, count in sorted(counts.items()):
        around = sum(counts.get(near, 0) for near in range(start - 1, start + 2))
        if around < least or count < max(2, 0.4 * around):
            continue
        if found and start - found[-1] <= _NEAR:
            if counts[start] > counts[found[-1]]:
                found[-1] = start
        else:
            found.append(start)
    return found


def cells_of(line: LaidLine, starts: Sequence[int]) -> dict[int, str]:
    """What a line says in each column. A part that reaches over the beginning of a column with a word is cut there."""
    found: dict[int, str] = {}
    last = -1
    for start, part in line.parts:
        for begin, text in _cut(start, part, starts):
            column = column_at(begin, starts)
            if column == last < len(starts) - 1 and (
                found[last].endswith(_SOFT) or (text == part and starts[last + 1] - begin <= _PUSHED)
            ):
                column = last + 1
            last = column
            found[column] = f"{found[column]} {text}" if column in found else text
    return found


def column_at(place: int, starts: Sequence[int]) -> int:
    """The column that a place is in: the last that begins there or before, or one that begins just behind."""
    reached = [number for number, start in enumerate(starts) if start <= place + _NEAR]
    return reached[-1] if reached else 0


def _cut(start: int, part: str, starts: Sequence[int]) -> list[tuple[int, str]]:
    found, begin = [], 0
    for border in starts:
        place = next(
            (place for place in _borders(border - start) if _may_cut(part, place, border - start, begin)), None
        )
        if place is not None:
            found.append((start + begin, part[begin:place].strip()))
            begin = place
    return [*found, (start + begin, part[begin:].strip())]


def _borders(place: int) -> Iterator[int]:
    """The places at which a column may begin that usually begins at `place`: it may have been pushed a little."""
    yield from (place, place - 1, place - 2, place - 3, place - 4, place + 1)


def _may_cut(part: str, place: int, exact: int, begin: int) -> bool:
    if not begin < place < len(part) or part[place - 1] != " ":
        return False
    return place == exact or part[place].isupper()


def with_values_apart(cells: dict[int, str], values: frozenset[int]) -> dict[int, str]:
    """Moves a value from the end of a cell to the column of values beside it, if that is empty in the line."""
    found = dict(cells)
    for column in values:
        text = found.get(column - 1, "")
        value = _LAST.search(text)
        beside = len(values) == 1 or any(other in cells for other in values)
        if column not in found and value is not None and column - 1 not in values and beside:
            found[column - 1] = text[: value.start()]
            found[column] = value[1]
    return found


def titled_starts(header: Sequence[LaidLine], starts: Sequence[int]) -> list[int]:
    """Where the columns below some titles begin: at the title, or near it where the lines begin.

    A title that stands below another one's text is a part of it.
    """
    found: list[int] = []
    for line in header:
        for start, part in line.parts:
            for begin, _ in _cut(start, part, starts):
                if all(abs(begin - other) > _WITHIN for other in found):
                    found.append(begin)
    near = [min(starts, key=lambda start: abs(start - begin), default=begin) for begin in found]
    return sorted({peak if abs(peak - begin) <= _WITHIN else begin for peak, begin in zip(near, found, strict=True)})


def nearest_starts(before: Sequence[int], starts: Sequence[int]) -> list[int]:
    """The columns of the page before where this page has no titles: each moved to the nearest place lines begin at.

    Everything may have moved by as much as the page is narrower or wider, so the moves are as alike as can be.
    """
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for column in before:
        following: dict[int, tuple[float, list[int]]] = {}
        for used, (cost, chosen) in best.items():
            moved = chosen[-1] - before[len(chosen) - 1] if chosen else 0
            ways = [(used, column + moved, _UNSEEN)]
            ways += [(n + 1, starts[n], abs(starts[n] - column - moved)) for n in range(used, len(starts))]
            for place, start, more in ways:
                if (not chosen or start > chosen[-1]) and (place not in following or cost + more < following[place][0]):
                    following[place] = (cost + more, [*chosen, start])
        best = following or best
    cost, chosen = min(best.values(), key=lambda each: each[0])
    return chosen if len(chosen) == len(before) else list(before)
