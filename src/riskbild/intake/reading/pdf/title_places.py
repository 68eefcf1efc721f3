"""Where in a gap between two columns their edge is: beside the titles, of which each stands with its own column."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.strips import Row

_BESIDE: Final = 0.7
_OVER: Final = 0.5

type Span = tuple[float, float]
"""From one x to another."""


def edges_in(gaps: Sequence[Span], low: float, high: float, header: Sequence[Row]) -> Iterator[float]:
    """An edge in each of the gaps that run down a table from `low` to `high`.

    A title that stands wholly in a gap belongs to the column beside it that has no other: numbers that are set to
    the right end just before the next title begins.
    """
    titles = _titles(header)
    titled = _has_title((low, gaps[0][0] if gaps else high), titles)
    for number, (a, b) in enumerate(gaps):
        end = gaps[number + 1][0] if number + 1 < len(gaps) else high
        beyond = _has_title((b, end), titles)
        within = [title for title in titles if a <= title[0] and title[1] <= b]
        if within and not titled:
            yield (within[0][1] + (within[1][0] if len(within) > 1 else b)) / 2
        elif within and not beyond:
            yield (within[-1][0] + (within[-2][1] if len(within) > 1 else a)) / 2
            beyond = True
        else:
            yield _beside_titles(a, b, header)
        titled = beyond


def _titles(header: Sequence[Row]) -> list[Span]:
    """From where to where each title reaches, those over each other taken together."""
    spans = sorted((chunk[0].x0, chunk[-1].x1) for row in header for chunk in chunks_of(row, _BESIDE))
    found: list[Span] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _has_title(column: Span, titles: Sequence[Span]) -> bool:
    """Whether a title stands over the texts of a column."""
    return any(start < column[1] - _OVER and end > column[0] + _OVER for start, end in titles)


def _beside_titles(a: float, b: float, header: Sequence[Row]) -> float:
    """The middle of the widest stretch of a gap in which no title stands, since titles may be wider than columns."""
    free = [(a, b)]
    for row in header:
        for word in row:
            free = [
                part
                for start, end in free
                for part in ((start, min(end, word.x0)), (max(start, word.x1), end))
                if part[1] > part[0]
            ]
    start, end = max(free, key=lambda part: part[1] - part[0], default=(a, b))
    return (start + end) / 2
