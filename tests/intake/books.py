"""Workbooks drawn for offline work, and filled in as somebody with a spreadsheet program would."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from tests.people import NOW, OPERATOR, TODAY, Town

from riskbild.documents.layout import PublishedKind
from riskbild.documents.workbook.form import META_SHEET, SEAL_NAME
from riskbild.publishing.composed import composed
from riskbild.publishing.sources import Asked
from riskbild.publishing.workbook import draw
from riskbild.publishing.workbook.gathering import offline_of
from riskbild.register.queries.board_years import asked_year_of


@dataclass
class Book:
    """A workbook as somebody has it open: cells by the risk's text and the field."""

    data: bytes

    def changed(self, change: Callable[[Worksheet, Mapping[str, int], Mapping[str, int]], None]) -> "Book":
        book = openpyxl.load_workbook(io.BytesIO(self.data))
        sheet = next(each for each in book.worksheets if self._names(each))
        top = self._names(sheet)
        columns = {cell.value: cell.column for cell in sheet[top] if cell.value}
        rows = {
            str(sheet.cell(row, columns["risk"]).value): row
            for row in range(top + 1, sheet.max_row + 1)
            if str(sheet.cell(row, 1).value or "").startswith("risk:")
        }
        change(sheet, columns, rows)
        out = io.BytesIO()
        book.save(out)
        return Book(out.getvalue())

    def with_cells(self, *cells: tuple[str, str, Any]) -> "Book":
        """Cells set by the risk's text and the field; a text that no risk has goes to the first empty row."""

        def change(sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[str, int]) -> None:
            for risk, field, value in cells:
                sheet.cell(rows.get(risk, max(rows.values()) + 1), columns[field]).value = value

        return self.changed(change)

    def without(self, risk: str) -> "Book":
        return self.changed(
            lambda sheet, columns, rows: (
                [
                    sheet.cell(rows[risk], column).__setattr__("value", None)
                    for name, column in columns.items()
                    if not name.startswith("riskbild.")
                ]
                and None
            )
        )

    def resealed(self, seal: str) -> "Book":
        book = openpyxl.load_workbook(io.BytesIO(self.data))
        for row in book[META_SHEET].iter_rows():
            if row[0].value == SEAL_NAME:
                row[1].value = seal
        out = io.BytesIO()
        book.save(out)
        return Book(out.getvalue())

    @staticmethod
    def _names(sheet: Worksheet) -> int:
        found = (row for row in range(1, 13) if sheet.cell(row, 1).value == "riskbild.key")
        return next(found, 0)


def drawn(place: Town, by: Any = OPERATOR) -> Book:
    year = asked_year_of(place.board, 2026)
    made = composed(Asked(by, year, PublishedKind.RISK_LIST, TODAY))
    return Book(draw(made.publication, offline_of(by, year, now=NOW)).content)
