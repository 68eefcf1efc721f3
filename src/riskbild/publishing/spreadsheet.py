"""Draws tables as an Excel workbook (XLSX), row by row, so that memory does not grow with them."""

import gc
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import xlsxwriter

from riskbild.publishing.row_height import row_height
from riskbild.publishing.sheet import ANSWERS, Book, Cell, ColumnKind, Sheet
from riskbild.publishing.sheet_name import sheet_names
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Language, Sentence

MOST_ROWS: Final = 1_048_575
"""The rows of a sheet in Excel, less the one with the titles."""
LONGEST_TEXT: Final = 32_767
"""The longest text of a cell in Excel, in UTF-16 units."""

_LANGUAGE_TAGS: Final = {"sv": "sv-SE", "en": "en-GB"}
_A4: Final = 9
_MANY_ROWS: Final = 1000

_TOO_LONG = Sentence(
    "Bladet ”{sheet}” kan inte skrivas som Excel: rad {row}, kolumnen ”{column}”, är längre än {longest} "
    "tecken. Exportera som CSV i stället.",
    "The sheet “{sheet}” cannot be written as Excel: row {row}, column “{column}”, is longer than {longest} "
    "characters. Export it as CSV instead.",
)
_TOO_MANY = Sentence(
    "Bladet ”{sheet}” kan inte skrivas som Excel: det har fler än {most} rader. Exportera som CSV i stället.",
    "The sheet “{sheet}” cannot be written as Excel: it has more than {most} rows. Export it as CSV instead.",
)


def draw(book: Book) -> bytes:
    """The book as the bytes of one workbook; the same book gives the same bytes.

    Every text is written as a text, never as a formula, a number or a link. Raises Refused where a sheet has
    more rows, or a cell more characters, than Excel can hold.
    """
    drawn, rows = _drawn(book)
    if rows > _MANY_ROWS:
        # The writer keeps a note of every row, in a ring of objects that nothing but a search for rubbish takes away.
        # A server seldom searches: ten exports of ten thousand rows were 50 MB.
        gc.collect()
    return drawn


def _drawn(book: Book) -> tuple[bytes, int]:
    """The bytes, and how many rows there were."""
    stream, rows = io.BytesIO(), 0
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": book.title, "created": book.made_at})
        # The format has no language of its own for a workbook; document systems read this property.
        workbook.set_custom_property("Language", _LANGUAGE_TAGS[book.language])
        formats = _Formats(workbook)
        for name, sheet in zip(sheet_names(each.title for each in book.sheets), book.sheets, strict=True):
            rows += _SheetDrawing(workbook.add_worksheet(name), sheet, formats, language=book.language).draw()
    return stream.getvalue(), rows


class _Formats:
    """The few looks a cell can have."""

    def __init__(self, workbook: Any) -> None:
        top = {"valign": "top"}
        self.title = workbook.add_format({**top, "bold": True, "text_wrap": True, "bg_color": "#DDE6EE", "bottom": 1})
        self.text = workbook.add_format({**top, "text_wrap": True})
        self.short = workbook.add_format(top)
        self.date = workbook.add_format({**top, "num_format": "yyyy-mm-dd"})

    def of(self, kind: ColumnKind) -> Any:
        """The look of a column's cells."""
        return self.text if kind is ColumnKind.TEXT else self.short


class _SheetDrawing:
    """One sheet while it is drawn. Rows must come in order: what is above is already out of memory."""

    def __init__(self, page: Any, sheet: Sheet, formats: _Formats, *, language: Language) -> None:
        self.page = page
        self.sheet = sheet
        self.formats = formats
        self.looks = [formats.of(column.kind) for column in sheet.columns]
        self.widths = [column.width for column in sheet.columns]
        self.answers = {answer: text.text(language) for answer, text in ANSWERS.items()}

    def draw(self) -> int:
        """The column titles, then every row; how many rows there were."""
        titles = [column.title for column in self.sheet.columns]
        self._set_up()
        self.page.set_row(0, row_height(titles, self.widths))
        for place, title in enumerate(titles):
            self._put_text(0, place, title, look=self.formats.title)
        last = self._draw_rows(self.sheet.rows)
        if titles:
            self.page.autofilter(0, 0, max(last, 1), len(titles) - 1)
        return last

    def _set_up(self) -> None:
        for place, column in enumerate(self.sheet.columns):
            self.page.set_column(place, place, column.width)
        self.page.freeze_panes(1, self.sheet.still)
        self.page.set_landscape()
        self.page.set_paper(_A4)
        self.page.fit_to_pages(1, 0)
        self.page.repeat_rows(0)
        self.page.set_footer("&L&A&R&P (&N)")

    def _draw_rows(self, rows: Iterable[Sequence[Cell]]) -> int:
        """Draws the rows and says how many there were."""
        number = 0
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise Refused(_TOO_MANY.format(sheet=self.sheet.title, most=MOST_ROWS))
            self.page.set_row(number, row_height(row, self.widths))
            self._draw_row(number, row)
        return number

    def _draw_row(self, number: int, row: Sequence[Cell]) -> None:
        for place, cell in enumerate(row):
            if isinstance(cell, bool):
                self._put_text(number, place, self.answers[cell], look=self.looks[place])
            elif isinstance(cell, str):
                if cell:
                    self._put_text(number, place, cell, look=self.looks[place])
            elif isinstance(cell, date):
                self.page.write_datetime(number, place, cell, self.formats.date)
            elif cell is not None:
                self.page.write_number(number, place, cell, self.looks[place])

    def _put_text(self, number: int, place: int, text: str, *, look: Any) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The writer would take such a text for its own markup; in pieces it is escaped like any other.
            outcome = self.page.write_rich_string(number, place, text[:1], text[1:2], text[2:], look)
        else:
            outcome = self.page.write_string(number, place, text, look)
        if outcome < 0:
            raise Refused(
                _TOO_LONG.format(
                    sheet=self.sheet.title, row=number, column=self.sheet.columns[place].title, longest=LONGEST_TEXT
                )
            )
