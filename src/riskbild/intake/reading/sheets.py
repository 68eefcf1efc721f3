"""Reads XLS and XLSB, whose formats are too old or too rare for a reader of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final

import python_calamine

from riskbild.intake.reading import limits
from riskbild.intake.reading.biff import Hidden, hidden_in
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import Cell, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.package import Package
from riskbild.intake.reading.xlsx.formulas import column_letters
from riskbild.rules.finding import Finding, Severity

_PANIC: Final = "PanicException"

type _Value = int | float | str | bool | time | date | datetime | timedelta

MEDIA_TYPES: Final = {
    b"\xd0\xcf": "application/vnd.ms-excel",
    b"PK": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
}


def read_sheets(data: bytes, name: str) -> Content:
    """The visible sheets of an older workbook, but for their looks; XLSB does not tell its hidden rows and columns."""
    if data.startswith(b"PK"):
        Package(data, name)
    with refusing(name):
        return _content(data, name)


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Refuses a file that the library cannot read, or over whose damage it breaks down."""
    try:
        yield
    except python_calamine.PasswordError:
        refuse(limits.PASSWORD, name)
    except (python_calamine.CalamineError, ValueError, OSError):
        refuse(limits.BROKEN, name)
    except BaseException as broken:
        # A panic of the library's is no Exception, and its type has no name that can be imported.
        if type(broken).__name__ == _PANIC:
            refuse(limits.BROKEN, name)
        raise


def _content(data: bytes, name: str) -> Content:
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    hidden = hidden_in(data)
    blocks: list[Grid] = []
    unread: list[TextBlock] = []
    findings: list[Finding] = []
    for number, about in enumerate(book.sheets_metadata, 1):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        unseen = hidden.get(about.name, Hidden())
        grid = replace(
            _grid(book, about.name, number, name),
            hidden_rows=frozenset(unseen.rows),
            hidden_columns=frozenset(unseen.columns),
        )
        if about.visible != python_calamine.SheetVisibleEnum.Visible:
            findings.append(noticed(Noticed.HIDDEN_SHEET, Severity.INFO, about.name, name=about.name))
            unread += [TextBlock(cell.text, where=f"{about.name}!{cell.where}") for cell in grid.cells]
        else:
            blocks.append(grid)
    return Content(MEDIA_TYPES[data[:2]], tuple(blocks), unread=tuple(unread), findings=tuple(findings))


def _grid(book: python_calamine.CalamineWorkbook, sheet_name: str, number: int, name: str) -> Grid:
    sheet = book.get_sheet_by_name(sheet_name)
    spans = {top: (bottom[0] - top[0] + 1, bottom[1] - top[1] + 1) for top, bottom in sheet.merged_cell_ranges or ()}
    first_row, first_column = sheet.start or (0, 0)
    cells: list[Cell] = []
    for row, values in enumerate(sheet.iter_rows(), first_row):
        for column, value in enumerate(values[: limits.COLUMNS], first_column):
            if value != "" and (text := _shown(value)).strip():
                rows, columns = spans.get((row, column), (1, 1))
                where = f"{column_letters(column)}{row + 1}"
                cells.append(Cell(row, column, text, rows=rows, columns=columns, where=where))
        if len(cells) > limits.CELLS:
            refuse(limits.TOO_MANY_CELLS, name)
    return Grid(tuple(cells), sheet=sheet_name, number=number)


def _shown(value: _Value) -> str:
    match value:
        case bool():
            return "SANT" if value else "FALSKT"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
    return str(value).replace("\r\n", "\n")
