"""Every cell of a document is found in the sheets drawn of it, in XLSX and in CSV."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from tests.documents import cases
from tests.documents.strategies import documents
from tests.publishing.reading_back import lines, table, unguarded, workbook

from riskbild.documents.exchange import ExchangeControl, ExchangeDocument, ExchangeFinding, LeftOut, TextPart, to_data
from riskbild.publishing import delimited, spreadsheet
from riskbild.publishing.document_sheets import book_of

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)
ABOUT_THE_FILE = ("format", "source", "kind", "provenance", "confidence", "code", "severity")


def held(data: Any) -> list[str]:
    """Every filled value of a document, as the text a reader of the table sees."""
    if isinstance(data, dict):
        return [text for key, value in data.items() if key not in ABOUT_THE_FILE for text in held(value)]
    if isinstance(data, list):
        return [text for value in data for text in held(value)]
    if isinstance(data, bool):
        return ["Ja" if data else "Nej"]
    return [] if data is None else [str(data)]


def missing(document: ExchangeDocument, drawn: list[str]) -> Counter[str]:
    """The values, each as often as the document has it, that are not in the drawn cells."""
    data = to_data(document)
    for row in (*data["rows"], *data["plan"]):
        row.pop("secrecy", None)
    return Counter(held(data)) - Counter(drawn)


def cells_of_workbook(document: ExchangeDocument) -> list[str]:
    read = workbook(spreadsheet.draw(book_of(document, title="x", made_at=NOON)))
    return [str(cell) for page in read.worksheets for row in table(page) for cell in row if cell is not None]


def cells_of_csv(document: ExchangeDocument) -> list[str]:
    read = lines(delimited.draw(book_of(document, title="x", made_at=NOON)))
    return [unguarded(cell) for line in read for cell in line[1:]]


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_cell_of_a_case_is_in_the_workbook(name: str) -> None:
    document = cases.document(name)
    assert not missing(document, cells_of_workbook(document))


@pytest.mark.parametrize("name", cases.NAMES)
def test_every_cell_of_a_case_is_in_the_csv(name: str) -> None:
    document = cases.document(name)
    assert not missing(document, cells_of_csv(document))


@settings(max_examples=60, deadline=None)
@given(documents)
def test_every_cell_of_any_document_is_in_the_csv(document: ExchangeDocument) -> None:
    assert not missing(document, cells_of_csv(document))


def test_the_comparison_above_would_see_a_lost_cell() -> None:
    document = cases.document(cases.NAMES[0])
    lost = cells_of_csv(document)
    lost.remove("Genomgå E-utbidning")
    assert missing(document, lost) == Counter(["Genomgå E-utbidning"])


def test_rows_stand_in_the_order_of_the_document() -> None:
    document = cases.document(cases.NAMES[3])
    page = workbook(spreadsheet.draw(book_of(document, title="x", made_at=NOON)))["Risker"]
    titles, *rows = table(page)
    assert titles[:3] == ["Nr", "Referens", "Process"]
    place = titles.index("Risk")
    assert [row[place] for row in rows] == [row.risk for row in document.rows]
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6, 7]


def test_controls_have_a_sheet_of_their_own_with_a_column_a_period() -> None:
    document = cases.document(cases.NAMES[4])
    read = workbook(spreadsheet.draw(book_of(document, title="x", made_at=NOON)))
    assert read.sheetnames == ["Dokument", "Risker", "Kontroller", "Noteringar"]
    titles, *rows = table(read["Kontroller"])
    assert titles[:4] == ["Tabell", "Rad", "Nr", "Kontrollmoment"]
    assert titles[-2:] == ["Status T1 2022", "Status T2 2022"]
    assert [row[:3] for row in rows[:5]] == [
        ["Risker", 1, 1],
        ["Risker", 1, 2],
        ["Risker", 2, 1],
        ["Risker", 2, 2],
        ["Risker", 3, 1],
    ]
    assert rows[4][-1] == document.rows[2].controls[0].status["T2 2022"]


def test_each_part_of_a_document_has_its_sheet_and_an_empty_part_none() -> None:
    plain = cases.document(cases.NAMES[2])
    full = replace(
        plain,
        plan=(replace(plain.plan[0], controls=(ExchangeControl(control="Kontroll"),), secrecy={"row": "OSL"}),),
        texts=(TextPart("Brödtext", "Inledning", "sida 1"),),
        left_out=(LeftOut("2", "sida 2"),),
        findings=(ExchangeFinding("a", "info", "rad 1", "Se över."),),
    )
    names = [sheet.title for sheet in book_of(full, title="x", made_at=NOON).sheets]
    assert names == ["Dokument", "Risker", "Plan", "Kontroller", "Texter", "Noteringar"]
    assert not missing(full, cells_of_workbook(full))
    assert "hela raden: OSL" in cells_of_workbook(full)
    bare = ExchangeDocument(source=plain.source, kind=plain.kind)
    assert [sheet.title for sheet in book_of(bare, title="x", made_at=NOON).sheets] == ["Dokument", "Risker"]


def test_the_sheets_speak_english_too() -> None:
    book = book_of(cases.document(cases.NAMES[4]), title="x", made_at=NOON, language="en")
    assert [sheet.title for sheet in book.sheets] == ["Document", "Risks", "Controls", "Notes"]
    assert book.sheets[2].columns[3].title == "Control activity"
