"""Where the columns of a table without drawn cells stand: by rules, by gaps that run down all its lines, by titles."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.gridding import place_of
from riskbild.intake.reading.pdf.lines import text_of
from riskbild.intake.reading.pdf.page import Rule, Word
from riskbild.intake.reading.pdf.rules import covered, joined, places
from riskbild.intake.reading.pdf.strips import Row, Strip, size_of
from riskbild.intake.reading.pdf.title_places import edges_in

_STEP: Final = 0.5
_FEW_CROSS: Final = 0.02
_WIDE_GAP: Final = 0.55
_NARROW_GAP: Final = 0.1
_SAME_START: Final = 1.6
_ALIGNED: Final = 0.5
_SOME_CROSS: Final = 0.08
_RULED: Final = 0.5
_BESIDE: Final = 0.7
_LEAST_LINES: Final = 3
_CROSSES: Final = 1.5
_APART: Final = 0.45
_FRAME: Final = 3.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: their edges from left to right, and the x at which most lines of each begin."""

    edges: tuple[float, ...]
    starts: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.edges) - 1

    def of(self, word: Word) -> int:
        """The column in which a word stands."""
        return min(max(bisect_right(self.edges, place_of(word)) - 1, 0), self.count - 1)

    def parted(self, before: Word, after: Word) -> bool:
        """Whether two neighbours on a line stand in different columns, and not as words of one text."""
        if self.of(before) == self.of(after):
            return False
        gap = after.x0 - before.x1
        aligned = abs(after.x0 - self.starts[self.of(after)]) < _SAME_START and gap > 0.32 * after.size
        return gap >= _APART * after.size or aligned or gap < 0

    def crossed_by(self, row: Row) -> bool:
        """Whether a line is one text that runs over several columns; one that juts out of its own a little does not."""
        last = row[-1]
        if self.of(row[0]) == self.of(last) and last.x1 - self.edges[self.of(last) + 1] < last.size:
            return False
        inner = [edge for edge in self.edges[1:-1] if row[0].x0 + _CROSSES < edge < row[-1].x1 - _CROSSES]
        if not inner:
            return False
        clean = sum(self.parted(before, after) for before, after in pairwise(row))
        return clean < 0.5 * len(inner) and (clean == 0 or any(self._cut(word) for word in row))

    def _cut(self, word: Word) -> bool:
        return any(word.x0 < edge - _CROSSES and word.x1 > edge + _CROSSES for edge in self.edges[1:-1])


def columns_of(strips: Sequence[Strip]) -> Columns:
    """The columns of a table that goes over several strips."""
    edges = _edges(strips)
    starts: list[list[float]] = [[] for _ in edges[1:]]
    for strip in strips:
        for row in strip.rows[strip.header :]:
            last = -1
            for word in row:
                column = min(max(bisect_right(edges, place_of(word)) - 1, 0), len(edges) - 2)
                if column != last:
                    starts[column].append(word.x0)
                last = column
    return Columns(tuple(edges), tuple(_most_usual(xs, edge) for xs, edge in zip(starts, edges, strict=False)))


def _most_usual(xs: Sequence[float], otherwise: float) -> float:
    rounded = [round(x) for x in xs]
    if not rounded:
        return otherwise
    usual = max(set(rounded), key=rounded.count)
    near = [x for x in xs if abs(x - usual) <= 1]
    return sum(near) / len(near)


def _edges(strips: Sequence[Strip]) -> list[float]:
    """The edges of the columns, from left to right."""
    body = [row for strip in strips for row in strip.rows[strip.header :]]
    header = [row for strip in strips[:1] for row in strip.rows[: strip.header]]
    body = body or header
    left = min(word.x0 for row in (*body, *header) for word in row)
    right = max(word.x1 for row in (*body, *header) for word in row)
    ruled = _ruled_edges(strips, left, right)
    # A frame around the whole parts nothing.
    if len(ruled) > 1 and any(left + _FRAME < x < right - _FRAME for x in ruled):
        return _outer(ruled, left, right)
    telling = [row for row in body if len(chunks_of(row, _BESIDE)) > 1]
    if len(telling) < _LEAST_LINES:
        telling = body + header
    return _outer(_with_titles(_by_gaps(telling, header), body, header), left, right)


def _outer(inner: Sequence[float], left: float, right: float) -> list[float]:
    within = [x for x in inner if left + _FRAME < x < right - _FRAME]
    return [min([left - 1, *inner[:1]]), *within, max([right + 1, *inner[-1:]])]


def _ruled_edges(strips: Sequence[Strip], left: float, right: float) -> list[float]:
    """The xs of rules that run down most of the strips."""
    found: dict[int, list[float]] = {}
    for number, strip in enumerate(strips):
        rules = joined(strip.page.down)
        for x in places((rule.at for rule in rules), 3.0):
            near: list[Rule] = [rule for rule in rules if abs(rule.at - x) < 3]
            if left - 12 < x < right + 12 and covered(near, strip.top, strip.bottom) > _RULED:
                found.setdefault(number, []).append(x)
    most = max(found.values(), key=len, default=[])
    return [x for x in most if sum(any(abs(x - y) < 4 for y in xs) for xs in found.values()) >= 0.5 * len(strips)]


def _by_gaps(rows: Sequence[Row], header: Sequence[Row]) -> list[float]:
    """The middles of the gaps that run down all lines, but for the few that reach over several columns."""
    size = size_of(rows)
    low = min(word.x0 for row in rows for word in row)
    high = max(word.x1 for row in rows for word in row)
    cover = _cover(rows, low, high)
    allowed = int(_FEW_CROSS * len(rows))
    gaps = [(low + start * _STEP, low + end * _STEP) for start, end in _runs(cover, allowed)]
    gaps = [(a, b) for a, b in gaps if b - a >= _WIDE_GAP * size or _is_aligned(b, b - a, size, rows, header)]
    return list(edges_in(gaps, low, high, header))


def _cover(rows: Sequence[Row], low: float, high: float) -> list[int]:
    """For every half point from `low` to `high`, how many lines have a word there."""
    changes = [0] * (int((high - low) / _STEP) + 3)
    for row in rows:
        for word in row:
            changes[int((word.x0 - low) / _STEP + 0.5)] += 1
            changes[max(int((word.x1 - low) / _STEP), int((word.x0 - low) / _STEP + 0.5))] -= 1
    cover, total = [], 0
    for change in changes:
        total += change
        cover.append(total)
    return cover


def _runs(cover: Sequence[int], allowed: int) -> list[tuple[int, int]]:
    """The stretches, not at the ends, that no more lines cover than allowed."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place, count in enumerate(cover):
        if count <= allowed:
            start = place if start is None else start
        elif start is not None:
            if start > 0:
                runs.append((start, place))
            start = None
    return runs


def _is_aligned(x: float, gap: float, size: float, rows: Sequence[Row], header: Sequence[Row]) -> bool:
    """Whether a gap no wider than a blank parts two columns: a title and most lines begin just to its right."""
    if gap < _NARROW_GAP * size:
        return False
    begin = sum(any(abs(word.x0 - x) < _SAME_START for word in row) for row in rows)
    beyond = sum(any(word.x0 > x - _SAME_START for word in row) for row in rows)
    titled = any(abs(word.x0 - x) < _SAME_START for row in header for word in row)
    return titled and begin >= 4 and begin >= _ALIGNED * beyond


def _with_titles(edges: list[float], body: Sequence[Row], header: Sequence[Row]) -> list[float]:
    """The edges, and those between two titles that stand beside each other in one column."""
    found = sorted(edges)
    for row in header:
        pieces = chunks_of(row, _BESIDE)
        for before, after in pairwise(pieces):
            x = after[0].x0 - 1
            if any(before[0].x0 < edge <= after[0].x0 + 1 for edge in found):
                continue
            crossing = sum(any(word.x0 < x - 0.5 and word.x1 > x + 1.5 for word in line) for line in body)
            if crossing <= _SOME_CROSS * len(body) and _both_titles(before, after):
                found.append(x)
    return sorted(found)


def _both_titles(before: Sequence[Word], after: Sequence[Word]) -> bool:
    return bool(text_of(before).strip()) and text_of(after)[:1].isupper()
