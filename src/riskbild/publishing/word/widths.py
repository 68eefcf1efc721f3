"""How wide the columns of a table are: by their shares, but not narrower than the longest word where there is room."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from riskbild.publishing.publication import Column, Row, Table
from riskbild.publishing.word.look import Look

_BREAKS: Final = re.compile(r"\s+|(?<!\d)[-–]|[-–](?!\d)")
_LONGEST_WORDS: Final = (26, 20, 15, 11)
"""Longer words are left to hyphenation: the longest first, more of them where there is little room."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]/"), frozenset("mwMW@%—")
_SLACK: Final = 1.08
_MARGINS: Final = 160
_BOLD: Final = 1.07


def column_widths(table: Table, look: Look) -> list[int]:
    """The widths of a table's columns in twentieths of a point; together they are exactly as wide as the text."""
    rows = [part for part in table.parts if isinstance(part, Row)]
    words = [_words(column, rows, number) for number, column in enumerate(table.columns)]
    least: list[float] = []
    for longest in _LONGEST_WORDS:
        least = [_least(each, column, look.letters, longest) for each, column in zip(words, table.columns, strict=True)]
        if sum(least) <= look.width:
            break
    return shared([column.share for column in table.columns], least, look.width)


def shared(shares: Sequence[float], least: Sequence[float], width: int) -> list[int]:
    """`width` in parts by `shares`, each at least as wide as `least` says, unless that is more than there is."""
    fixed: dict[int, float] = {}
    while sum(least) <= width:
        whole = sum(share for number, share in enumerate(shares) if number not in fixed)
        left = width - sum(fixed.values())
        tight = [
            number
            for number, share in enumerate(shares)
            if number not in fixed and left * share / (whole or 1.0) < least[number]
        ]
        if not tight:
            break
        fixed |= {number: least[number] for number in tight}
    open_shares = sum(share for number, share in enumerate(shares) if number not in fixed) or 1.0
    left = width - sum(fixed.values())
    each = [fixed.get(number, left * share / open_shares) for number, share in enumerate(shares)]
    whole = sum(each) or 1.0
    edges = [round(width * sum(each[:number]) / whole) for number in range(len(each) + 1)]
    return [right - start for start, right in pairwise(edges)]


def _words(column: Column, rows: Sequence[Row], number: int) -> set[str]:
    """The longest word of each cell of a column, and of its title."""
    cells = [cell for row in rows if (cell := row.cells[number]) is not None]
    marks = {f"{cell.mark.symbol} {cell.mark.word}" for cell in cells if cell.mark}
    return marks | {_longest(cell.text) for cell in cells} | {_longest(column.title)}


def _least(words: set[str], column: Column, size: float, longest: int) -> float:
    title = _points(_longest(column.title)[:longest], size) * _BOLD
    bold = _BOLD if column.row_header else 1.0
    return max(title, *(_points(word[:longest], size) * bold for word in words)) * _SLACK * 20 + _MARGINS


def _longest(text: str) -> str:
    return max(_BREAKS.split(text), key=len)


def _points(word: str, size: float) -> float:
    """About how wide a word is in the letters that most templates have."""
    return size * sum(
        0.3 if letter in _NARROW else 0.86 if letter in _WIDE else 0.68 if letter.isupper() else 0.555
        for letter in word
    )
