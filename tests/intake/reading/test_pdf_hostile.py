"""PDF files that cannot be read are refused with one sentence; what is only odd is read, with a finding."""

import io
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.intake.reading.test_pdf_cases import FOLDER

from riskbild.intake.reading import limits, read, read_bytes
from riskbild.intake.reading.pdf.picture import page_png, page_sizes
from riskbild.intake.reading.scan.tesseract import program
from riskbild.rules.refusal import Refused

A_FILE = (FOLDER / "A_typst_ruled.pdf").read_bytes()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_bytes(data, "fil.pdf")
    return refused.value.sentence.sv


def drawn(pages: int = 1, *, text: str = "", encrypt: StandardEncryption | None = None, link: bool = False) -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4, encrypt=encrypt)
    for _ in range(pages):
        canvas.drawString(72, 700, text)
        if link:
            canvas.linkURL("https://example.org/", (72, 690, 200, 710))
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def saved(document: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_file_that_asks_for_a_password_is_refused() -> None:
    data = drawn(text="Hemligt", encrypt=StandardEncryption("hemligt", ownerPassword="mer"))
    assert refusal(data) == "Filen fil.pdf är skyddad med lösenord. Spara den utan lösenord och försök igen."


def test_a_password_against_printing_only_is_told_of() -> None:
    data = drawn(text="Öppet", encrypt=StandardEncryption("", ownerPassword="mer", canPrint=0))
    document = read_bytes(data, "fil.pdf")
    assert "owner-password" in {finding.code for finding in document.findings}
    assert [part.text for part in document.texts] == ["Öppet"]


@pytest.mark.parametrize("length", [200, len(A_FILE) // 2])
def test_a_cut_file_is_refused(length: int) -> None:
    assert refusal(A_FILE[:length]) in {
        "Filen fil.pdf är skadad och kan inte läsas.",
        "Filen fil.pdf innehåller ingen text som kan läsas. Den kan vara skadad.",
    }


def test_a_file_with_rotten_content_is_refused() -> None:
    with pikepdf.open(io.BytesIO(A_FILE)) as document:
        for page in document.pages:
            page.Contents = document.make_stream(b"\x93\x11rotten\x00" * 50)
        data = saved(document)
    assert refusal(data) == "Filen fil.pdf innehåller ingen text som kan läsas. Den kan vara skadad."


def test_a_scan_is_refused_and_said_to_be_one() -> None:
    picture = pikepdf.Pdf.new()
    picture.add_blank_page(page_size=(595, 842))
    page = picture.pages[0]
    image = picture.make_stream(b"\x80" * 10_000)
    image.Type, image.Subtype, image.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceGray
    image.Width, image.Height, image.BitsPerComponent = 100, 100, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Bild=image))
    page.Contents = picture.make_stream(b"q 595 0 0 842 0 0 cm /Bild Do Q")
    # Where scans can be read, there is nothing in this one.
    told = limits.NO_TEXT if program() else limits.ONLY_PICTURES
    assert refusal(saved(picture)) == str(told.format(name="fil.pdf"))


def test_more_pages_than_anybody_reviews_are_refused() -> None:
    assert refusal(drawn(601, text="x")) == "Filen fil.pdf har för många sidor. Den får ha högst 600."


def test_links_are_told_of_and_not_followed() -> None:
    document = read_bytes(drawn(text="Se bilagan", link=True), "fil.pdf")
    assert "links" in {finding.code for finding in document.findings}


def test_a_text_without_a_table_gives_no_rows_and_says_so() -> None:
    document = read_bytes(drawn(text="Nämnden har behandlat planen."), "fil.pdf")
    assert not document.rows
    assert "no-rows" in {finding.code for finding in document.findings}
    assert [part.text for part in document.texts] == ["Nämnden har behandlat planen."]


def test_letters_whose_font_does_not_say_what_they_are_refuse_the_file() -> None:
    with pikepdf.open(FOLDER / "D_lo_docx_hyph.pdf") as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        data = saved(document)
    assert refusal(data) == "Filen fil.pdf kan inte läsas: dess typsnitt säger inte vilka bokstäver som står där."


def test_a_page_is_drawn_as_wide_as_asked_for(tmp_path: Path) -> None:
    picture = page_png(A_FILE, 1, width=640, name="fil.pdf")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == 640
    (width, height), *_ = page_sizes(A_FILE, "fil.pdf")
    assert int.from_bytes(picture[20:24]) == pytest.approx(640 * height / width, abs=1)


def test_a_page_that_is_not_there_cannot_be_drawn() -> None:
    with pytest.raises(Refused, match="har ingen sida 9"):
        page_png(A_FILE, 9, width=640, name="fil.pdf")


def test_a_damaged_file_cannot_be_drawn() -> None:
    with pytest.raises(Refused, match="är skadad"):
        page_png(A_FILE[:300], 1, width=640, name="fil.pdf")


def test_the_same_file_is_read_the_same_way_twice() -> None:
    assert read(FOLDER / "B_weasy_zebra.pdf") == read(FOLDER / "B_weasy_zebra.pdf")
