"""Tables drawn as a workbook hold exactly the cells they were given."""

import gc
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.strategies import texts
from tests.publishing.reading_back import table, workbook
from xlsxwriter.worksheet import RowInfo

from riskbild.publishing import spreadsheet
from riskbild.publishing.sheet import Book, Cell, Column, ColumnKind, Sheet
from riskbild.rules.refusal import Refused

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def book(*rows: Sequence[Cell], titles: tuple[str, ...] = ("Risk",), **changes: object) -> Book:
    sheet = Sheet("Risker", tuple(map(Column, titles)), rows)
    return Book(**({"title": "Risker 2024", "sheets": (sheet,), "made_at": NOON} | changes))  # type: ignore[arg-type] # changes are of many types


def drawn(*rows: Sequence[Cell], titles: tuple[str, ...] = ("Risk",)) -> list[list[object]]:
    """The cells below the titles, read back."""
    return table(workbook(spreadsheet.draw(book(*rows, titles=titles))).worksheets[0])[1:]


DANGEROUS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "{=1}",
    "#N/A",
    "TRUE",
    "0012",
    "1e5",
    "2.1",
    "2023-05",
    "https://example.se",
    "mailto:a@example.se",
    "internal:Blad1!A1",
    "<r>fet</r>",
    "<r><t>x</t></r>",
    "_x0041_",
    "</t></is></c>",
    " a ",
    "a\n\nb\n",
    "å\u2028ä",
    "😀",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_stays_a_text_whatever_it_looks_like(text: str) -> None:
    page = workbook(spreadsheet.draw(book([text]))).worksheets[0]
    assert table(page)[1] == [text]
    assert page["A2"].data_type == "s"
    assert page["A2"].hyperlink is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(texts | st.none(), min_size=3, max_size=3), min_size=1, max_size=5))
def test_every_cell_is_found_again_in_its_place(rows: list[list[str | None]]) -> None:
    rows = [[(text and text.replace("<r>", "")) or None for text in row] for row in rows]
    read = drawn(*rows, titles=("A", "B", "C"))
    assert [[*row, None, None, None][:3] for row in read] == rows[: len(read)]
    assert all(cell is None for row in rows[len(read) :] for cell in row)


def test_numbers_dates_and_answers_are_what_they_are() -> None:
    row: list[Cell] = [8, 0, -2.5, date(2024, 10, 1), True, False, None, ""]
    read = drawn(row, titles=tuple("ABCDEFGH"))[0]
    assert read == [8, 0, -2.5, datetime(2024, 10, 1), "Ja", "Nej", None, None]  # noqa: DTZ001 - openpyxl has no zone


def test_answers_are_in_the_language_of_the_book() -> None:
    page = workbook(spreadsheet.draw(book([True], language="en"))).worksheets[0]
    assert page["A2"].value == "Yes"


def test_titles_stay_in_sight_and_are_printed_on_every_page() -> None:
    columns = (Column("Nr", 6, ColumnKind.SHORT), Column("Risk", 40))
    sheet = Sheet("Risker", columns, [[1, "Risk att"]], still=1)
    page = workbook(spreadsheet.draw(Book("Risker", (sheet,), NOON))).worksheets[0]
    assert page.freeze_panes == "B2"
    assert page.print_title_rows == "$1:$1"
    assert page.auto_filter.ref == "A1:B2"
    assert page.column_dimensions["B"].width == pytest.approx(40, abs=1)
    assert page["A1"].font.bold
    assert page["B2"].alignment.wrap_text
    assert not page["A2"].alignment.wrap_text


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    page = workbook(spreadsheet.draw(book(["kort"], ["x" * 100], ["a\nb\nc"], ["x" * 20_000]))).worksheets[0]
    assert [page.row_dimensions[number].height for number in (2, 3, 4, 5)] == [None, 90, 45, 408.75]


def test_the_file_says_its_title_its_language_and_when_it_was_made() -> None:
    read = workbook(spreadsheet.draw(book(["a"])))
    assert read.properties.title == "Risker 2024"
    assert read.properties.created == NOON.replace(tzinfo=None)
    properties: Any = read
    assert properties.custom_doc_props["Language"].value == "sv-SE"


def test_the_same_book_gives_the_same_bytes() -> None:
    assert spreadsheet.draw(book(["a"])) == spreadsheet.draw(book(["a"]))


def test_nothing_in_the_file_is_a_formula_a_link_or_a_program() -> None:
    data = spreadsheet.draw(book(*([text] for text in DANGEROUS)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert not re.search(rb"<f[ >]", archive.read("xl/worksheets/sheet1.xml"))
        assert not [name for name in archive.namelist() if "vba" in name.lower() or "externalLink" in name]
        assert b"hyperlink" not in b"".join(map(archive.read, archive.namelist()))


def test_sheet_names_are_made_to_fit() -> None:
    titles = ("Risker: 2024/25 [utkast]", "A" * 40, "a" * 40, "'", "Historik")
    sheets = tuple(Sheet(title, (Column("A"),), []) for title in titles)
    read = workbook(spreadsheet.draw(Book("x", sheets, NOON)))
    assert read.sheetnames == ["Risker  2024 25  utkast", "A" * 31, "a" * 29 + " 2", "Blad", "Historik 2"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_titles_make_sheets_that_can_be_opened(titles: list[str]) -> None:
    titles = [title.encode("utf-8", "ignore").decode() for title in titles]
    sheets = tuple(Sheet(title, (Column("A"),), [["x"]]) for title in titles)
    assert len(workbook(spreadsheet.draw(Book("x", sheets, NOON))).sheetnames) == len(titles)


def test_a_text_that_excel_cannot_hold_is_refused_and_not_cut() -> None:
    with pytest.raises(Refused, match="rad 2, kolumnen ”Risk”, är längre än 32767 tecken"):
        spreadsheet.draw(book(["a"], ["😀" * 16_384]))
    assert drawn(["x" * 32_767]) == [["x" * 32_767]]


def test_more_rows_than_excel_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="fler än 2 rader"):
        spreadsheet.draw(book(["a"], ["b"], ["c"]))


def test_a_table_without_rows_still_has_its_titles() -> None:
    assert table(workbook(spreadsheet.draw(book())).worksheets[0]) == [["Risk"]]


def test_a_long_list_leaves_nothing_behind_in_memory() -> None:
    gc.collect()
    gc.disable()
    try:
        spreadsheet.draw(book(*[(f"Risk {number}",) for number in range(1500)]))
        left = [one for one in gc.get_objects() if isinstance(one, RowInfo)]
    finally:
        gc.enable()
    assert left == []
