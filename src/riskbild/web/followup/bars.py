"""The geometry of a chart of counts: one bar a period, its parts beside each other, in the picture's own units."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDE, NARROW = 560, 288
"""The length of a whole bar, in units: a pixel where the picture has room, and on a screen of 320."""
BAR, GAP, HEAD = 26, 14, 18
_LEAST_FOR_NUMBER = 22


@dataclass(frozen=True)
class Kind:
    """One thing that is counted: its key, word, symbol, and the name of the colour it is drawn in."""

    key: str
    word: str
    symbol: str
    colour: str


@dataclass(frozen=True)
class Piece:
    """A part of a bar; `says` is the number, with its symbol where there is room, or nothing where it is too narrow."""

    kind: Kind
    count: int
    x: float
    width: float
    says: str


@dataclass(frozen=True)
class Bar:
    """One period: its name above the bar, the parts, and the count of each of the chart's kinds for the table."""

    name: str
    total: int
    y: int
    pieces: Sequence[Piece]
    counts: Sequence[int]


@dataclass(frozen=True)
class Chart:
    """A drawing; `kinds` are those that occur, in order, for the key and the table's columns."""

    bars: Sequence[Bar]
    kinds: Sequence[Kind]
    width: int
    height: int


def chart_of(rows: Sequence[tuple[str, dict[str, int]]], kinds: Sequence[Kind], width: int = WIDE) -> Chart:
    """The chart of rows (a period's name, counts by kind); every bar has the whole width, so that shares compare."""
    used = [kind for kind in kinds if any(counts.get(kind.key) for _, counts in rows)]
    pitch = HEAD + BAR + GAP
    bars = [_bar(name, counts, used, number * pitch + HEAD, width) for number, (name, counts) in enumerate(rows)]
    return Chart(bars, used, width, max(1, len(rows)) * pitch - GAP + 1)


def _bar(name: str, counts: dict[str, int], kinds: Sequence[Kind], y: int, width: int) -> Bar:
    total = sum(counts.get(kind.key, 0) for kind in kinds)
    pieces, before = [], 0
    for kind in kinds:
        count = counts.get(kind.key, 0)
        if count:
            start, end = (round(width * part / total, 1) for part in (before, before + count))
            long = round(end - start, 1)
            pieces.append(Piece(kind, count, start, long, _says(kind, count, long)))
            before += count
    return Bar(name, total, y, pieces, [counts.get(kind.key, 0) for kind in kinds])


def _says(kind: Kind, count: int, width: float) -> str:
    if width < _LEAST_FOR_NUMBER:
        return ""
    return f"{kind.symbol} {count}" if width >= 2 * _LEAST_FOR_NUMBER else str(count)
