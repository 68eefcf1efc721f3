"""Tables that a spreadsheet printed in strips, its right columns on pages of their own, are put together again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from riskbild.intake.reading.grid import Cell, Grid, TextBlock
from riskbild.intake.reading.lexicon import STATUS
from riskbild.intake.reading.titles import meanings_of

type _Blocks = list[TextBlock | Grid]

_SAME_HEIGHT: Final = 2.0
_LEAST_ROWS: Final = 3
_SHARED: Final = 0.6
_SURE: Final = 0.6
_STRUCTURE: Final = 0.7
"""How sure it is that the strips belong together: so little that a person looks at it."""


def with_strips_joined(blocks: Sequence[TextBlock | Grid]) -> _Blocks:
    """The blocks, with each grid whose rows stand at the heights of an earlier one's put to the right of that one.

    Both have titles in their first row, and none means the same: a table that goes on has the same titles again.
    """
    found: _Blocks = []
    for block in blocks:
        place = _left_part(block, found) if isinstance(block, Grid) else None
        left = None if place is None else found[place]
        if place is not None and isinstance(left, Grid) and isinstance(block, Grid):
            found[place] = _beside(left, block)
        else:
            found.append(block)
    return found


def _left_part(grid: Grid, before: _Blocks) -> int | None:
    """The place of the grid that another one goes on to the right."""
    own = _titles(grid)
    if not own or grid.page is None:
        return None
    for place, other in enumerate(before):
        if not isinstance(other, Grid) or other.page is None or other.page >= grid.page:
            continue
        theirs = _titles(other)
        if theirs and not (own & theirs) - {STATUS} and _rows_alike(other, grid):
            return place
    return None


def _titles(grid: Grid) -> frozenset[str]:
    """What the titles in the first row mean; nothing where most are no titles."""
    first = next(iter(grid.by_row.values()), ())
    meant = [found[0][0] for cell in first if (found := meanings_of(cell.text)) and found[0][1] >= _SURE]
    return frozenset(meant) if len(meant) >= _SHARED * len(first) else frozenset()


def _heights(grid: Grid) -> Mapping[int, tuple[int, float]]:
    """The page, counted from the grid's first, and the top of each row."""
    tops: dict[int, tuple[int, float]] = {}
    for row, cells in grid.by_row.items():
        places = [(cell.page - (grid.page or 0), cell.box[1]) for cell in cells if cell.box and cell.page]
        if places:
            tops[row] = min(places)
    return tops


def _matching(left: Grid, right: Grid) -> dict[int, int]:
    """For each row of the right part the row of the left one at its height."""
    theirs = _heights(left)
    found = {}
    for row, (page, top) in _heights(right).items():
        for other, (there, height) in theirs.items():
            if page == there and abs(top - height) < _SAME_HEIGHT:
                found[row] = other
    return found


def _rows_alike(left: Grid, right: Grid) -> bool:
    match = _matching(left, right)
    rows = [[cell.text for cell in cells] for cells in right.by_row.values()]
    again = rows[1:].count(rows[0])
    whole = len(match) in {len(rows), len(rows) - again} and len(set(match.values())) == len(match)
    return whole and len(match) >= max(_LEAST_ROWS, _SHARED * len(left.by_row))


def _beside(left: Grid, right: Grid) -> Grid:
    first = 1 + max(cell.column + cell.columns - 1 for cell in left.cells)
    match = _matching(left, right)
    moved: list[Cell] = [
        replace(cell, row=match[cell.row], column=first + cell.column) for cell in right.cells if cell.row in match
    ]
    widths = {**left.widths, **{first + column: width for column, width in right.widths.items()}}
    sure = min(left.sure, right.sure, _STRUCTURE)
    return replace(left, cells=(*left.cells, *moved), widths=widths, sure=sure)
