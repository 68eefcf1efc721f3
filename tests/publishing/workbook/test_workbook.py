"""A publication drawn as a workbook: in the form's own columns, nothing cut, nothing run, and safe to fill in."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from tests.publishing.conftest import PublishedCase
from tests.publishing.reading_back import table, workbook
from tests.publishing.workbook.offline_case import offline_case

from riskbild.documents.workbook.form import LISTS_SHEET, META_SHEET
from riskbild.intake.reading.returned import returned_from
from riskbild.publishing.publication import Band, Cell, Column, Heading, Mark, Paragraph, Publication, Row, Table
from riskbild.publishing.workbook import draw
from riskbild.publishing.workbook.heights import HIGHEST, fitted_widths, heights_of
from riskbild.rules.level import Colour

HIGH = Mark(Colour.RED, "▲", "Hög")
SET_LINE = 12.2
"""The points that a line of the letters above takes."""
COLUMNS = (Column("risk", "Risk", 3.0, row_header=True), Column("score", "Riskvärde", 0.5, number=True))


def publication(*parts: Row | Band, columns: tuple[Column, ...] = COLUMNS, above: tuple[Any, ...] = ()) -> Publication:
    return Publication(
        title="Risklista 2026", authority="Nämnden", year=2026, kind="risk_list", dated=date(2026, 11, 22),
        blocks=(*above, Table("Risker", columns, parts)),
    )  # fmt: skip


def page(drawn: Publication) -> Any:
    return workbook(draw(drawn).content).worksheets[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(1)", "{=1}", "https://example.se", "<r>fet</r>", "0012", "1e5"])
def test_a_text_stays_a_text_whatever_it_looks_like(text: str) -> None:
    cell = page(publication(Row((Cell(text), Cell("1")))))["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_level_is_told_by_colour_and_word_and_the_number_stays_a_number() -> None:
    cell = page(publication(Row((Cell("Risk"), Cell("12", HIGH)))))["B2"]
    assert cell.value == 12
    assert "▲ Hög" in cell.number_format
    assert cell.fill.fgColor.rgb == "FFF19C95"


def test_bands_merged_cells_and_titles_in_two_rows_stand_as_in_the_form() -> None:
    columns = (Column("heading", "Område"), Column("risk", "Risk"), Column("likelihood", "S", over="Bedömning"),
               Column("impact", "K", over="Bedömning"))  # fmt: skip
    rows = (
        Band("Skattning 16"), Row((Cell("A", down=2), Cell("Ett"), Cell("1"), Cell("2"))),
        Row((None, Cell("Två"), Cell("3"), Cell("4"))),
    )  # fmt: skip
    drawn = page(publication(*rows, columns=columns))
    merged = {str(area) for area in drawn.merged_cells.ranges}
    assert merged == {"A1:A2", "B1:B2", "C1:D1", "A3:D3", "A4:A5"}
    assert [[cell for cell in row if cell] for row in table(drawn)] == [
        ["Område", "Risk", "Bedömning"], ["S", "K"], ["Skattning 16"], ["A", "Ett", "1", "2"], ["Två", "3", "4"],
    ]  # fmt: skip
    assert drawn.freeze_panes == "A3"
    assert drawn.print_title_rows == "$1:$2"


def test_the_sheet_is_printed_on_its_side_as_wide_as_the_paper() -> None:
    drawn = page(publication(Row((Cell("Risk"), Cell("1")))))
    assert drawn.page_setup.orientation == "landscape"
    assert drawn.sheet_properties.pageSetUpPr.fitToPage
    assert drawn.page_setup.fitToHeight == 0


def test_a_long_text_has_a_sheet_of_its_own_so_that_the_header_stays_in_sight() -> None:
    above = (Heading("Uppföljning", 1), Paragraph("\n".join(["Ett stycke."] * 30)))
    book = workbook(draw(publication(Row((Cell("Risk"), Cell("1"))), above=above)).content)
    assert [sheet.title for sheet in book.worksheets] == ["Uppföljning", "Risker"]
    assert book.worksheets[1].freeze_panes == "A2"
    assert (book.properties.title, book.properties.creator) == ("Risklista 2026", "Nämnden")


def test_the_same_publication_gives_the_same_bytes(five: Mapping[str, PublishedCase]) -> None:
    case = offline_case(five["utb"])
    assert draw(case.publication).content == draw(case.publication).content
    assert draw(case.publication, case.offline).content == draw(case.publication, case.offline).content


def test_a_workbook_without_keys_hides_nothing(five: Mapping[str, PublishedCase]) -> None:
    case = offline_case(five["utb"])
    data = draw(case.publication).content
    book = workbook(data)
    assert all(sheet.sheet_state == "visible" for sheet in book.worksheets)
    parts = zipfile.ZipFile(BytesIO(data))
    assert not any(b"risk:0" in parts.read(name) or b'hidden="1"' in parts.read(name) for name in parts.namelist())
    nobody = replace(case.offline, rows={})
    assert draw(case.publication, nobody).content == data


def test_an_offline_workbook_is_locked_but_for_what_may_be_filled_in(five: Mapping[str, PublishedCase]) -> None:
    case = offline_case(five["utb"])
    book = workbook(draw(case.publication, case.offline).content)
    sheet = book["Risker"]
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    assert all(each.protection.sheet and not each.protection.password for each in book.worksheets)
    assert (book[META_SHEET].sheet_state, book[LISTS_SHEET].sheet_state) == ("veryHidden", "hidden")
    keys = sheet.column_dimensions["A"]
    assert (keys.hidden, keys.min, keys.max) == (True, 1, 2)
    assert sheet.row_dimensions[1].hidden
    assert {cell.value for cell in sheet["A"]} >= case.offline.rows.keys()
    assert all(cell.protection.locked for cell in (*sheet["A"], *sheet["B"], *sheet[1]))
    assert not sheet[f"{names['measures']}3"].protection.locked
    assert not sheet[f"{names['risk']}{3 + len(case.offline.rows)}"].protection.locked
    scores = [cell for cell in sheet[3] if str(cell.value).startswith("=IFERROR(INDEX(")]
    assert [cell.protection.locked for cell in scores] == [True]


def test_cells_only_take_what_fits(five: Mapping[str, PublishedCase]) -> None:
    case = offline_case(five["utb"])
    sheet = workbook(draw(case.publication, case.offline).content)["Risker"]
    names = {cell.value: cell.column_letter for cell in sheet[1]}
    rules = {re.match("[A-Z]+", str(rule.sqref))[0]: rule for rule in sheet.data_validations.dataValidation}  # type: ignore[index]  # every area begins with letters
    assert rules[names["in_plan"]].formula1 == '"Ja,Nej"'
    assert (rules[names["likelihood"]].type, rules[names["likelihood"]].showErrorMessage) == ("list", True)
    assert LISTS_SHEET in rules[names["category"]].formula1
    assert not rules[names["category"]].showErrorMessage
    assert (rules[names["measures"]].type, rules[names["measures"]].formula1) == ("textLength", "20000")


def test_a_cell_that_prints_several_fields_is_open_and_each_comes_back(five: Mapping[str, PublishedCase]) -> None:
    case = offline_case(five["sno"])
    book = workbook(draw(case.publication, case.offline).content)
    sheet = book["Samlad riskbild"]
    (names,) = (row for row in sheet.iter_rows() if row[0].value == "riskbild.key")
    titles = {cell.value: cell.column_letter for cell in sheet[names[0].row + 1]}
    cell = sheet[f"{titles['Beskrivning']}{names[0].row + 2}"]
    assert not cell.protection.locked
    description, _, consequence = str(cell.value).partition("\nKonsekvensbeskrivning\n")
    cell.value = f"{description}\nKonsekvensbeskrivning\nDet blir dyrt."
    out = BytesIO()
    book.save(out)
    returned = returned_from(out.getvalue(), "bok.xlsx")
    assert returned is not None
    first = next(row for row in returned.rows if row.key == "risk:0")
    known = case.offline.rows["risk:0"].cells
    assert (first.cells["description"], first.cells["consequence"]) == (known["description"], "Det blir dyrt.")
    assert known["consequence"] == consequence


@cache
def breadth(text: str, size: int = 10) -> float:
    """How wide a text is in letters that are no narrower than those of the workbook."""
    return float(stringWidth(text, "Helvetica", size))


def lines_set(text: str, width: int) -> int:
    """How many lines a text takes, set word by word, in a column measured in figures of the size above."""
    room, lines = width * breadth("0", 11), 0
    for paragraph in text.split("\n"):
        lines, left = lines + 1, room
        for word in paragraph.split():
            wide = breadth(word)
            if wide > left and left < room:
                lines, left = lines + 1, room
            while wide > left:
                lines, wide = lines + 1, wide - left
            left -= wide + breadth(" ")
    return lines


def test_a_row_is_high_enough_for_its_text_and_little_higher(five: Mapping[str, PublishedCase]) -> None:
    tables = [table for case in five.values() for table in case.publication.tables]
    rows = [part for table in tables for part in table.parts if isinstance(part, Row)]
    cells = {cell.text for row in rows for cell in row.cells if cell and cell.text}
    given, needed = 0.0, 0.0
    for width in (9, 14, 22, 36, 60):
        for text in cells:
            (height,) = heights_of([Row((Cell(text),))], [width])
            least = lines_set(text, width) * SET_LINE
            assert height >= min(HIGHEST, least), (width, text)
            given, needed = given + height, needed + least
    assert given < 1.5 * needed


def test_a_text_higher_than_a_row_can_be_gets_a_wider_column() -> None:
    rows = [Row((Cell("Ett långt ord " * 400),))]
    (width,) = fitted_widths([12], rows)
    assert lines_set(rows[0].cells[0].text, width) * SET_LINE <= HIGHEST  # type: ignore[union-attr]  # it has a cell


def test_rows_under_a_merged_cell_share_the_room_it_needs() -> None:
    long = "ord " * 200
    rows = [Row((Cell(long, down=2), Cell("1"))), Row((None, Cell("2")))]
    assert sum(heights_of(rows, [20, 8])) >= lines_set(long, 20) * SET_LINE
