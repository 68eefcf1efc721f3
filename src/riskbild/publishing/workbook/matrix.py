"""Draws a heat map on its sheet: likelihood upwards, impact to the right, each square with colour and words."""

from typing import Final

from riskbild.publishing.publication import Matrix, Square
from riskbild.publishing.workbook.heights import LINE, lines_of
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.writing import Sheet

_SQUARE: Final = 18
_LEAST_LINES: Final = 3


def draw_matrix(sheet: Sheet, matrix: Matrix, looks: Looks, row: int) -> int:
    """Draws from that row on and gives the first free one."""
    last = len(matrix.impact)
    sheet.page.set_row(row, lines_of(matrix.description, _SQUARE * (last + 1)) * LINE + 2)
    sheet.merged(row, 0, row, last, matrix.description, look=looks.paragraph())
    row += 1
    for value, word in reversed(matrix.likelihood):
        texts = [_said(matrix.squares.get((value, impact))) for impact, _ in matrix.impact]
        lines = max(_LEAST_LINES, *(lines_of(text, _SQUARE) for text in texts))
        sheet.page.set_row(row, min(lines * LINE + 4, 409))
        sheet.text(row, 0, f"{value} {word}".strip(), look=looks.title())
        for place, (impact, _) in enumerate(matrix.impact, 1):
            square = matrix.squares.get((value, impact))
            mark = square.mark if square else None
            sheet.text(row, place, texts[place - 1], look=looks.painted(mark))
        row += 1
    sheet.text(row, 0, "", look=looks.title())
    for place, (value, word) in enumerate(matrix.impact, 1):
        sheet.text(row, place, f"{value} {word}".strip(), look=looks.title())
    return row + 1


def _said(square: Square | None) -> str:
    if square is None:
        return ""
    level = [f"{square.score} {square.mark.symbol} {square.mark.word}"] if square.mark else [str(square.score)]
    return "\n".join([*level, *square.texts])
