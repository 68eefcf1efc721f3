"""A table in HTML: its header in one or two rows, bands, row headers, and cells that reach over several rows."""

from collections.abc import Iterator, Sequence

from riskbild.publishing.html.writing import Writer
from riskbild.publishing.publication import Band, Cell, Column, Row, Table

_WIDE = 1.6
"""From this share on a column is for running text and gets room for it."""


def table_html(table: Table, number: int, writer: Writer) -> str:
    """The table in a frame of its own that can be reached with the keyboard and scrolled sideways."""
    name = f"tabell-{number}"
    head = "".join(_header(table.columns, writer))
    body = "".join(_parts(table, writer))
    return (
        f'<div class="rd-scroll" role="region" aria-labelledby="{name}" tabindex="0"><table>'
        f'<caption id="{name}"><span class="rd-hidden">{writer.text(table.name)}</span></caption>'
        f"<thead>{head}</thead>{body}</table></div>\n"
    )


def _header(columns: Sequence[Column], writer: Writer) -> Iterator[str]:
    two = any(column.over for column in columns)
    yield "<tr>"
    place = 0
    while place < len(columns):
        first, over = place, columns[place].over
        place += 1
        while over and place < len(columns) and columns[place].over == over:
            place += 1
        if over:
            yield f'<th scope="colgroup" colspan="{place - first}">{writer.text(over)}</th>'
        else:
            yield _title(columns[first], writer, 2 if two else 1)
    yield "</tr>"
    if two:
        yield "<tr>" + "".join(_title(column, writer, 1) for column in columns if column.over) + "</tr>"


def _title(column: Column, writer: Writer, down: int) -> str:
    span = f' rowspan="{down}"' if down > 1 else ""
    if not column.title:
        # A form may print a column without a title: an empty header would be announced as one.
        return f"<td{span}{_class(column)}></td>"
    return f'<th scope="col"{span}{_class(column)}>{writer.text(column.title)}</th>'


def _class(column: Column) -> str:
    if column.number:
        return ' class="rd-number"'
    return ' class="rd-wide"' if column.share >= _WIDE else ""


def _parts(table: Table, writer: Writer) -> Iterator[str]:
    """The rows, a body for each band so that it is the heading of what follows."""
    opened = False
    for part in table.parts:
        if isinstance(part, Band):
            yield "</tbody>" if opened else ""
            yield (
                f'<tbody><tr class="rd-band"><th scope="colgroup" colspan="{len(table.columns)}">'
                f"<span>{writer.text(part.text)}</span></th></tr>"
            )
            opened = True
            continue
        if not opened:
            yield "<tbody>"
            opened = True
        yield _row(part, table.columns, writer)
    yield "</tbody>" if opened else ""


def _row(row: Row, columns: Sequence[Column], writer: Writer) -> str:
    cells = [_cell(cell, column, writer) for cell, column in zip(row.cells, columns, strict=True) if cell is not None]
    return f"<tr>{''.join(cells)}</tr>\n"


def _cell(cell: Cell, column: Column, writer: Writer) -> str:
    span = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    inside = writer.marked(cell.text, cell.mark) if cell.text else ""
    if column.row_header and inside:
        return f'<th scope="row"{span}>{inside}</th>'
    number = ' class="rd-number"' if column.number else ""
    return f"<td{span}{number}>{inside}</td>"
