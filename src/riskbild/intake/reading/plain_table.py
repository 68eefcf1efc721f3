"""Reads one table as it is, cell by cell, with nothing understood: the population that a sample is drawn from.

Documents are read by `document`; a ledger of two hundred thousand rows is read here, in seconds and as plain lines.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.formats import FileKind, kind_of
from riskbild.intake.reading.limits import refuse
from riskbild.rules.population import MOST_ROWS, line_of
from riskbild.rules.sentence import Sentence

_ABOVE: Final = 100
"""So many rows more than a population may have are read: titles and what stands above them."""
_LONGEST_CELL: Final = 2000
_LONGEST_FIELD: Final = 100_000
_CHARACTERS: Final = 60 * limits.MEGABYTE
_SPREADSHEETS: Final = frozenset((FileKind.XLSX, FileKind.XLS, FileKind.ODS))

type _Value = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True)
class PlainTable:
    """One sheet's rows that hold anything: each as one line of JSON (`rules.population.line_of`), and where it stands.

    `sheets` are the names of all sheets to choose among, none for a file that has no sheets.
    """

    sheet: str
    sheets: tuple[str, ...]
    lines: tuple[str, ...]
    places: tuple[int, ...]

    def to_data(self) -> dict[str, Any]:
        """The table as plain JSON data."""
        return {"sheet": self.sheet, "sheets": self.sheets, "lines": self.lines, "places": self.places}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "PlainTable":
        """A table from what `to_data` gave."""
        return cls(data["sheet"], tuple(data["sheets"]), tuple(data["lines"]), tuple(data["places"]))


def read_plain_table(data: bytes, name: str, sheet: str = "") -> PlainTable:
    """The table of a sheet, the one with most rows where none is named; refused for what holds no table.

    Numbers are written out in full with a point, dates as 2026-04-30; blanks at a cell's ends and rows and columns
    without any text are left out.
    """
    kind = kind_of(data, name)
    if kind in _SPREADSHEETS:
        return _of_book(data, name, sheet)
    if kind is not FileKind.TEXT:
        refuse(NO_TABLE, name)
    return _table(_delimited(data, name), name, "", ())


def _of_book(data: bytes, name: str, wanted: str) -> PlainTable:
    import python_calamine  # noqa: PLC0415 - only where a workbook is read

    from riskbild.intake.reading.package import Package  # noqa: PLC0415
    from riskbild.intake.reading.sheets import refusing  # noqa: PLC0415

    if data.startswith(b"PK"):
        Package(data, name)  # refuses what unpacks to an unreasonable size
    with refusing(name):
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [one.name for one in book.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
        if not names:
            refuse(NO_TABLE, name)
        found = {each: book.get_sheet_by_name(each) for each in ([wanted] if wanted in names else names)}
        chosen = max(found, key=lambda each: found[each].height)
        first_row, first_column = found[chosen].start or (0, 0)
        rows = ([*[""] * first_column, *map(_shown, row)] for row in found[chosen].iter_rows())
        return _table(enumerate(rows, first_row + 1), name, chosen, tuple(names))


def _delimited(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    from riskbild.intake.reading.delimited import decoded, delimiter_of, delimiter_said  # noqa: PLC0415

    text, _findings = decoded(data)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter, below = delimiter_said(text)
    above = 0 if delimiter is None else 1
    reader = csv.reader(io.StringIO(below, newline=""), delimiter=delimiter or delimiter_of(below) or ";")
    try:
        for row in reader:
            yield reader.line_num + above, row
    except csv.Error:
        refuse(limits.BROKEN, name)


def _table(rows: Iterable[tuple[int, list[str]]], name: str, sheet: str, sheets: tuple[str, ...]) -> PlainTable:
    lines, places, characters = [], [], 0
    for place, row in rows:
        cells = [" ".join(text.split())[:_LONGEST_CELL] for text in row[: limits.COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        lines.append(line_of(cells))
        places.append(place)
        characters += len(lines[-1])
        if len(lines) > MOST_ROWS + _ABOVE or characters > _CHARACTERS:
            refuse(TOO_MANY_ROWS, name)
    if not lines:
        refuse(NO_TABLE, name)
    return PlainTable(sheet, sheets, tuple(lines), tuple(places))


def _shown(value: _Value) -> str:
    match value:
        case bool():
            return "SANT" if value else "FALSKT"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(repr(value)):f}"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
    return str(value)


NO_TABLE: Final = Sentence(
    "Filen {name} innehåller ingen tabell. Använd Excel eller CSV.", "{name} holds no table. Use Excel or CSV."
)
TOO_MANY_ROWS: Final = Sentence(
    "Filen {name} är för stor. Den får ha högst 200 000 rader.",
    "{name} is too large. It may have at most 200,000 rows.",
)
