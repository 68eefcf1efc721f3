"""The sheets that only a workbook for offline work has: the method, the heat map, the lists, and what was drawn."""

from collections.abc import Sequence
from typing import Any, Final

from riskbild.documents.workbook.base import Base, BaseRow, pack
from riskbild.documents.workbook.form import (
    BASE_NAME,
    BOARD_NAME,
    CODE_NAME,
    FORMAT,
    FORMAT_NAME,
    LISTS_SHEET,
    MADE_NAME,
    META_SHEET,
    SEAL_NAME,
    YEAR_NAME,
)
from riskbild.publishing.publication import Row, Table
from riskbild.publishing.sheet_name import sheet_names
from riskbild.publishing.workbook.keyed import KeyedTable
from riskbild.publishing.workbook.lists import Lists
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.matrix import draw_matrix
from riskbild.publishing.workbook.method_sheet import draw_method
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.writing import Sheet

_METHOD: Final = "Bedömningsmodell"
_MATRIX: Final = "Riskkarta"
_ALLOWED: Final = {
    "format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True,
    "select_unlocked_cells": True,
}  # fmt: skip
_MATRIX_WIDTH: Final = 18
_A4: Final = 9


class OfflineSheets:
    """The further sheets of one workbook; `reserve` puts them after the printed ones, `draw` fills them at the end."""

    def __init__(self, workbook: Any, looks: Looks, offline: Offline) -> None:
        self._workbook = workbook
        self._looks = looks
        self._offline = offline
        self._lists = Lists(offline)
        self._drawn: dict[str, BaseRow] = {}
        self._pages: dict[str, Any] = {}

    def reserve(self, taken: Sequence[str]) -> None:
        """Adds the sheets, under names that no printed sheet has."""
        wanted = [_METHOD, *([_MATRIX] if self._offline.matrix else [])]
        names = sheet_names([*taken, *wanted])[len(taken) :]
        for wanted_name, name in zip(wanted, names, strict=True):
            self._pages[wanted_name] = self._workbook.add_worksheet(name)
        for name in (LISTS_SHEET, META_SHEET):
            self._pages[name] = self._workbook.add_worksheet(name)

    def for_table(self, table: Table) -> KeyedTable | None:
        """The table as one that can be changed; nothing for one of which no row may be."""
        if has_keys(table, self._offline):
            return KeyedTable(table, self._offline, self._lists, self._drawn)
        return None

    def draw(self) -> None:
        """Fills the sheets, and locks all."""
        draw_method(Sheet(self._pages[_METHOD], _METHOD), self._offline, self._looks)
        if self._offline.matrix is not None:
            page = self._pages[_MATRIX]
            page.set_column(0, len(self._offline.matrix.impact), _MATRIX_WIDTH)
            draw_matrix(Sheet(page, _MATRIX), self._offline.matrix, self._looks, 0)
        for name in self._pages.keys() & {_METHOD, _MATRIX}:
            self._set_up(self._pages[name])
        self._lists.draw(self._pages[LISTS_SHEET])
        self._draw_meta(self._pages[META_SHEET])
        for page in self._workbook.worksheets():
            page.protect("", _ALLOWED)

    def _set_up(self, page: Any) -> None:
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)

    def _draw_meta(self, page: Any) -> None:
        packed = pack(Base(self._offline.about, self._drawn), self._offline.secret)
        about = packed.about
        facts = [
            (FORMAT_NAME, FORMAT), (BOARD_NAME, about.board), (CODE_NAME, about.code), (YEAR_NAME, str(about.year)),
            (MADE_NAME, about.made_at), (SEAL_NAME, packed.seal), *((BASE_NAME, chunk) for chunk in packed.chunks),
        ]  # fmt: skip
        for row, (name, value) in enumerate(facts):
            page.write_string(row, 0, name)
            page.write_string(row, 1, value)
        page.very_hidden()


def has_keys(table: Table, offline: Offline) -> bool:
    """Whether any row of a table may be changed."""
    return any(isinstance(part, Row) and offline.key_of(part.key) for part in table.parts)
