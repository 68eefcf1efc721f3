"""How wide the columns are and how high each row, so that no text is cut in programs that do not grow rows."""

from collections.abc import Sequence
from typing import Final

from riskbild.publishing.publication import Cell, Column, Row

LINE: Final = 13.0
"""Points a line of the common size takes."""
HIGHEST: Final = 409
"""The highest a row can be in Excel, in points."""
_MOST_LINES: Final = int(HIGHEST // LINE)
_NARROWEST: Final = 7
_MARKED: Final = 12
"""A score stands with the symbol and the word of its level: "12 ▲ Medel"."""
_LONGEST_TITLE: Final = 24
_WIDEST: Final = 90
_COLUMN: Final = 22
_LEAST, _MOST = 100, 190
_LETTERS: Final = 1.12
"""A column is measured in figures of the workbook's own letters; ours are smaller, and most are narrower."""


def widths_of(columns: Sequence[Column]) -> list[int]:
    """Each column's width in characters, by its share of a line that the sheet has room for."""
    whole = min(_MOST, max(_LEAST, _COLUMN * len(columns)))
    shares = sum(max(column.share, 0.1) for column in columns) or 1.0
    return [
        max(_least(column), min(_WIDEST, round(whole * max(column.share, 0.1) / shares), _title_room(column, whole)))
        for column in columns
    ]


def _least(column: Column) -> int:
    """How narrow a column may be: no word of its title is broken, but for one that is very long."""
    known = _MARKED if column.number and column.field == "score" else _NARROWEST
    return max(known, min(_longest_word(column) + 2, _LONGEST_TITLE))


def _title_room(column: Column, whole: int) -> int:
    """How wide a column may be: one of numbers not much wider than its title needs."""
    return max(_longest_word(column) + 3, _NARROWEST) if column.number else whole


def _longest_word(column: Column) -> int:
    return max((len(word) for word in column.title.replace("/", " ").split()), default=0)


def fitted_widths(widths: Sequence[int], rows: Sequence[Row]) -> list[int]:
    """The widths, with those columns wider in which a cell would be higher than a row can be."""
    fitted = list(widths)
    for row in rows:
        for place, cell in enumerate(row.cells):
            if cell is not None and len(cell.text) > fitted[place] * _MOST_LINES // 2:
                most = _MOST_LINES * cell.down
                while lines_of(cell.text, fitted[place]) > most and fitted[place] < 4 * _WIDEST:
                    fitted[place] += max(2, fitted[place] // 8)
    return fitted


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide, rather one too many than one too few."""
    if len(text) <= width and "\n" not in text:
        return 1
    room = max(1, int(width * _LETTERS))
    return sum(_broken(paragraph, room) for paragraph in text.split("\n"))


def _broken(paragraph: str, room: int) -> int:
    """How many lines of so many letters: each is broken at its last space, or in a word that fills it."""
    lines, start, end = 1, 0, len(paragraph)
    while end - start > room:
        space = paragraph.rfind(" ", start, start + room + 1)
        start = start + room if space < start else space + 1
        lines += 1
    return lines


def heights_of(rows: Sequence[Row], widths: Sequence[int]) -> list[float]:
    """Each row's height in points; rows under a merged cell share what it needs."""
    heights = [_height(row, widths) for row in rows]
    for place, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None and cell.down > 1:
                _make_room(heights, place, cell, widths[column])
    return [min(HIGHEST, height) for height in heights]


def _height(row: Row, widths: Sequence[int]) -> float:
    lines = 1
    for cell, width in zip(row.cells, widths, strict=False):
        if cell is not None and cell.down == 1 and (len(cell.text) > width or "\n" in cell.text):
            lines = max(lines, lines_of(cell.text, width))
    return lines * LINE + 2


def _make_room(heights: list[float], first: int, cell: Cell, width: int) -> None:
    last = min(first + cell.down, len(heights))
    missing = lines_of(cell.text, width) * LINE + 2 - sum(heights[first:last])
    if missing > 0:
        for place in range(first, last):
            heights[place] += missing / (last - first)
