"""The tables of a document as CSV: every row whole, with its group, so that a program can count in them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from riskbild.publishing import delimited
from riskbild.publishing.publication import Band, Cell, Column, Publication, Table
from riskbild.publishing.sheet import Book, Sheet
from riskbild.publishing.sheet import Column as SheetColumn
from riskbild.rules.sentence import Sentence

MEDIA_TYPE: Final = "text/csv"
_GROUP = Sentence("Grupp", "Group")


def draw(publication: Publication) -> bytes:
    """The tables, one file; several stand below each other with their names in the first column."""
    sheets = tuple(_sheet(table) for table in publication.tables)
    dated = publication.dated
    return delimited.draw(Book(publication.title, sheets, datetime(dated.year, dated.month, dated.day, tzinfo=UTC)))


def _sheet(table: Table) -> Sheet:
    banded = any(isinstance(part, Band) for part in table.parts)
    titles = [_title(column) for column in table.columns]
    columns = [_GROUP.text("sv"), *titles] if banded else titles
    return Sheet(table.name, tuple(map(SheetColumn, columns)), list(_rows(table, banded=banded)))


def _title(column: Column) -> str:
    """The title with the one that it stands under; a column that the form leaves untitled is called by its field."""
    return " – ".join(filter(None, (column.over, column.title))) or column.field


def _rows(table: Table, *, banded: bool) -> Iterator[Sequence[str | int]]:
    """The rows; what is printed once for several rows stands in each of them."""
    group, above = "", [Cell()] * len(table.columns)
    for part in table.parts:
        if isinstance(part, Band):
            group = part.text
            continue
        above = [old if cell is None else cell for cell, old in zip(part.cells, above, strict=True)]
        values = [_value(cell, column) for cell, column in zip(above, table.columns, strict=True)]
        yield [group, *values] if banded else values


def _value(cell: Cell, column: Column) -> str | int:
    return int(cell.text) if column.number and cell.text.isdecimal() else cell.text
