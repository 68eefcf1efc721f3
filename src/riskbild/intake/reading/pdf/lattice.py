"""Tables whose cells are drawn: finds the cells between the rules, merged ones and those left open included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskbild.intake.reading.grid import Box
from riskbild.intake.reading.pdf.page import Fill, Page, Rule
from riskbild.intake.reading.pdf.rules import Frame, covered, frames_of, places

_APART = 3.0
_BEYOND = 4.0
_RULED = 0.55


@dataclass(slots=True)
class Lattice:
    """The cells that rules make: edges from left to right and from the top, and which squares are one cell.

    `cells` are (row, column, rows, columns). `opens` and `closes` say that no rule closes the table above or below.
    """

    xs: list[float]
    ys: list[float]
    cells: list[tuple[int, int, int, int]]
    opens: bool
    closes: bool
    frame: Frame

    @property
    def box(self) -> Box:
        """Its extent."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, cell: tuple[int, int, int, int]) -> Box:
        """The extent of one of its cells."""
        row, column, rows, columns = cell
        return self.xs[column], self.ys[row], self.xs[column + columns], self.ys[row + rows]


def lattices_of(page: Page) -> list[Lattice]:
    """The tables of a page that rules make, from the top; none of them within a cell of another."""
    found = [lattice for frame in frames_of(page) if (lattice := _lattice(frame)) is not None]
    found = [lattice for lattice in found if len(lattice.cells) > 1]
    kept: list[Lattice] = []
    for lattice in sorted(found, key=lambda each: -_area(each.box)):
        around = next((outer for outer in kept if _within(lattice.box, outer.box)), None)
        if around is None:
            kept.append(lattice)
        elif len(around.cells) <= 4 < len(lattice.cells):
            kept[kept.index(around)] = lattice
    return sorted(kept, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] > outer[0] - _APART
        and inner[1] > outer[1] - _APART
        and inner[2] < outer[2] + _APART
        and inner[3] < outer[3] + _APART
    )


def _lattice(frame: Frame) -> Lattice | None:
    """The cells of a frame; None if its rules make none."""
    if not frame.down or not frame.across:
        return None
    xs = places([rule.at for rule in frame.down], _APART)
    ys = places([rule.at for rule in frame.across], _APART)
    xs = _outer(xs, frame.left, frame.right)
    opens, closes = ys[0] - frame.top > _BEYOND, frame.bottom - ys[-1] > _BEYOND
    ys = _outer(ys, frame.top, frame.bottom)
    if len(xs) < 3 and len(ys) < 3:
        return None
    down = [[rule for rule in frame.down if abs(rule.at - x) <= _APART] for x in xs]
    across = [[rule for rule in frame.across if abs(rule.at - y) <= _APART] for y in ys]
    return Lattice(xs, ys, list(_cells(xs, ys, down, across)), opens, closes, frame)


def _outer(edges: list[float], low: float, high: float) -> list[float]:
    """The edges, and where the rules of the other direction reach beyond the outermost."""
    before = [low] if edges[0] - low > _BEYOND else []
    after = [high] if high - edges[-1] > _BEYOND else []
    return before + edges + after


def _cells(
    xs: Sequence[float], ys: Sequence[float], down: Sequence[list[Rule]], across: Sequence[list[Rule]]
) -> Iterator[tuple[int, int, int, int]]:
    """The cells: squares with no rule between them are one, as long as that makes a box."""
    columns, rows = len(xs) - 1, len(ys) - 1
    wall = [
        [covered(down[column], ys[row] + 1, ys[row + 1] - 1) >= _RULED for column in range(columns + 1)]
        for row in range(rows)
    ]
    floor = [
        [covered(across[row], xs[column] + 1, xs[column + 1] - 1) >= _RULED for column in range(columns)]
        for row in range(rows + 1)
    ]
    taken = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if not taken[row][column]:
                yield _grow(row, column, wall, floor, taken)


def _grow(
    row: int, column: int, wall: list[list[bool]], floor: list[list[bool]], taken: list[list[bool]]
) -> tuple[int, int, int, int]:
    """The largest cell from a square on: as far to the right as no wall stands, then down as no floor lies."""
    last = column
    while last + 1 < len(taken[0]) and not wall[row][last + 1] and not taken[row][last + 1]:
        last += 1
    span = range(column, last + 1)
    end = row
    while (
        end + 1 < len(taken)
        and not any(floor[end + 1][each] for each in span)
        and not any(taken[end + 1][each] for each in span)
        and not any(wall[end + 1][each] for each in span[1:])
    ):
        end += 1
    for each in range(row, end + 1):
        for place in span:
            taken[each][place] = True
    return row, column, end - row + 1, last - column + 1


def colour_within(fills: Sequence[Fill], box: Box) -> str | None:
    """The colour that fills most of a cell, of what is drawn last on top."""
    for fill in reversed(fills):
        wide = min(fill.box[2], box[2]) - max(fill.box[0], box[0])
        tall = min(fill.box[3], box[3]) - max(fill.box[1], box[1])
        if wide > 0 and tall > 0 and wide * tall > 0.7 * _area(box):
            return fill.colour
    return None
