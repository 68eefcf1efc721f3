"""Finds the rows of a table whose rows are not all ruled: the division of its lines that costs least in all."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from riskbild.intake.reading.pdf.bands import Entry
from riskbild.intake.reading.pdf.row_costs import (
    APART,
    Align,
    Banded,
    Ways,
    begin_costs,
    deviations,
    inner_costs,
    row_cost,
)

_LONGEST: Final = 60
_ROUNDS: Final = 3
_LEARN_FROM: Final = 6
_PLAUSIBLE: Final = 14.0
_VALUES: Final = 0.75
_OFTEN: Final = 0.15
# So many of the rows that values or lines full of beginnings tell must stand apart, for rows to do so.
_MANY, _MOST = 0.4, 0.7
_UNTOLD: Final = 0.6
"""How sure the rows can be at most where neither space nor rules nor values part them, but only what they say."""

type Rows = list[tuple[int, int]]
"""Rows as bands: from the first, up to but not with the last."""


def rows_of(pages: Sequence[Banded]) -> tuple[list[Rows], Ways, float]:
    """The rows of each page of a table, how they are laid out, and how sure the division is (0 to 1)."""
    sample = pages[:_LEARN_FROM]
    best: tuple[float, Ways] | None = None
    for align in (Align.TOP, Align.MIDDLE):
        ways = _first_guess(sample, align)
        cost = 0.0
        for _ in range(_ROUNDS):
            divided = [divide(page, ways) for page in sample]
            cost = sum(each[0] for each in divided)
            ways = _learn(sample, [each[1] for each in divided], ways)
        if best is None or cost < best[0] - 0.5:
            best = (cost, ways)
    ways = best[1] if best is not None else _first_guess(sample, Align.TOP)
    found = [divide(page, ways) for page in pages]
    count = max(sum(len(rows) for _, rows in found), 1)
    sure = max(0.3, 1.0 - max(0.0, sum(cost for cost, _ in found) / count - 1.2) / 4)
    told = ways.gaps or ways.ruled or any(ways.values)
    return [rows for _, rows in found], ways, sure if told else min(sure, _UNTOLD)


def _first_guess(pages: Sequence[Banded], align: Align) -> Ways:
    columns = pages[0].columns
    entries = [entry for page in pages for lines in page.lines for entry in lines]
    pitch = pitch_of(pages)
    spaces = [space for page in pages for space in page.space[1:]]
    leading = pitch - median([entry.height for entry in entries] or [10.0])
    wide = sum(space - leading > APART * pitch for space in spaces)
    share = []
    for column in range(columns):
        own = [entry for entry in entries if entry.column == column]
        share.append(sum(entry.value for entry in own) >= _VALUES * len(own) and len(own) > 1)
    filled = [0.8 if any(entry.column == column for entry in entries) else 0.1 for column in range(columns)]
    values = max(
        (sum(entry.column == column for entry in entries) for column in range(columns) if share[column]), default=0
    )
    gaps = wide > 0 and wide >= _MANY * max(values, _full_bands(pages))
    cuts = sum(sum(page.cut[1:]) for page in pages)
    low = sum(entry.text[:1].islower() for entry in entries) / max(len(entries), 1)
    return Ways([align] * columns, filled, share, pitch, leading, gaps, min(low, 0.1), ruled=cuts >= 2 * len(pages))


def _full_bands(pages: Sequence[Banded]) -> int:
    """How many lines, but for the first, begin a text in most columns, as a row does."""
    bands = [band for page in pages for band in page.bands[1:] if len(band.entries) >= _MOST * page.columns]
    return sum(not any(entry.text[:1].islower() for entry in band.entries) for band in bands)


def pitch_of(pages: Sequence[Banded]) -> float:
    """How far lines of one paragraph stand apart: the smallest step between lines of a column that is usual.

    The most usual one may be that from row to row, where most cells have but one line.
    """
    steps: Counter[int] = Counter()
    sizes = []
    for page in pages:
        for lines in page.lines:
            for above, below in pairwise(lines):
                sizes.append(below.bottom - below.top)
                steps[round((below.bottom - above.bottom) * 4)] += 1
    size = median(sizes or [10.0])
    near = {step: count + 0.5 * (steps[step - 1] + steps[step + 1]) for step, count in steps.items()}
    likely = {step: count for step, count in near.items() if 0.92 * size < step / 4 < 2.0 * size}
    if not likely:
        return 1.2 * size
    most = max(likely.values())
    return min(step for step, count in likely.items() if count >= max(_OFTEN * most, min(2.0, most))) / 4


def divide(page: Banded, ways: Ways) -> tuple[float, Rows]:
    """The rows of a page that cost least, and what they cost."""
    begin, inner = begin_costs(page, ways), inner_costs(page, ways)
    count = len(page.bands)
    best = [0.0] + [float("inf")] * count
    back = [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(end - 1, max(end - _LONGEST, 0) - 1, -1):
            within = inner[end - 1] - inner[start]
            if within >= _PLAUSIBLE * 2:
                break
            cost = best[start] + begin[start] + within
            if cost >= best[end]:
                continue
            cost += row_cost(page, ways, start, end)
            if cost < best[end]:
                best[end], back[end] = cost, start
    rows: Rows = []
    end = count
    while end > 0:
        rows.append((back[end], end))
        end = back[end]
    return best[count], rows[::-1]


def _learn(pages: Sequence[Banded], rows: Sequence[Rows], ways: Ways) -> Ways:
    """What the rows found say of how the table is laid out."""
    columns = pages[0].columns
    off: list[list[list[float]]] = [[[], [], []] for _ in range(columns)]
    filled, total, low, texts = [0] * columns, 0, 0, 0
    for page, found in zip(pages, rows, strict=True):
        for column, each in enumerate(deviations(page, found, ways.pitch)):
            for number, values in enumerate(each):
                off[column][number] += values
        for begin, end in found:
            if page.bands[begin].spans:
                continue
            total += 1
            for column, entry in _firsts(page, begin, end):
                filled[column] += 1
                texts += not entry.value
                low += entry.text[:1].islower()
    align = [_best_align(each, was) for each, was in zip(off, ways.align, strict=True)]
    shares = [(count + 0.5) / (total + 1) for count in filled]
    return Ways(
        align,
        [min(max(share, 0.05), 0.95) for share in shares],
        ways.values,
        ways.pitch,
        ways.leading,
        ways.gaps,
        min((low + 0.2) / (texts + 4), 0.5),
        ways.ruled,
    )


def _firsts(page: Banded, begin: int, end: int) -> list[tuple[int, Entry]]:
    """The first line of each column in a row."""
    return [
        (column, lines[page.first[begin][column]])
        for column, lines in enumerate(page.lines)
        if page.first[begin][column] < page.first[end][column]
    ]


def _best_align(off: Sequence[Sequence[float]], was: Align) -> Align:
    if len(off[0]) < 2:
        return was
    means = {align: sum(values) / len(values) for align, values in zip(Align, off, strict=True)}
    best = min(Align, key=lambda align: means[align])
    return best if means[best] < means[was] - 0.15 else was
