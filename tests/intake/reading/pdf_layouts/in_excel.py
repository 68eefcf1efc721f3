"""A document as an Excel file: every table below the one before on one sheet, with a print set-up."""

import io
from dataclasses import replace
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.reading.pdf_layouts.columns import lines_of
from tests.intake.reading.pdf_layouts.paper import A3, Cell, Line, Look, Paper, Rules, Table

_POINTS_A_CHARACTER: Final = 5.6
"""The width of a digit of the sheet's font, the unit of column widths; a little more than it is."""
_FAMILIES: Final = {"sans": "Liberation Sans", "serif": "Liberation Serif"}
_THIN: Final = Side(style="thin", color="FF444444")
_SIDES: Final = {
    Rules.ALL: ("top", "left", "bottom", "right"),
    Rules.INNER: ("top", "left", "bottom", "right"),
    Rules.ROWS: ("top", "bottom"),
    Rules.COLUMNS: ("left", "right"),
    Rules.FRAME: ("left", "right"),
}


def excel(paper: Paper) -> bytes:
    """The document as XLSX. The columns are as wide as those of its widest table."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    first = max((block for block in paper.blocks if isinstance(block, Table)), key=lambda table: len(table.widths))
    for number, wide in enumerate(first.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = (1 + 0.4 * paper.strips) * wide / _POINTS_A_CHARACTER
    row = 1
    for block in paper.blocks:
        if isinstance(block, Table):
            row = _table(sheet, replace(block, widths=first.widths), row)
        elif block.text:
            sheet.cell(row, 1, block.text).font = Font(bold=block.kind in {"title", "heading"}, size=11)
            row += 2
    _set_up(sheet, paper, first)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _set_up(sheet: Worksheet, paper: Paper, first: Table) -> None:
    wide, high = paper.size
    sheet.page_setup.orientation = "landscape" if wide > high else "portrait"
    sheet.page_setup.paperSize = 8 if max(wide, high) == A3[1] else 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl always makes it
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if paper.strips:
        sheet.sheet_properties.pageSetUpPr.fitToPage = False  # type: ignore[union-attr]  # as above
    sheet.oddHeader.left.text, sheet.oddFooter.left.text = paper.header, paper.footer
    if paper.numbered:
        sheet.oddFooter.right.text = "Sida &P av &N"


def _table(sheet: Worksheet, table: Table, row: int) -> int:
    start = row
    for number, line in enumerate([*table.titles, *table.body]):
        last = number == len(table.titles) - 1 and table.look.rules in {Rules.HEADER, Rules.FRAME}
        odd = table.look.zebra and number >= len(table.titles) and (number - len(table.titles)) % 2 == 1
        _line(sheet, line, row, table, last=last, odd=odd)
        row += 1
    if table.titles and table.look.repeated and start <= 4:
        sheet.print_title_rows = f"{start}:{start + len(table.titles) - 1}"
    return row + 1


def _line(sheet: Worksheet, line: Line, row: int, table: Table, *, last: bool, odd: bool) -> None:
    look, lines = table.look, 1
    sides = dict.fromkeys(_SIDES.get(look.rules, ()), _THIN) | ({"bottom": _THIN} if last else {})
    for column, cell in enumerate(line, 1):
        drawn = sheet.cell(row, column)
        drawn.border = Border(**sides)
        if odd:
            drawn.fill = PatternFill("solid", fgColor="FFE8EDF2")
        if cell is None:
            continue
        drawn.value = int(cell.text) if cell.text.isdigit() else cell.text or None
        _style(sheet, cell, look, row, column)
        inner = sum(table.widths[column - 1 : column - 1 + cell.columns]) - 6
        wanted = sum(lines_of(text, 0.9 * inner, look) for text in cell.text.split("\n"))
        lines = max(lines, -(-wanted // cell.rows))
    sheet.row_dimensions[row].height = min(400, lines * 1.3 * look.size + 6)


def _style(sheet: Worksheet, cell: Cell, look: Look, row: int, column: int) -> None:
    drawn = sheet.cell(row, column)
    colour = "FFFFFFFF" if cell.loud and look.shade and look.dark else "FF000000"
    drawn.font = Font(name=_FAMILIES[look.family], size=look.size, bold=cell.loud and look.bold, color=colour)
    side = "center" if look.centred else "left"
    drawn.alignment = Alignment(wrap_text=True, horizontal=side, vertical="center" if look.middle else "top")
    if cell.loud and look.shade:
        drawn.fill = PatternFill("solid", fgColor="FF1D3F5E" if look.dark else "FFDDE3EA")
    if cell.rows > 1 or cell.columns > 1:
        ends = {"end_row": row + cell.rows - 1, "end_column": column + cell.columns - 1}
        sheet.merge_cells(start_row=row, start_column=column, **ends)
