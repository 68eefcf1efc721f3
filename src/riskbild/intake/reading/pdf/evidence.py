"""Whether the first row of a page is the rest of the last row of the page before: evidence as log likelihood ratios."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from riskbild.intake.reading.pdf.headings import is_value
from riskbild.intake.reading.pdf.page import PageTable, Part

_ENDED: Final = re.compile(r"[.!?:)”\"]\s*$")
_CUT: Final = re.compile(r"[-\u2010\u00ad,]\s*$|\b(?:och|eller|att|samt|för|som|med|av|till|på|i)\s*$", re.IGNORECASE)
_GOES_ON_LOW: Final = 0.55
"""How often the rest of a cell begins in lower case, and how often the page breaks within a sentence."""
_OPEN: Final = 1.2
_ROOM: Final = -2.5
_WIDE: Final = 0.6


@dataclass(frozen=True, slots=True)
class Habits:
    """How the rows of a table look that no page break is near.

    By column: the share of rows that fill it, and how far down, in points, each row's text reaches in it; and of all
    cells the shares that begin in lower case and that end without a full stop.
    """

    filled: tuple[float, ...]
    reach: tuple[tuple[float, ...], ...]
    low: float
    unended: float

    def resumed(self, column: int, below: float) -> float:
        """How likely a row has text in a column further down than `below` points from its top."""
        reach = self.reach[column]
        return (sum(each > below + 1 for each in reach) + 0.3) / (len(reach) + 1.5)


def habits_of(table: PageTable, rows: Sequence[Sequence[Part]], header: int) -> Habits:
    """What is usual in a table; with few rows everything is a little likely."""
    breaks = {row for each in table.breaks for row in (each - 1, each)}
    body = [row for number, row in enumerate(rows) if number >= header and not _spans(row, table.columns)]
    whole = [row for number, row in enumerate(rows) if number >= header and number not in breaks]
    whole = [row for row in whole if not _spans(row, table.columns)]
    whole = whole if len(whole) > 2 else body
    filled, reach = [], []
    for column in range(table.columns):
        own = [part for row in whole for part in row if part.column <= column < part.column + part.columns]
        count = sum(part.rows for part in own if part.lines)
        filled.append(min((count + 0.5) / (len(whole) + 1), 0.97))
        reach.append(tuple(height_of(part) for part in own))
    texts = [part for row in whole for part in row if part.lines and not is_value(part)]
    low = sum(part.lines[0].text[:1].islower() for part in texts)
    unended = sum(not _ENDED.search(part.lines[-1].text) for part in texts)
    count = len(texts)
    return Habits(tuple(filled), tuple(reach), (low + 0.5) / (count + 10), (unended + 1) / (count + 2))


def height_of(part: Part) -> float:
    """How far down from the first line of a part its last one reaches, in points; over pages, all stretches."""
    height = 0.0
    for page in {line.page for line in part.lines}:
        boxes = [line.box for line in part.lines if line.page == page and line.box is not None]
        height += max((box[3] for box in boxes), default=0.0) - min((box[1] for box in boxes), default=0.0)
    return height


def _spans(row: Sequence[Part], columns: int) -> bool:
    filled = [part for part in row if part.lines]
    return len(filled) == 1 and filled[0].columns > _WIDE * columns and columns > 2


def resumes(
    rows: Sequence[Sequence[Part]], row: int, columns: int, habits: Habits, *, opened: bool, room: bool
) -> float:
    """How much speaks for the row that begins a page being the rest of the one above; above 0 it is the likelier.

    `opened` says that no rule closes the row above, `room` that its page had room for more.
    """
    now = {part.column: part for part in rows[row] if part.lines}
    before = parts_above(rows, row)
    merged = {part.column for part in rows[row] if not part.lines and part.rows > 1}
    merged |= {column for column, part in before.items() if part.rows > 1}
    if not now or _spans(rows[row], columns) or (row and _spans(rows[row - 1], columns)):
        return -9.0
    total = (_OPEN if opened else 0.0) + (_ROOM if room else 0.0)
    shown = max((height_of(part) for part in before.values() if part.rows == 1), default=0.0)
    for column in range(columns):
        if column in merged and column not in now:
            continue
        part, above = now.get(column), before.get(column)
        total += _by_filling(part, above, habits.filled[column], habits.resumed(column, shown))
        if part is not None and above is not None and above.lines:
            total += _by_flow(above, part, habits)
    return total


def parts_above(rows: Sequence[Sequence[Part]], row: int) -> dict[int, Part]:
    """The parts that end in the row above, by column."""
    return {
        part.column: part for parts in rows[max(row - 60, 0) : row] for part in parts if part.row + part.rows == row
    }


def _by_filling(part: Part | None, above: Part | None, filled: float, resumed: float) -> float:
    """By which columns are filled: a whole row fills some always, the rest of a row only those with long texts."""
    if above is None or not above.lines:
        # Here the row above lacks it too: it may stand in the middle of the row, beyond the break.
        missing = log(0.35 / (1 - filled)) if filled > 0.75 else 0.0
        return missing + log(0.35 / filled) if part is not None else min(missing, 0.3)
    return log(resumed / filled) if part is not None else log((1 - resumed) / (1 - filled))


def _by_flow(above: Part, part: Part, habits: Habits) -> float:
    """By how the texts before and after the break read as one."""
    if is_value(above) and is_value(part):
        return -3.0
    end, begin = above.lines[-1].text, part.lines[0].text
    total = 0.0
    if _CUT.search(end):
        total += 1.5
    elif not _ENDED.search(end):
        total += log(0.75 / max(habits.unended, 0.2))
    else:
        total += log(0.25 / max(1 - habits.unended, 0.2))
    if begin[:1].islower():
        return total + log(_GOES_ON_LOW / habits.low)
    return total + log((1 - _GOES_ON_LOW) / (1 - habits.low))
