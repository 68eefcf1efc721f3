"""Estimates how high a row must be for its text to show; not every program grows rows of itself."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from riskbild.publishing.sheet import Cell

_LINE: Final = 15
"""Points a line takes in the workbook's eleven-point type."""
_HIGHEST: Final = 409
"""The highest a row can be in Excel, in points."""
_LINES_IN_HIGHEST: Final = _HIGHEST // _LINE
_UNEVEN: Final = 1.1
"""Words do not fill a line to its end, so a text takes about a tenth more than its characters."""


def row_height(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """The height in points of a row whose columns are that many characters wide."""
    lines = 1
    for cell, width in zip(row, widths, strict=False):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, _lines(cell, width))
    return min(_HIGHEST, lines * _LINE)


def _lines(text: str, width: int) -> int:
    paragraphs = text.split("\n", _LINES_IN_HIGHEST)
    return sum(max(1, ceil(len(paragraph) * _UNEVEN / width)) for paragraph in paragraphs)
