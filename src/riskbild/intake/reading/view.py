"""A grid as it is shown: what is hidden set aside, and for every place the cell that covers it."""

from collections.abc import Mapping
from functools import cached_property

from riskbild.intake.reading.grid import Cell, Grid

_MOST_COVERED = 2_000_000


class View:
    """The rows and columns of a grid that are shown. Only rows with text count as rows."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        shown = {
            row: tuple(cell for cell in cells if not self._hides(cell))
            for row, cells in grid.by_row.items()
            if row not in grid.hidden_rows
        }
        self.rows: Mapping[int, tuple[Cell, ...]] = {row: cells for row, cells in shown.items() if cells}
        self.numbers = tuple(sorted(self.rows))

    def _hides(self, cell: Cell) -> bool:
        hidden = self.grid.hidden_columns
        return bool(hidden) and all(c in hidden for c in range(cell.column, cell.column + cell.columns))

    @property
    def hidden(self) -> tuple[Cell, ...]:
        """The cells with text that are in the file but not shown, from the top."""
        shown = {id(cell) for cells in self.rows.values() for cell in cells}
        return tuple(cell for cells in self.grid.by_row.values() for cell in cells if id(cell) not in shown)

    @cached_property
    def _covering(self) -> Mapping[tuple[int, int], Cell]:
        covering: dict[tuple[int, int], Cell] = {}
        last_row = self.numbers[-1] if self.numbers else 0
        last_column = self.last_column
        for cells in self.rows.values():
            for cell in cells:
                if cell.rows == 1 and cell.columns == 1:
                    continue
                for row in range(cell.row, min(cell.row + cell.rows, last_row + 1)):
                    for column in range(cell.column, min(cell.column + cell.columns, last_column + 1)):
                        covering[row, column] = cell
                if len(covering) > _MOST_COVERED:
                    return covering
        return covering

    @cached_property
    def last_column(self) -> int:
        """The rightmost column in which a cell begins."""
        return max((cell.column for cells in self.rows.values() for cell in cells), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """The cell shown at a place: its own, or a merged one that covers it."""
        if column in self.grid.hidden_columns or row in self.grid.hidden_rows:
            return None
        own = self.grid.at.get((row, column))
        if own is not None and own.text:
            return own
        return self._covering.get((row, column))
