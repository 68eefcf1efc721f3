"""The example tables as PDF, from several producers, are read nearly to the letter; and no letter of them is lost."""

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from tests.intake.reading import letters
from tests.intake.reading.readings import content_in, document_in
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import read_exchange, to_data, write_exchange
from riskbild.intake.reading import read_bytes
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.grid import Grid

FOLDER = Path(__file__).parents[2] / "files" / "cases"
FILES = sorted(FOLDER.glob("*.pdf"))
PAIRED = [path for path in FILES if path.name.startswith("E")]


def truth(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.with_name(path.name + ".truth.json").read_bytes())
    return data


def printed_letters(data: bytes) -> Counter[str]:
    document = pypdfium2.PdfDocument(data)
    return Counter(char for page in document for char in page.get_textpage().get_text_range() if char.isalnum())


def turned(path: Path, degrees: int) -> bytes:
    """The file with its pages shown turned."""
    written = io.BytesIO()
    with pikepdf.open(path) as document:
        for page in document.pages:
            page.rotate(degrees, relative=True)
        document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_cells_are_read_and_hardly_any_invented(path: Path) -> None:
    data = to_data(document_in(path))
    filled, exact, spurious, told = score(data["rows"] + data["plan"], truth(path)["rows"])
    assert exact >= 0.98 * filled, told
    assert spurious <= 0.01 * filled, told


@pytest.mark.parametrize("path", PAIRED, ids=lambda path: path.name)
def test_paragraphs_that_stand_beside_each_other_are_paired(path: Path) -> None:
    rows = [{"process": row["process"], "controls": row["controls"]} for row in to_data(document_in(path))["rows"]]
    wanted = [{"process": row["process"], "controls": row["controls"]} for row in truth(path)["rows"]]
    filled, exact, _, told = score(rows, wanted)
    assert exact >= 0.97 * filled, told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_title_is_the_one_printed(path: Path) -> None:
    assert document_in(path).title == truth(path)["document"]["title"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_letter_of_the_file_is_in_a_cell_a_text_or_named_as_unread(path: Path) -> None:
    assert not printed_letters(path.read_bytes()) - letters.in_content(content_in(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_letter_seen_is_lost_on_the_way_to_the_document(path: Path) -> None:
    assert not letters.in_content(content_in(path)) - letters.in_document(document_in(path))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_reading_can_be_written_and_read_back(path: Path) -> None:
    document = document_in(path)
    assert read_exchange(write_exchange(document)) == document


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_says_where_on_the_page_it_stands(path: Path) -> None:
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(path)]
    for grid in (block for block in content_in(path).blocks if isinstance(block, Grid)):
        for cell in grid.cells:
            assert cell.page is not None
            assert cell.box is not None
            x0, y0, x1, y1 = cell.box
            width, height = sizes[cell.page - 1]
            assert -1 <= x0 < x1 <= width + 1
            assert -1 <= y0 < y1 <= height + 1


@pytest.mark.parametrize("degrees", [90, 270])
@pytest.mark.parametrize("name", ["A_typst_ruled.pdf", "D_typst_unruled.pdf", "E_lo_docx.pdf"])
def test_pages_turned_in_the_viewer_are_read_as_well(name: str, degrees: int) -> None:
    upright, other = document_in(FOLDER / name), read_bytes(turned(FOLDER / name, degrees), name)
    assert [(row.process, row.risk, row.score) for row in other.rows] == [
        (row.process, row.risk, row.score) for row in upright.rows
    ]


def test_the_place_of_a_cell_turns_with_the_page() -> None:
    path = FOLDER / "A_typst_ruled.pdf"
    width, _ = pypdfium2.PdfDocument(path)[0].get_size()
    upright = next(block for block in content_in(path).blocks if isinstance(block, Grid))
    other = next(block for block in content_of(turned(path, 270), "a.pdf").blocks if isinstance(block, Grid))
    for cell, same in zip(upright.cells, other.cells, strict=True):
        assert cell.box is not None
        x0, y0, x1, y1 = cell.box
        assert same.box == pytest.approx((y0, width - x1, y1, width - x0), abs=0.1)
