"""Draws a layout as an XLSX or a DOCX, the way a person with Excel or Word would have made it."""

import io
import zipfile
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.reading.layouts import Layout, printed

_TRIPLE = ("likelihood", "impact", "score")


def header_rows(made: Layout) -> list[list[tuple[str, int, int] | None]]:
    """The header as rows of (title, rows, columns) or None for what a merged title covers."""
    if made.two_rows is None:
        return [[(made.titles[name], 1, 1) for name in made.fields]]
    triple = [name for name in made.fields if name in _TRIPLE]
    upper: list[tuple[str, int, int] | None] = []
    lower: list[tuple[str, int, int] | None] = []
    for name in made.fields:
        if name in triple:
            upper.append((made.two_rows, 1, len(triple)) if name == triple[0] else None)
            lower.append(({"likelihood": "S", "impact": "K", "score": "RV"}[name], 1, 1))
        else:
            upper.append((made.titles[name], 2, 1))
            lower.append(None)
    return [upper, lower]


def xlsx(made: Layout) -> bytes:
    """The layout as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    row = 1
    for text in made.top:
        sheet.cell(row, 1 + made.start_column, text).font = Font(bold=True)
        row += 1
    row += made.title_row_gap if made.top else 0
    row = _draw_header(sheet, made, row)
    for place in range(len(made.rows)):
        row = _draw_row(sheet, made, place, row)
    for number, note in enumerate(made.notes):
        sheet.cell(row + 1 + number, 1 + made.start_column, note)
    if made.hidden is not None:
        column = made.fields.index(made.hidden) + 1 + made.start_column
        sheet.column_dimensions[get_column_letter(column)].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _merge(sheet: Worksheet, row: int, column: int, *, rows: int = 1, columns: int = 1) -> None:
    if rows > 1 or columns > 1:
        sheet.merge_cells(start_row=row, end_row=row + rows - 1, start_column=column, end_column=column + columns - 1)


def _draw_header(sheet: Worksheet, made: Layout, row: int) -> int:
    for cells in header_rows(made):
        for column, drawn in enumerate(cells, 1 + made.start_column):
            if drawn is not None:
                text, rows, columns = drawn
                sheet.cell(row, column, text).font = Font(bold=made.bold)
                if made.two_rows_merged:
                    _merge(sheet, row, column, rows=rows, columns=columns)
        row += 1
    return row


def _draw_row(sheet: Worksheet, made: Layout, place: int, row: int) -> int:
    if place in made.headings:
        sheet.cell(row, 1 + made.start_column, made.headings[place]).font = Font(bold=True)
        if made.headings_wide:
            _merge(sheet, row, 1 + made.start_column, columns=len(made.fields))
        row += 1
    row += place in made.spacers
    for column, name in enumerate(made.fields, 1 + made.start_column):
        spans = dict(made.merged.get(name, ()))
        if name not in made.merged or place in spans:
            sheet.cell(row, column, printed(made, made.rows[place], name))
        _merge(sheet, row, column, rows=spans.get(place, 1))
    return row + 1


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
)


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip with the parts of an Office file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return stream.getvalue()


def document(body: str) -> bytes:
    """A Word file with this body."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": xml})


def paragraph(text: str, *, bold: bool = False) -> str:
    """A paragraph; line breaks become breaks."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    inner = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{inner}</w:t></w:r></w:p>'


def cell(text: str, *, columns: int = 1, merge: str = "", bold: bool = False) -> str:
    """A table cell; each line a paragraph of its own."""
    down = {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    inside = "".join(paragraph(line, bold=bold) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{down}</w:tcPr>{inside}</w:tc>'


def table(rows: list[list[str]]) -> str:
    """A table of drawn cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def docx(made: Layout) -> bytes:
    """The layout as a Word file; what Word cannot hide is not in it."""
    rows: list[list[str]] = []
    under: list[int] = [0] * len(made.fields)
    for titles in header_rows(made):
        drawn = []
        for place, title in enumerate(titles):
            if title is not None:
                text, deep, wide = title
                under[place] = deep - 1
                drawn.append(cell(text, columns=wide, merge="start" if deep > 1 else "", bold=made.bold))
            elif under[place]:
                drawn.append(cell("", merge="on"))
        rows.append(drawn)
    for place, data in enumerate(made.rows):
        if place in made.headings:
            rows.append([cell(made.headings[place], columns=len(made.fields), bold=True)])
        drawn = []
        for name in made.fields:
            starts = dict(made.merged.get(name, ()))
            merge = "" if name not in made.merged else "start" if place in starts else "on"
            value = printed(made, data, name)
            drawn.append(cell("" if value is None or merge == "on" else str(value), merge=merge))
        rows.append(drawn)
    parts = [paragraph(text, bold=True) for text in made.top] + [table(rows)] + [paragraph(text) for text in made.notes]
    return document("".join(parts))


def sheets(drawn: dict[str, list[list[tuple[str, int]]]]) -> bytes:
    """A workbook of sheets whose rows hold (text, rows merged); 0 rows for what lies below a merged cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, lines in drawn.items():
        sheet = book.create_sheet(name)
        for row, line in enumerate(lines, 1):
            for column, (text, rows) in enumerate(line, 1):
                if text:
                    sheet.cell(row, column, int(text) if text.isdigit() else text)
                _merge(sheet, row, column, rows=rows)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
