"""A table as Word's XML: titles repeated on every page, cells over several rows, group headings, levels in words."""

from collections.abc import Sequence
from itertools import groupby
from math import ceil
from typing import Final

from riskbild.publishing.publication import Band, Cell, Column, Mark, Row, Table
from riskbild.publishing.word.look import Look, fill_of
from riskbild.publishing.word.ooxml import escaped
from riskbild.publishing.word.text import paragraph, paragraphs, run
from riskbild.publishing.word.widths import column_widths
from riskbild.rules.sentence import Sentence

_SHORT_LINES: Final = 14
"""A row of at most so many lines is not parted by a page break; a longer one is, so that pages are filled."""
_LONGEST_BOLD: Final = 90
_LETTER_WIDTH: Final = 0.52
_CENTRED: Final = '<w:jc w:val="center"/>'
_TOGETHER: Final = "<w:trPr><w:cantSplit/></w:trPr>"
_HEADER: Final = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_CONTINUED: Final = "<w:vMerge/>"
_BEGUN: Final = '<w:vMerge w:val="restart"/>'
_TOLD: Final = Sentence("{rows} rader. Kolumner: {columns}.", "{rows} rows. Columns: {columns}.")
_UNTITLED: Final = Sentence("utan rubrik", "untitled")


def table_xml(table: Table, look: Look) -> str:
    """The table, as wide as the text."""
    widths = column_widths(table, look)
    rows = [each for each in table.parts if isinstance(each, Row)]
    titles = ", ".join(
        " ".join(f"{column.over} {column.title}".split()) or _UNTITLED.text(look.language) for column in table.columns
    )
    told = _TOLD.format(rows=len(rows), columns=titles).text(look.language)
    first = bool(table.columns) and table.columns[0].row_header
    parts = [opening(look.table, widths, table.name, told, row_headers=first)]
    parts += _header(table.columns, widths, look)
    styles = [_style(column, number, rows, look) for number, column in enumerate(table.columns)]
    covered = [0] * len(widths)
    for part in table.parts:
        if isinstance(part, Band):
            covered = [0] * len(widths)
            parts.append(_band(part.text, widths, look))
        else:
            parts.append(_row(part, table.columns, widths, look, (styles, covered)))
    return "".join(parts) + "</w:tbl>"


def opening(style: str, widths: Sequence[int], name: str, told: str, *, row_headers: bool) -> str:
    """The beginning of a table, up to its first row; `name` and `told` are for those who listen to it."""
    look = (
        f'<w:tblLook w:val="{"06A0" if row_headers else "0620"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(row_headers)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    called = f'<w:tblCaption w:val="{escaped(name)}"/>' if name else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{called}<w:tblDescription w:val="{escaped(told)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def cell_xml(content: str, width: int, *, span: int = 1, merge: str = "", fill: str = "", place: str = "") -> str:
    """One cell of finished paragraphs; `place` is where they stand, if not at the top."""
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    placed = f'<w:vAlign w:val="{place}"/>' if place else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spans}{merge}{filled}{placed}</w:tcPr>{content}</w:tc>'


def header_row(cells: str) -> str:
    """A row of titles, printed again on every page that the table goes on to."""
    return f"<w:tr>{_HEADER}{cells}</w:tr>"


def level_xml(text: str, mark: Mark, style: str) -> str:
    """What a cell with a level says: its number, and below it the symbol and the word in the level's colour."""
    colour = f'<w:color w:val="{fill_of(mark.colour)[1]}"/>'
    number = f"<w:b/><w:bCs/>{colour}"
    words = " ".join(f"{mark.symbol} {mark.word}".split())
    lines = [paragraphs(text, style, properties=_CENTRED, run_properties=number)] if text else []
    lines.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_CENTRED}</w:pPr>{run(words, colour)}</w:p>')
    return "".join(lines)


def _header(columns: Sequence[Column], widths: Sequence[int], look: Look) -> list[str]:
    if not any(column.title or column.over for column in columns):
        return []
    if not any(column.over for column in columns):
        cells = (_title(column.title, width, look, column) for column, width in zip(columns, widths, strict=True))
        return [header_row("".join(cells))]
    upper, lower = [], []
    for over, group in groupby(zip(columns, widths, strict=True), key=lambda each: each[0].over):
        members = list(group)
        if over:
            wide = sum(width for _, width in members)
            upper.append(cell_xml(_titled(over, look, None), wide, span=len(members), fill=look.title_fill))
            lower += [_title(column.title, width, look, column) for column, width in members]
        else:
            upper += [_title(column.title, width, look, column, merge=_BEGUN) for column, width in members]
            lower += [_title("", width, look, column, merge=_CONTINUED) for column, width in members]
    return [header_row("".join(upper)), header_row("".join(lower))]


def _title(text: str, width: int, look: Look, column: Column, *, merge: str = "") -> str:
    return cell_xml(_titled(text, look, column), width, merge=merge, fill=look.title_fill, place="bottom")


def _titled(text: str, look: Look, column: Column | None) -> str:
    return title_xml(text, look, centred=column is None or column.number)


def title_xml(text: str, look: Look, *, centred: bool) -> str:
    """The paragraphs of a title, in letters that can be read on its fill."""
    colour = f'<w:color w:val="{look.title_letters}"/>' if look.title_letters else ""
    return paragraphs(text, look.column_title, properties=_CENTRED if centred else "", run_properties=colour)


def _band(text: str, widths: Sequence[int], look: Look) -> str:
    content = paragraphs(text, look.band)
    return f"<w:tr>{_TOGETHER}{cell_xml(content, sum(widths), span=len(widths), fill=look.band_fill)}</w:tr>"


def _style(column: Column, number: int, rows: Sequence[Row], look: Look) -> str:
    """The style of a column's cells; whole sentences that name their rows are not set in bold."""
    if not column.row_header:
        return look.cell
    longest = max((len(cell.text) for row in rows if (cell := row.cells[number]) is not None), default=0)
    return look.row_title if longest <= _LONGEST_BOLD else look.cell


def _row(
    row: Row, columns: Sequence[Column], widths: Sequence[int], look: Look, state: tuple[Sequence[str], list[int]]
) -> str:
    """One row. `state` is the style of each column, and how many rows more the cell above covers, which is moved on."""
    styles, covered = state
    cells = []
    for number, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        if cell is None:
            merge = _CONTINUED if covered[number] else ""
            covered[number] = max(covered[number] - 1, 0)
            cells.append(cell_xml(paragraph("", look.cell), width, merge=merge))
        else:
            covered[number] = cell.down - 1
            cells.append(_filled(cell, column, width, look, styles[number]))
    short = max((_lines(cell, width, look) for cell, width in zip(row.cells, widths, strict=True)), default=1)
    return f"<w:tr>{_TOGETHER if short <= _SHORT_LINES else ''}{''.join(cells)}</w:tr>"


def _filled(cell: Cell, column: Column, width: int, look: Look, style: str) -> str:
    merge = _BEGUN if cell.down > 1 else ""
    if cell.mark is not None:
        fill = fill_of(cell.mark.colour)[0]
        return cell_xml(level_xml(cell.text, cell.mark, look.cell), width, merge=merge, fill=fill)
    content = paragraphs(cell.text, style, properties=_CENTRED if column.number else "")
    return cell_xml(content, width, merge=merge)


def _lines(cell: Cell | None, width: int, look: Look) -> int:
    """About how many lines a cell has; one over several rows counts for none, it has them all to fill."""
    if cell is None or cell.down > 1:
        return 1
    a_line = max(width / 20 / (look.letters * _LETTER_WIDTH), 1.0)
    return sum(max(ceil(len(line) / a_line), 1) for line in cell.text.split("\n"))
