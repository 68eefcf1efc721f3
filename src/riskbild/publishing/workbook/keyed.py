"""A table that can be changed in the workbook: hidden keys, open and locked cells, rules for what may be filled in."""

from dataclasses import dataclass, field
from typing import Any, Final

from riskbild.documents.workbook.base import BaseRow
from riskbild.documents.workbook.cells import FIELDS, plain
from riskbild.documents.workbook.combined import Parts, name_of, parted
from riskbild.documents.workbook.form import KEY_NAME, MORE_OF_ROW, NO_ROW, VERSION_NAME, kind_of
from riskbild.publishing.publication import Cell, Column, Mark, Row, Table
from riskbild.publishing.workbook.heights import LINE
from riskbild.publishing.workbook.lists import Lists, column_letters
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.rules_of_columns import rule_of
from riskbild.publishing.workbook.writing import Sheet, is_number

_NEW_ROW_LINES: Final = 3
_SAMPLE: Final = 200


@dataclass
class KeyedTable:
    """One such table while it is drawn; `drawn` collects what its open cells said, by key and field."""

    table: Table
    offline: Offline
    lists: Lists
    drawn: dict[str, BaseRow]
    hidden_columns: int = 2
    kind: str = ""
    columns: tuple[Parts, ...] = field(default=())
    _above: str = ""
    _open: frozenset[int] = frozenset()
    _known: BaseRow | None = None

    def __post_init__(self) -> None:
        rows = [part for part in self.table.parts if isinstance(part, Row)]
        self.kind = next((kind_of(key) for row in rows if (key := self.offline.key_of(row.key))), "")
        self.columns = self._columns(rows)
        self._covered = _covered(rows)

    def _columns(self, rows: list[Row]) -> tuple[Parts, ...]:
        """The fields that each column prints as they are, none for a column that prints something else."""
        columns: list[Parts] = []
        for place, column in enumerate(self.table.columns):
            parts = column.parts or ((column.field, ""),)
            taken = {field for found in columns for field, _ in found}
            known = all(field in FIELDS.get(self.kind, ()) and field not in taken for field, _ in parts)
            columns.append(parts if known and self._prints(place, parts, rows) else ())
        return tuple(columns)

    def _prints(self, place: int, parts: Parts, rows: list[Row]) -> bool:
        """Whether the column prints the fields themselves in any row."""
        filled = [row for row in rows if (cell := row.cells[place]) is not None and cell.text and cell.down == 1]
        known = [(found, row) for row in filled[:_SAMPLE] if (found := self.offline.row_of(row.key)) is not None]
        same = [_says(parts, found, cell) for found, row in known if (cell := row.cells[place])]
        return not same or any(same)

    def names(self, sheet: Sheet, row: int) -> int:
        """Writes the hidden row of names, and gives the row after it."""
        sheet.page.write_string(row, 0, KEY_NAME)
        sheet.page.write_string(row, 1, VERSION_NAME)
        for place, parts in enumerate(self.columns, self.hidden_columns):
            if parts and not self._works_out(parts):
                sheet.page.write_string(row, place, name_of(parts))
        sheet.page.set_row(row, None, None, {"hidden": True})
        sheet.page.set_column(0, self.hidden_columns - 1, 8, None, {"hidden": True})
        return row + 1

    def keys(self, sheet: Sheet, row: int, of: Row) -> None:
        """Writes the key and the version of a row; a line that goes on with the row above has neither."""
        self._open, self._known = frozenset(), None
        if of.key and of.key == self._above:
            sheet.page.write_string(row, 0, MORE_OF_ROW)
            return
        self._above = of.key
        key, known = self.offline.key_of(of.key), self.offline.row_of(of.key)
        if known is None or key in self.drawn:
            # What is printed a second time is changed where it is printed first.
            sheet.page.write_string(row, 0, NO_ROW)
            return
        self._known = known
        sheet.page.write_string(row, 0, key)
        sheet.page.write_number(row, 1, known.version)
        self._open = frozenset(place for place, parts in enumerate(self.columns) if parts and self._is_open(place, of))
        names = [name for place in self._open for name, _ in self.columns[place]]
        self.drawn[key] = BaseRow(known.version, {name: known.cells[name] for name in names})

    def no_row(self, sheet: Sheet, first: int, last: int) -> None:
        """Marks lines that are no rows: titles, bands."""
        for row in range(first, last):
            sheet.page.write_string(row, 0, NO_ROW)

    def state(self, place: int) -> str:
        """ "open" for a cell of the row whose key was written last that can be changed, else "locked"."""
        return "open" if place in self._open else "locked"

    def _is_open(self, place: int, of: Row) -> bool:
        """Whether the cell prints exactly what the register has in the fields, all of which may be changed.

        A cell that stands for several rows is locked: nobody could say whose text is changed.
        """
        parts, known, cell = self.columns[place], self._known, of.cells[place]
        if known is None or cell is None or self._works_out(parts):
            return False
        return (cell.down == 1 or self._covered.get(id(of), 1) >= cell.down) and _says(parts, known, cell)

    def _works_out(self, parts: Parts) -> bool:
        return parts == (("score", ""),) and self.offline.method.likelihood is not None

    def coloured(self, column: Column) -> bool:
        """Whether the sheet's own rules colour the column by its values, as they are changed."""
        return column.field == "score" and bool(self.offline.method.levels)

    def computed(self, sheet: Sheet, row: int, place: int, *, column: Column, cell: Cell, look: Any) -> bool:
        """Writes a score that follows the two values beside it, where it is what the method makes of them."""
        formula = self._formula(row) if column.field == "score" else ""
        if not formula or not is_number(cell.text) or not self._is_counted(cell):
            return False
        sheet.page.write_formula(row, place, formula, look, int(cell.text))
        return True

    def _is_counted(self, cell: Cell) -> bool:
        if self._known is None:
            return False
        likelihood, impact = (self._known.cells.get(name, "") for name in ("likelihood", "impact"))
        if not likelihood.isdigit() or not impact.isdigit():
            return False
        return self.offline.method.score_of(int(likelihood), int(impact)) == int(cell.text)

    def _formula(self, row: int) -> str:
        """The score of a row as a formula; "" where the table does not print both values."""
        axes = [((name, ""),) for name in ("likelihood", "impact")]
        if not all(axis in self.columns for axis in axes) or not self.lists.matrix:
            return ""
        at = [f"{column_letters(self.columns.index(axis) + self.hidden_columns)}{row + 1}" for axis in axes]
        return self.lists.score_formula(*at)

    def open_rows(self, sheet: Sheet, first: int, row: int, looks: Looks) -> int:
        """Draws the empty rows for what is new, and the rules for all; gives the first free row."""
        last = row
        if self.kind in self.offline.adds and any(self.columns):
            for last in range(row, row + self.offline.empty_rows):
                self._empty_row(sheet, last, looks)
            last += 1
        if last > first:
            self._rules(sheet, first, last - 1, looks)
        return last

    def _empty_row(self, sheet: Sheet, row: int, looks: Looks) -> None:
        sheet.page.set_row(row, _NEW_ROW_LINES * LINE)
        for place, column in enumerate(self.table.columns):
            parts = self.columns[place]
            state = "open" if parts and not self._works_out(parts) else "locked"
            look = looks.cell(number=column.number, state=state)
            formula = self._formula(row) if column.field == "score" else ""
            if formula:
                sheet.page.write_formula(row, place + self.hidden_columns, formula, look, "")
            else:
                sheet.page.write_blank(row, place + self.hidden_columns, None, look)

    def _rules(self, sheet: Sheet, first: int, last: int, looks: Looks) -> None:
        columns = zip(self.table.columns, self.columns, strict=True)
        for place, (column, parts) in enumerate(columns, self.hidden_columns):
            area = (first, place, last, place)
            if parts:
                name = parts[0][0] if len(parts) == 1 else ""
                rule = rule_of(name, column.title, self.offline, self.lists)
                sheet.page.data_validation(*area, rule)
            if self.coloured(column):
                self._colours(sheet, area, looks)

    def _colours(self, sheet: Sheet, area: tuple[int, int, int, int], looks: Looks) -> None:
        """The heat: the highest level first, so that each cell shows the one it has come to."""
        corner = f"{column_letters(area[1])}{area[0] + 1}"
        for level in reversed(self.offline.method.levels):
            mark = Mark(level.colour, level.symbol, level.word)
            criteria = f"=AND(ISNUMBER({corner}),{corner}>={level.from_score})"
            rule = {"type": "formula", "criteria": criteria, "format": looks.level(mark), "stop_if_true": True}
            sheet.page.conditional_format(*area, rule)


def _says(parts: Parts, known: BaseRow, cell: Cell) -> bool:
    """Whether a cell says exactly what the register has in its fields, however it is typed."""
    said = parted(parts, cell.text) if len(parts) > 1 else {parts[0][0]: cell.text}
    return all(name in known.cells and known.cells[name] == plain(name, text) for name, text in said.items())


def _covered(rows: list[Row]) -> dict[int, int]:
    """How many lines each row of the register covers, by the identity of its first line."""
    covered: dict[int, int] = {}
    first: Row | None = None
    for row in rows:
        if first is not None and row.key and row.key == first.key:
            covered[id(first)] += 1
        else:
            first = row
            covered[id(row)] = 1
    return covered
