"""Draws one table on its sheet: the titles in one or two rows, the bands, the rows with cells merged downwards."""

from itertools import groupby
from typing import Any

from riskbild.publishing.progress import Counted
from riskbild.publishing.publication import Band, Cell, Column, Row, Table
from riskbild.publishing.workbook.heights import HIGHEST, LINE, heights_of, lines_of
from riskbild.publishing.workbook.keyed import KeyedTable
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.writing import Sheet


class TableDrawing:
    """One table while it is drawn. With `keyed` its rows can be changed in the workbook and read back."""

    def __init__(  # noqa: PLR0917 - a table and all that it is drawn with
        self, sheet: Sheet, table: Table, looks: Looks, widths: list[int], keyed: KeyedTable | None, counted: Counted
    ) -> None:
        self.counted = counted
        self.sheet = sheet
        self.table = table
        self.looks = looks
        self.widths = widths
        self.keyed = keyed
        self.left = 0 if keyed is None else keyed.hidden_columns

    def draw(self, row: int) -> int:
        """Draws from that row on and gives the first free one."""
        if self.keyed is not None:
            row = self.keyed.names(self.sheet, row)
        first = row
        row = self._titles(row)
        self._no_row(first, row)
        self.sheet.page.freeze_panes(row, self.left + self._still())
        self.sheet.page.repeat_rows(first, row - 1)
        begins = row
        waiting: list[Row] = []
        for part in self.table.parts:
            if isinstance(part, Row):
                waiting.append(part)
                continue
            row = self._band(part, self._rows(waiting, row))
            waiting = []
        row = self._rows(waiting, row)
        if self.keyed is not None:
            row = self.keyed.open_rows(self.sheet, begins, row, self.looks)
        return row

    def _still(self) -> int:
        """How many columns stay in sight sideways: up to the one that names the row, if that leaves room."""
        headers = [place for place, column in enumerate(self.table.columns) if column.row_header]
        if not headers or sum(self.widths[: headers[0] + 1]) > sum(self.widths) / 3:
            return 0
        return headers[0] + 1

    def _titles(self, row: int) -> int:
        columns = self.table.columns
        two = any(column.over for column in columns)
        if two:
            self._commons(row)
            height = max(lines_of(column.title if column.over else "", width) for column, width in self._pairs())
            self.sheet.page.set_row(row + 1, height * LINE + 2)
        alone = max((lines_of(c.title, w) for c, w in self._pairs() if not (two and c.over)), default=1)
        self.sheet.page.set_row(row, min(HIGHEST, alone * LINE + 2))
        for place, column in enumerate(columns):
            top = row + 1 if two and column.over else row
            self.sheet.merged(
                top, self.left + place, row + two, self.left + place, column.title, look=self.looks.title()
            )
        return row + 1 + two

    def _commons(self, row: int) -> None:
        place = self.left
        for over, group in groupby(self.table.columns, key=lambda column: column.over):
            count = len(list(group))
            if over:
                self.sheet.merged(row, place, row, place + count - 1, over, look=self.looks.title())
            place += count

    def _pairs(self) -> list[tuple[Column, int]]:
        return list(zip(self.table.columns, self.widths, strict=True))

    def _band(self, band: Band, row: int) -> int:
        last = self.left + len(self.widths) - 1
        self.sheet.page.set_row(row, min(HIGHEST, lines_of(band.text, sum(self.widths)) * LINE + 4))
        self.sheet.merged(row, self.left, row, last, band.text, look=self.looks.band())
        self._no_row(row, row + 1)
        return row + 1

    def _no_row(self, first: int, last: int) -> None:
        if self.keyed is not None:
            self.keyed.no_row(self.sheet, first, last)

    def _rows(self, rows: list[Row], row: int) -> int:
        heights = heights_of(rows, self.widths)
        for place, (one, height) in enumerate(zip(rows, heights, strict=True), row):
            self.sheet.page.set_row(place, height)
            self.counted.done()
            if self.keyed is not None:
                self.keyed.keys(self.sheet, place, one)
            for column, cell in enumerate(one.cells):
                if cell is not None:
                    self._cell(place, column, cell)
        return row + len(rows)

    def _cell(self, row: int, place: int, cell: Cell) -> None:
        column, at = self.table.columns[place], self.left + place
        look = self._look(cell, column, place)
        if cell.down > 1:
            self.sheet.page.merge_range(row, at, row + cell.down - 1, at, "", look)
        if self.keyed and self.keyed.computed(self.sheet, row, at, column=column, cell=cell, look=look):
            return
        if column.number:
            self.sheet.number(row, at, cell.text, look=look)
        else:
            self.sheet.text(row, at, cell.text, look=look)

    def _look(self, cell: Cell, column: Column, place: int) -> Any:
        if self.keyed is None:
            return self.looks.cell(cell.mark, number=column.number, text=cell.text)
        state = self.keyed.state(place)
        # Where levels follow the values as they are changed, the sheet's own rules colour the cell.
        mark = None if self.keyed.coloured(column) else cell.mark
        return self.looks.cell(mark, number=column.number, state=state, text=cell.text)
