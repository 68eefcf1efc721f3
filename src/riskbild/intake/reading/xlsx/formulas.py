"""Formulas are never run; a plain product of two cells is worked out, to fill what is not saved and check what is."""

import re
from collections.abc import Mapping
from typing import Final

_CELL = r"\$?([A-Z]{1,3})\$?(\d{1,7})"
_PRODUCT: Final = re.compile(rf"(?<![A-Z0-9.!:^/*+-]){_CELL}\s*\*\s*{_CELL}(?![A-Z0-9:.^/*+-])")
_CALLED: Final = re.compile(rf"PRODUCT\(\s*{_CELL}\s*[,;:]\s*{_CELL}\s*\)", re.IGNORECASE)
_WHOLE: Final = re.compile(r"\d{1,4}(?:[.,]0+)?")


def column_number(letters: str) -> int:
    """The column, from 0, that letters name."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(column: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def factors(formula: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two cells, as (row, column) from 0, whose product a formula is; also as a branch of IF. None for others."""
    found = _PRODUCT.search(formula) or _CALLED.search(formula)
    whole = formula.strip().lstrip("=+( ").upper()
    if found is None or not (whole.startswith(("IF(", "IFERROR(", "PRODUCT(")) or found[0] in formula.strip("=+() ")):
        return None
    if not whole.startswith(("IF(", "IFERROR(", "PRODUCT(")) and formula.strip("=+() ") != found[0]:
        return None
    first, second = (int(found[2]) - 1, column_number(found[1])), (int(found[4]) - 1, column_number(found[3]))
    return None if min(first[0], second[0]) < 0 else (first, second)


def moved(
    cells: tuple[tuple[int, int], tuple[int, int]], rows: int, columns: int
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The same two cells for a copy of the formula so many rows and columns further on."""
    (row, column), (other_row, other_column) = cells
    return (row + rows, column + columns), (other_row + rows, other_column + columns)


def product(texts: Mapping[tuple[int, int], str], cells: tuple[tuple[int, int], tuple[int, int]]) -> int | None:
    """The product of two cells that both hold a whole number; None if they do not."""
    first, second = (texts.get(cell, "").strip() for cell in cells)
    if not _WHOLE.fullmatch(first) or not _WHOLE.fullmatch(second):
        return None
    return int(float(first.replace(",", "."))) * int(float(second.replace(",", ".")))
