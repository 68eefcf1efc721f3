"""Pages that are pictures: their rules are found, and what stands between them is read."""

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.reading.scanning import scanned
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import ExchangeDocument, to_data
from riskbild.intake.reading import limits, read_bytes
from riskbild.intake.reading.codes import Noticed
from riskbild.intake.reading.pdf import document
from riskbild.intake.reading.scan.grey import SCALE, Grey, drawn
from riskbild.intake.reading.scan.ruling import ruling_of
from riskbild.intake.reading.scan.tesseract import program
from riskbild.rules.refusal import Refused

FOLDER = Path(__file__).parents[2] / "files" / "cases"
RULED = FOLDER / "A_typst_ruled.pdf"
FLOOR = 0.80
needs_tesseract = pytest.mark.skipif(program() is None, reason="Tesseract with Swedish is not installed")


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(RULED.read_bytes())


@pytest.fixture(scope="module")
def read(scan: bytes) -> ExchangeDocument:
    return read_bytes(scan, "inskannad.pdf")


@needs_tesseract
def test_a_ruled_table_is_read_from_its_picture_to_the_floor(read: ExchangeDocument) -> None:
    truth = json.loads(RULED.with_name(f"{RULED.name}.truth.json").read_bytes())
    filled, exact, spurious, told = score(to_data(read)["rows"], truth["rows"])
    assert exact >= FLOOR * filled, told
    assert spurious <= 0.01 * filled, told


@needs_tesseract
def test_it_is_told_that_the_pages_are_scanned_and_how_surely_each_cell_was_read(read: ExchangeDocument) -> None:
    assert [each.message for each in read.findings if each.code == Noticed.SCANNED_PAGES] == [
        "Inskannade sidor lästes i bilden: 2. Jämför siffror och namn med originalet."
    ]
    sure = [share for row in read.rows for share in row.confidence.values()]
    assert all(0 <= share <= 1 for share in sure)
    assert len(set(sure)) > 5, "every cell is said to be as sure as the others"


@needs_tesseract
def test_a_cell_says_where_on_the_page_it_stands(read: ExchangeDocument) -> None:
    page = pypdfium2.PdfDocument(RULED.read_bytes())[0]
    assert read.rows[0].provenance is not None
    boxes = [cell.box for cell in read.rows[0].provenance.cells.values() if cell.box]
    assert boxes
    for x0, y0, x1, y1 in boxes:
        assert 0 <= x0 < x1 <= page.get_width() + 5
        assert 0 <= y0 < y1 <= page.get_height() + 5


def test_without_tesseract_a_scan_is_refused_and_told_what_would_help(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "can_read_scans", lambda: None)
    with pytest.raises(Refused) as refused:
        read_bytes(scan, "inskannad.pdf")
    assert refused.value.sentence == limits.ONLY_PICTURES.format(name="inskannad.pdf")


def test_more_scanned_pages_than_fifty_are_refused_before_any_is_read(
    scan: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "can_read_scans", lambda: "tesseract")
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan)) as pages:
        for _ in range(limits.SCANNED_PAGES - 1):
            pages.pages.append(pages.pages[0])
        pages.save(written)
    with pytest.raises(Refused, match="51 inskannade sidor"):
        read_bytes(written.getvalue(), "lång.pdf")


# --- The rules in a picture

WIDE, HIGH = 900, 700


def paper(*boxes: tuple[int, int, int, int]) -> Grey:
    """A white sheet with black boxes on it: left, top, right and bottom in dots."""
    rows = [bytearray(b"\xff" * WIDE) for _ in range(HIGH)]
    for left, top, right, bottom in boxes:
        for row in rows[top:bottom]:
            row[left:right] = bytes(right - left)
    return Grey(b"".join(rows), WIDE, HIGH)


@given(at=st.integers(10, HIGH - 20), start=st.integers(0, 300), long=st.integers(100, 590), thick=st.integers(1, 8))
def test_a_line_across_is_found_where_it_is(at: int, start: int, long: int, thick: int) -> None:
    found = ruling_of(paper((start, at, start + long, at + thick))).across
    assert len(found) == 1
    assert abs(found[0].at * SCALE - (at + thick / 2)) <= 1.5
    assert abs(found[0].start * SCALE - start) <= 1
    assert abs(found[0].end * SCALE - start - long) <= 1


def test_a_filled_area_and_the_strokes_of_letters_are_no_rules() -> None:
    found = ruling_of(paper((100, 100, 400, 300), (500, 500, 530, 504), (560, 500, 564, 530)))
    assert (found.across, found.down) == ((), ())


@pytest.mark.parametrize("askew", [-0.8, 0.5])
def test_a_page_that_lay_askew_is_turned_back(askew: float) -> None:
    page = pypdfium2.PdfDocument(scanned(RULED.read_bytes(), askew=askew))[0]
    slant = ruling_of(drawn(page)).slant
    assert abs(slant) > 0.006
    assert abs(ruling_of(drawn(page, slant)).slant) < 0.2 * abs(slant)
