"""The titles of a table without drawn cells as parts: each over its column, or over several in a row above."""

from collections.abc import Sequence
from typing import Final

from riskbild.intake.reading.pdf.columns import Columns
from riskbild.intake.reading.pdf.lines import lines_of
from riskbild.intake.reading.pdf.page import Part, Word
from riskbild.intake.reading.pdf.strips import Row, Strip, lower_half

_CROSSES: Final = 1.5
_BESIDE: Final = 0.7


def title_parts(strip: Strip, columns: Columns) -> list[Part]:
    """The titles; those that stand over several columns in a row of their own above."""
    wide: list[tuple[int, int, list[Word]]] = []
    narrow: dict[int, list[Word]] = {}
    for row in strip.rows[: strip.header]:
        for piece in _pieces(row, columns):
            first, last = _span(piece, columns)
            if last > first and _over_others(piece, strip, first, last, columns):
                wide.append((first, last, piece))
            else:
                for word in piece:
                    narrow.setdefault(columns.of(word), []).append(word)
    _reach_over(strip, columns, wide, narrow)
    top, bottom = strip.top, max((word.y1 for row in strip.rows[: strip.header] for word in row), default=strip.top)
    below = {column for first, last, _ in wide for column in range(first, last + 1)}
    edges, page = columns.edges, strip.page.number
    parts = [
        Part(
            0,
            first,
            (edges[first], top, edges[last + 1], bottom),
            page,
            1,
            last - first + 1,
            lines_of(piece, page),
            strong=True,
        )
        for first, last, piece in wide
    ]
    for column, words in sorted(narrow.items()):
        box = (edges[column], top, edges[column + 1], bottom)
        row_number, rows = (1, 1) if column in below else (0, 2 if wide else 1)
        strong = all(word.strong for word in words)
        parts.append(Part(row_number, column, box, page, rows, 1, lines_of(words, page), strong=strong))
    return parts


def _reach_over(
    strip: Strip, columns: Columns, wide: list[tuple[int, int, list[Word]]], narrow: dict[int, list[Word]]
) -> None:
    """Moves titles of the upper row that stand over several of the lower row from the narrow ones to the wide."""
    half = lower_half(strip)
    if half is None:
        return
    lower = [word for row in strip.rows[half : strip.header] for word in row]
    upper = [word for row in strip.rows[:half] for word in row]
    low, high = {columns.of(word) for word in lower}, {columns.of(word) for word in upper}
    for column in sorted(low & high):
        last = column
        while last + 1 in low and last + 1 not in high:
            last += 1
        title = [word for word in upper if columns.of(word) == column]
        if last > column and column in narrow and not any(first <= column <= end for first, end, _ in wide):
            narrow[column] = [word for word in narrow[column] if not any(word is each for each in title)]
            wide.append((column, last, title))


def _pieces(row: Row, columns: Columns) -> list[list[Word]]:
    """The titles on one line."""
    pieces: list[list[Word]] = []
    for word in row:
        if pieces and not columns.parted(pieces[-1][-1], word) and word.x0 - pieces[-1][-1].x1 < _BESIDE * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _span(piece: Sequence[Word], columns: Columns) -> tuple[int, int]:
    """From which column to which a title reaches."""
    first = columns.of(piece[0])
    reached = max(columns.of(piece[-1]), sum(edge < piece[-1].x1 - _CROSSES for edge in columns.edges[1:-1]))
    if len(piece) == 1 and reached - first == 1:
        inside = columns.edges[first] <= (piece[0].x0 + piece[0].x1) / 2 <= columns.edges[first + 1]
        return first, first if inside else reached
    return first, reached


def _over_others(piece: Sequence[Word], strip: Strip, first: int, last: int, columns: Columns) -> bool:
    """Whether below a title that reaches over columns there are titles in several of them."""
    base = max(word.base for word in piece)
    below = {
        columns.of(word)
        for row in strip.rows[: strip.header]
        for word in row
        if word.base > base + 2 and first <= columns.of(word) <= last
    }
    return len(below) > 1
