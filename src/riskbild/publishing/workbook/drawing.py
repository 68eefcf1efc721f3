"""Draws a publication as an Excel workbook (XLSX), in the form's own columns; the same publication, the same bytes."""

import io
from datetime import UTC, datetime, time
from typing import Any, Final

import xlsxwriter

from riskbild.publishing.cleaning import cleaned_publication
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.progress import Counted, Step
from riskbild.publishing.publication import Facts, Heading, Matrix, Paragraph, Publication, Row, Table
from riskbild.publishing.workbook.heights import HIGHEST, LINE, fitted_widths, lines_of, widths_of
from riskbild.publishing.workbook.looks import Looks
from riskbild.publishing.workbook.matrix import draw_matrix
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.offline_sheets import OfflineSheets, has_keys
from riskbild.publishing.workbook.parts import Part, parts_of
from riskbild.publishing.workbook.table import TableDrawing
from riskbild.publishing.workbook.writing import Sheet

_LANGUAGE_TAGS: Final = {"sv": "sv-SE", "en": "en-GB"}
_PAPERS: Final = {"a4": 9, "a3": 8}
_TEXT_WIDTH: Final = 110
_MATRIX_WIDTH: Final = 18
_HEADING_LINE: Final = {1: 21.0, 2: 18.0}


def draw(publication: Publication, offline: Offline | None = None) -> Drawn:
    """The publication as a workbook: a sheet for each table, with its headings above it.

    With `offline`, the workbook can be filled in without the system and read back: rows of the register carry their
    keys and versions in hidden columns, cells that may be changed are open and only take what fits, and a hidden sheet
    keeps what each of them said, sealed. Without it, or where no row may be changed, nothing is hidden. Every text is
    written as a text, never as a formula, a number or a link. Raises `Refused` where a sheet has more rows, or a cell
    more characters, than Excel.
    """
    publication, findings = cleaned_publication(publication)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_urls": False}) as workbook:
        _set_properties(workbook, publication)
        looks = Looks(workbook)
        changeable = offline is not None and any(has_keys(table, offline) for table in publication.tables)
        sheets = OfflineSheets(workbook, looks, offline) if offline is not None and changeable else None
        parts = parts_of(publication)
        pages = [(part, workbook.add_worksheet(part.name)) for part in parts]
        if sheets is not None:
            sheets.reserve([part.name for part in parts])
        counted = Counted(Step.DRAWING, sum(len(table.parts) for table in publication.tables))
        for part, page in pages:
            _PartDrawing(Sheet(page, part.name), part, publication, looks, sheets, counted).draw()
        if sheets is not None:
            sheets.draw()
    return Drawn(stream.getvalue(), findings)


def _set_properties(workbook: Any, publication: Publication) -> None:
    made = datetime.combine(publication.dated, time(12), UTC)
    workbook.set_properties({
        "title": publication.title, "author": publication.authority, "subject": publication.kind, "created": made,
    })  # fmt: skip
    # The format has no language of its own for a workbook; document systems read this property.
    workbook.set_custom_property("Language", _LANGUAGE_TAGS.get(publication.language, publication.language))


class _PartDrawing:
    """One sheet while it is drawn, from the top downwards."""

    def __init__(  # noqa: PLR0917 - a sheet and all that it is drawn with
        self, sheet: Sheet, part: Part, publication: Publication, looks: Looks, offline: OfflineSheets | None,
        counted: Counted,
    ) -> None:  # fmt: skip
        self.counted = counted
        self.sheet = sheet
        self.part = part
        self.publication = publication
        self.looks = looks
        self.offline = offline
        self.row = 0

    def draw(self) -> None:
        """The blocks, and how the sheet is printed."""
        table = self.part.table
        keyed = self.offline.for_table(table) if self.offline and table else None
        widths = self._widths(table)
        first = 0 if keyed is None else keyed.hidden_columns
        for block in self.part.blocks:
            match block:
                case Heading() | Paragraph() | Facts():
                    self._text(block, first, widths)
                case Table():
                    drawing = TableDrawing(self.sheet, block, self.looks, widths, keyed, self.counted)
                    self.row = drawing.draw(self.row)
                case Matrix():
                    self.row = draw_matrix(self.sheet, block, self.looks, self.row)
        for place, width in enumerate(widths, first):
            self.sheet.page.set_column(place, place, width)
        self._set_up_page()

    def _widths(self, table: Table | None) -> list[int]:
        if table is not None:
            rows = [part for part in table.parts if isinstance(part, Row)]
            return fitted_widths(widths_of(table.columns), rows)
        last = self.part.blocks[-1]
        if isinstance(last, Matrix):
            return [_MATRIX_WIDTH] * (len(last.impact) + 1)
        return [_TEXT_WIDTH]

    def _text(self, block: Heading | Paragraph | Facts, first: int, widths: list[int]) -> None:
        if isinstance(block, Heading):
            line = _HEADING_LINE.get(block.depth, 16.0)
            self._across(block.text, first, widths, look=self.looks.heading(block.depth), line=line)
            return
        texts = block.text.split("\n") if isinstance(block, Paragraph) else [": ".join(fact) for fact in block.facts]
        for text in texts:
            self._across(text, first, widths, look=self.looks.paragraph(), line=LINE)

    def _across(self, text: str, first: int, widths: list[int], *, look: Any, line: float) -> None:
        """One paragraph in one row, over all the columns."""
        self.sheet.page.set_row(self.row, min(HIGHEST, lines_of(text, sum(widths)) * line + 2))
        self.sheet.merged(self.row, first, self.row, first + len(widths) - 1, text, look=look)
        self.row += 1

    def _set_up_page(self) -> None:
        page, paper = self.sheet.page, self.publication.page
        if paper.landscape:
            page.set_landscape()
        page.set_paper(_PAPERS.get(paper.size, _PAPERS["a4"]))
        margin = paper.margin / 25.4
        page.set_margins(left=margin, right=margin, top=margin, bottom=max(margin, 0.6))
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        running = self.publication.running.replace("&", "&&")
        page.set_footer(f"&L{running}&R&P (&N)" if running else "&R&P (&N)")
