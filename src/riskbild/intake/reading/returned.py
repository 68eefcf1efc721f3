"""Reads a workbook of our own that has come back, out of what its file physically holds; plain Python."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from riskbild.documents.workbook.base import About, Packed
from riskbild.documents.workbook.cells import FIELDS, plain
from riskbild.documents.workbook.combined import Parts, parted, parts_in
from riskbild.documents.workbook.form import (
    BASE_NAME,
    BOARD_NAME,
    CODE_NAME,
    FORMAT,
    FORMAT_NAME,
    KEY_NAME,
    MADE_NAME,
    META_SHEET,
    MORE_OF_ROW,
    NO_ROW,
    SEAL_NAME,
    YEAR_NAME,
    kind_of,
)
from riskbild.documents.workbook.returned import FileRow, Returned
from riskbild.intake.reading.formats import FileKind, content_of
from riskbild.intake.reading.formats import kind_of as kind_of_file
from riskbild.intake.reading.grid import Cell, Content, Grid
from riskbild.intake.reading.package import Package

_PLACE: Final = re.compile(r"(.*)!([A-Z]{1,3})(\d{1,7})", re.DOTALL)
_TEXT_OF_NONE: Final = frozenset({NO_ROW, MORE_OF_ROW})
_LONGEST_YEAR: Final = 4


def returned_from(data: bytes, name: str) -> Returned | None:
    """The workbook in a file's bytes, if it is one of ours; `Refused` for a file that cannot be read."""
    if not data.startswith(b"PK") or kind_of_file(data, name) not in {FileKind.XLSX, FileKind.ODS}:
        return None
    return returned_in(content_of(data, name)) if _names_our_sheet(data, name) else None


def _names_our_sheet(data: bytes, name: str) -> bool:
    """Whether the file has a sheet of that name, looked for without taking the file apart."""
    package = Package(data, name)
    parts = [part for part in ("xl/workbook.xml", "content.xml") if part in package]
    return any(_holds(package.chunks(part), META_SHEET.encode()) for part in parts)


def _holds(chunks: Iterable[bytes], wanted: bytes) -> bool:
    end = b""
    for chunk in chunks:
        if wanted in end + chunk:
            return True
        end = chunk[-len(wanted) :]
    return False


def returned_in(content: Content) -> Returned | None:
    """The workbook, if the file is one of ours; None for every other file."""
    meta = _meta(content)
    if meta.get((0, "A")) != FORMAT_NAME or meta.get((0, "B")) != FORMAT:
        return None
    facts = {meta[row, "A"]: meta.get((row, "B"), "") for row, column in meta if column == "A"}
    chunks = [meta.get((row, "B"), "") for row, column in sorted(meta) if column == "A" and meta[row, "A"] == BASE_NAME]
    year = facts.get(YEAR_NAME, "").partition(".")[0]
    about = About(
        facts.get(BOARD_NAME, ""), facts.get(CODE_NAME, ""),
        int(year) if year.isdecimal() and len(year) <= _LONGEST_YEAR else 0, facts.get(MADE_NAME, ""),
    )  # fmt: skip
    tables = [table for block in content.blocks if isinstance(block, Grid) and (table := _Table.of(block)) is not None]
    rows = tuple(row for table in tables for row in table.rows())
    kinds = frozenset(kind for table in tables if (kind := table.kind))
    return Returned(Packed(about, "".join(chunks), facts.get(SEAL_NAME, "")), rows, kinds)


def _meta(content: Content) -> Mapping[tuple[int, str], str]:
    """The cells of the sheet that tells whose workbook it is, also where somebody has made it visible."""
    cells: dict[tuple[int, str], str] = {}
    for text in content.unread:
        found = _PLACE.fullmatch(text.where or "")
        if found and found[1] == META_SHEET:
            cells[int(found[3]) - 1, found[2]] = text.text
    for block in content.blocks:
        if isinstance(block, Grid) and block.sheet == META_SHEET:
            cells |= {(cell.row, "AB"[cell.column]): cell.text for cell in block.cells if cell.column < 2}
    return cells


class _Table:
    """One table of the workbook: its hidden row of names, and the rows below it."""

    def __init__(self, grid: Grid, names: Cell) -> None:
        self._grid = grid
        self._top = names.row
        self._key = names.column
        self._cells: dict[tuple[int, int], Cell] = {}
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.rows):
                self._cells[row, cell.column] = cell
        known = frozenset[str]().union(*FIELDS.values())
        named = ((cell.column, parts_in(cell.text)) for cell in grid.by_row[names.row])
        self._fields = {column: parts for column, parts in named if parts and {name for name, _ in parts} <= known}
        self.kind = next((kind for row in self._lines() if (kind := kind_of(self._text(row, self._key)))), "")

    @classmethod
    def of(cls, grid: Grid) -> "_Table | None":
        """The table of a sheet, if it has one."""
        names = next((cell for cell in grid.cells if cell.text == KEY_NAME), None)
        return None if names is None else cls(grid, names)

    def rows(self) -> Iterator[FileRow]:
        """The rows below the titles; lines that are no rows, or go on with one, are not among them."""
        for row in self._lines():
            key = self._text(row, self._key).strip()
            if key in _TEXT_OF_NONE or (not key and self._is_band(row)):
                continue
            said = (_said(parts, self._text(row, column)) for column, parts in self._fields.items())
            cells = {name: plain(name, text) for found in said for name, text in found.items()}
            if key or any(cells.values()):
                yield FileRow(key, cells, self.kind, self._grid.sheet or "", row + 1)

    def _lines(self) -> list[int]:
        return [row for row in sorted(self._grid.by_row) if row > self._top]

    def _text(self, row: int, column: int) -> str:
        cell = self._cells.get((row, column))
        return "" if cell is None else cell.text

    def _is_band(self, row: int) -> bool:
        """Whether a line is one text across the table, which somebody has written below it."""
        cells = self._grid.by_row[row]
        return len(cells) == 1 and cells[0].columns > 1


def _said(parts: Parts, text: str) -> dict[str, str]:
    """What a cell says of the fields that it holds."""
    return {parts[0][0]: text} if len(parts) == 1 else parted(parts, text)
