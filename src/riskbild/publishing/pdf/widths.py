"""How wide each column of a table is: by its share, and never so narrow that its numbers or its title burst it."""

from collections.abc import Sequence
from typing import Final

from riskbild.publishing.pdf import fonts
from riskbild.publishing.publication import Band, Column, Table

PADDING: Final = 3.2
"""The room at each side of a cell's text, in points."""
_SYLLABLE: Final = 9
"""Letters of a title's word that stand together at least before it is hyphenated."""
_LOOKED_AT: Final = 400
_WIDEST_NUMBER: Final = 12


def widths_of(table: Table, room: float, size: float) -> list[float]:
    """The columns' widths in points, together `room`; the letters are of `size` points."""
    shares = [max(column.share, 0.01) for column in table.columns]
    least = [_least(column, number, table, size) for number, column in enumerate(table.columns)]
    if sum(least) > room:
        least = [width * room / sum(least) for width in least]
    return [round(width, 2) for width in _shared(shares, least, room)]


def fits(title: str, width: float, size: float) -> bool:
    """Whether each word of a title stands whole on a line of a column: then none of them is hyphenated."""
    return all(fonts.width(word, size, strong=True) <= width - 2 * PADDING for word in title.split())


def _shared(shares: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """The room parted by shares, those that would get less than their least taking that first."""
    fixed: set[int] = set()
    while True:
        left = room - sum(least[number] for number in fixed)
        whole = sum(share for number, share in enumerate(shares) if number not in fixed) or 1.0
        widths = [least[number] if number in fixed else left * share / whole for number, share in enumerate(shares)]
        tight = {number for number, width in enumerate(widths) if number not in fixed and width < least[number]}
        if not tight:
            return widths
        fixed |= tight


def _least(column: Column, number: int, table: Table, size: float) -> float:
    title = max((_part_width(word, size) for word in column.title.split()), default=0.0)
    words = 0.0
    if column.number:
        cells = (part.cells[number] for part in table.parts[:_LOOKED_AT] if not isinstance(part, Band))
        texts = (cell.text for cell in cells if cell is not None and len(cell.text) <= _WIDEST_NUMBER)
        words = max((fonts.width(text, size, strong=True) for text in texts), default=0.0)
    return max(title, words, 1.2 * size) + 2 * PADDING + 0.5


def _part_width(word: str, size: float) -> float:
    """The least that a word of a title needs: all of a short one, some syllables of a long one."""
    shown = word if len(word) <= _SYLLABLE + 2 else word[:_SYLLABLE] + "-"
    return fonts.width(shown, size, strong=True)
