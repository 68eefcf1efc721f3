"""One sheet of an open workbook, row by row: its filled cells, spans, hidden rows and columns, and what is noted."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.grid import BlockKind, Cell, Grid, TextBlock
from riskbild.intake.reading.ods.names import ANNOTATION, TABLE, all_paragraphs, paragraphs_in, whole
from riskbild.intake.reading.ods.styles import Looks
from riskbild.intake.reading.package import Element
from riskbild.intake.reading.xlsx.formulas import column_letters, factors, product

_CELL, _COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
_HIDDEN: Final = frozenset(("collapse", "filter"))
_MOST_SAME: Final = 1_000
_LAST_ROW: Final = 1_048_576

type Place = tuple[int, int]


@dataclass(slots=True)
class Sheet:
    """A sheet while it is read. Rows and columns count from 0."""

    name: str
    shown: bool
    right_to_left: bool = False
    row: int = 0
    column: int = 0
    cells: dict[Place, Cell] = field(default_factory=dict)
    products: dict[Place, tuple[Place, Place]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    notes: list[TextBlock] = field(default_factory=list)
    beneath: list[TextBlock] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    without_value: int = 0

    def take_column(self, element: Element, looks: Looks) -> None:
        """Takes in what is said of some columns."""
        count = whole(element.get(f"{TABLE}number-columns-repeated"))
        columns = range(self.column, min(self.column + count, limits.COLUMNS))
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self.hidden_columns.update(columns)
        self.widths.update(dict.fromkeys(columns, looks.of(element.get(f"{TABLE}style-name")).width))
        self.column += count

    def take_row(self, element: Element, looks: Looks) -> None:
        """Takes in a row, and those that are the same as it."""
        count = whole(element.get(f"{TABLE}number-rows-repeated"))
        filled = list(self._row(element, looks))
        for row in range(self.row, self.row + min(count, _MOST_SAME if filled else 0)):
            for cell in filled:
                self.cells[row, cell.column] = replace(cell, row=row, where=f"{column_letters(cell.column)}{row + 1}")
        if element.get(f"{TABLE}visibility") in _HIDDEN:
            self.hidden_rows.update(range(self.row, self.row + min(count, _MOST_SAME)))
        self.row = min(self.row + count, _LAST_ROW)

    def _row(self, element: Element, looks: Looks) -> Iterator[Cell]:
        column = 0
        for child in element:
            if child.tag not in {_CELL, _COVERED}:
                continue
            count = whole(child.get(f"{TABLE}number-columns-repeated"))
            cell = self._cell(child, column, looks)
            if cell is not None and column >= limits.COLUMNS:
                self.beyond.append(cell.text)
            elif cell is not None and child.tag == _COVERED:
                self.beneath += [TextBlock(cell.text, where=f"{self.name}!{cell.where}")] if cell.text else []
            elif cell is not None:
                yield from (replace(cell, column=each) for each in range(column, min(column + count, limits.COLUMNS)))
            column += count

    def _cell(self, element: Element, column: int, looks: Looks) -> Cell | None:
        """The cell if it says something or has a colour."""
        where = f"{column_letters(min(column, limits.COLUMNS))}{self.row + 1}"
        for note in element.iterchildren(ANNOTATION):
            self.notes += [TextBlock(text, BlockKind.NOTE, f"{self.name}!{where}") for text in all_paragraphs(note)]
        text = paragraphs_in(element)
        formula = element.get(f"{TABLE}formula") or ""
        if formula:
            self._take_formula(formula, column, text)
        style = element.get(f"{TABLE}style-name")
        colour = looks.colour(style)
        if not text.strip() and colour is None and not formula:
            return None
        return Cell(
            self.row,
            column,
            text if text.strip() else "",
            rows=min(whole(element.get(f"{TABLE}number-rows-spanned")), _LAST_ROW),
            columns=min(whole(element.get(f"{TABLE}number-columns-spanned")), limits.COLUMNS),
            where=where,
            strong=colour is not None or looks.bold(style),
            colour=colour,
        )

    def _take_formula(self, formula: str, column: int, text: str) -> None:
        plain = formula.partition(":=")[2] or formula
        if found := factors(plain.replace("[.", "").replace("]", "")):
            self.products[self.row, column] = found
        elif not text:
            self.without_value += 1

    def worked_out(self) -> Iterator[tuple[str, str, str]]:
        """Fills products without a saved value; of each that differs tells where, what is saved, what is right."""
        texts = {place: cell.text for place, cell in self.cells.items()}
        for place, both in self.products.items():
            cell, found = self.cells.get(place), product(texts, both)
            if cell is None or found is None:
                continue
            if not cell.text:
                self.cells[place] = replace(cell, text=str(found))
            elif cell.text != str(found):
                yield cell.where or "", cell.text, str(found)

    def grid(self, number: int) -> Grid:
        """The sheet as a grid."""
        return Grid(
            tuple(cell for cell in self.cells.values() if cell.text or cell.colour),
            sheet=self.name,
            number=number,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            widths=self.widths,
        )


def sheet_of(element: Element, looks: Looks) -> Sheet:
    """The sheet that an element begins."""
    look = looks.of(element.get(f"{TABLE}style-name"))
    return Sheet(element.get(f"{TABLE}name") or "", look.displayed, look.right_to_left)
