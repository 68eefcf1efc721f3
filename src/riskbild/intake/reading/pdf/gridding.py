"""Puts the words of a page into the cells that its rules make."""

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from riskbild.intake.reading.grid import Box
from riskbild.intake.reading.pdf.headings import header_rows, is_plain_value
from riskbild.intake.reading.pdf.lattice import Lattice, colour_within
from riskbild.intake.reading.pdf.lines import lines_of
from riskbild.intake.reading.pdf.page import Page, PageTable, Part, Word

_OUTSIDE = 2.0
_NARROW = 6.0
_LEAST_COLUMNS = 2
_HIGH = 6
_SAME_HEIGHT = 1.2


def place_of(word: Word) -> float:
    """The x by which a word belongs to a column: near its beginning, since what does not fit runs out to the right."""
    standing = word if word.after is None else word.after
    return standing.x0 + min((standing.x1 - standing.x0) / 2, standing.size)


def within(word: Word, box: Box) -> bool:
    """Whether a word stands in a box."""
    return (
        box[0] - _OUTSIDE <= place_of(word) <= box[2] + _OUTSIDE
        and box[1] - _OUTSIDE <= word.middle <= box[3] + _OUTSIDE
    )


def table_of(page: Page, lattice: Lattice, words: list[Word]) -> PageTable:
    """The table of a lattice with the words that stand in it."""
    parts = []
    for cell, own in zip(lattice.cells, _by_cell(lattice, words), strict=True):
        row, column, rows, columns = cell
        box = lattice.box_of(cell)
        part = Part(row, column, box, page.number, rows, columns, lines_of(own, page.number))
        part.colour = colour_within(page.fills, box)
        part.strong = bool(own) and all(word.strong for word in own)
        part.sure = min((word.sure for word in own), default=1.0)
        parts.append(part)
    table = PageTable(
        page.number,
        list(lattice.xs),
        parts,
        len(lattice.ys) - 1,
        lattice.ys[0],
        lattice.ys[-1],
        page.number,
        opens=lattice.opens,
        closes=not lattice.closes,
    )
    plain_colours(table)
    return table


def _by_cell(lattice: Lattice, words: list[Word]) -> list[list[Word]]:
    """The words of each cell of a lattice."""
    cell_at = {
        (row, column): number
        for number, (first, left, rows, columns) in enumerate(lattice.cells)
        for row in range(first, first + rows)
        for column in range(left, left + columns)
    }
    held: list[list[Word]] = [[] for _ in lattice.cells]
    for word in words:
        held[cell_at[_between(lattice.ys, word.middle), _between(lattice.xs, place_of(word))]].append(word)
    return held


def rows_are_drawn(table: PageTable) -> bool:
    """Whether the rules part the rows of a table, and not its columns and header alone.

    They do not where a cell holds several values below each other, or all of the body is one high row.
    """
    if table.columns < _LEAST_COLUMNS:
        return False
    header = header_rows(table)
    body = [row for row in table.by_row()[header:] if any(part.lines for part in row)]
    several = sum(_holds_several_values(part) for row in body for part in row)
    if several >= max(2, len(body)):
        return False
    alone = len(body) == 1 and not any(part.rows > 1 for part in body[0])
    return not (alone and max(len(part.lines) for part in body[0]) >= _HIGH and _parted_alike(body[0]))


def _holds_several_values(part: Part) -> bool:
    lines = [line.text for line in part.lines]
    return len(lines) > 1 and sum(is_plain_value(line) for line in lines) == len(lines)


def _parted_alike(row: list[Part]) -> bool:
    """Whether the texts of most cells of a row begin anew at the same heights, as rows do."""
    filled = [part for part in row if part.lines]
    starts = [_new_starts(part) for part in filled]
    heights = {y for ys in starts for y in ys}
    counts = [sum(any(abs(y - other) < _SAME_HEIGHT for other in ys) for ys in starts) for y in heights]
    return max(counts, default=0) >= max(2, 0.5 * len(filled))


def _new_starts(part: Part) -> list[float]:
    """The heights at which a text begins anew after a space."""
    boxes = [line.box for line in part.lines if line.box is not None]
    return [after[3] for before, after in pairwise(boxes) if after[3] - before[3] > 1.3 * (after[3] - after[1])]


def _between(edges: list[float], value: float) -> int:
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def plain_colours(table: PageTable) -> None:
    """Forgets the colours that whole rows have: they adorn the table and say nothing about a cell."""
    for row in table.by_row():
        colours = Counter(part.colour for part in row)
        for part in row:
            if colours[part.colour] > 1 and colours[part.colour] >= 0.5 * len(row):
                part.colour = None


def without_empty(table: PageTable) -> PageTable:
    """The table without rows in which nothing is printed, and without narrow columns between double rules."""
    filled = {part.row for part in table.parts if part.lines or part.colour}
    rows = {row: number for number, row in enumerate(sorted(filled))}
    used = {part.column for part in table.parts if part.lines}
    wide = [
        column
        for column in range(table.columns)
        if column in used or table.edges[column + 1] - table.edges[column] > _NARROW
    ]
    columns = {column: number for number, column in enumerate(wide)}
    parts = []
    for part in table.parts:
        kept_rows = [row for row in range(part.row, part.row + part.rows) if row in rows]
        kept_columns = [column for column in range(part.column, part.column + part.columns) if column in columns]
        if kept_rows and kept_columns:
            part.row, part.rows = rows[kept_rows[0]], len(kept_rows)
            part.column, part.columns = columns[kept_columns[0]], len(kept_columns)
            parts.append(part)
    table.parts = parts
    table.rows = len(rows)
    table.edges = [table.edges[column] for column in wide] + [table.edges[-1]]
    return table
