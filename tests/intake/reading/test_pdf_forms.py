"""What somebody filled in on a PDF form is read as if it were printed, and told of; ticks are answers."""

import io
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import to_data
from riskbild.intake.reading import read_bytes
from riskbild.intake.reading.pdf.picture import page_png

_WIDTHS = (210, 40, 40, 50, 220, 130, 60)
_NAMES = ("risk", "likelihood", "impact", "score", "measures", "responsible", "in_plan")
_TITLES = ("Risk", "S", "K", "RV", "Åtgärd", "Ansvarig", "Till plan")
ROWS: list[dict[str, Any]] = [
    dict(zip(_NAMES, values, strict=True))
    for values in (
        ("Lön betalas ut till person som har slutat", 3, 2, 6, "Automatisk spärr i systemet", "HR-chef", False),
        ("Elev hämtas inte enligt schema", 2, 4, 8, "Kräv en beredskapsplan", "Trafiksamordnare", True),
        ("Återläsning av säkerhetskopia misslyckas", 3, 4, 12, "Öva ett system per kvartal", "IT-chef", True),
    )
]


def form() -> bytes:
    """A page with a ruled table of fields; nothing but its titles is printed."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=landscape(A4))
    left, top, high = 40, landscape(A4)[1] - 90, 36
    lefts = [left + sum(_WIDTHS[:number]) for number in range(len(_WIDTHS) + 1)]
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(left, top + 30, "Riskanalys 2027")
    canvas.setFont("Helvetica-Bold", 9)
    for x, title in zip(lefts, _TITLES, strict=False):
        canvas.drawString(x + 3, top - 14, title)
    for x in lefts:
        canvas.line(x, top, x, top - 20 - high * len(ROWS))
    for y in [top, *(top - 20 - high * number for number in range(len(ROWS) + 1))]:
        canvas.line(left, y, lefts[-1], y)
    for number, row in enumerate(ROWS):
        _fields(canvas, row, lefts, top - 20 - high * (number + 1), f"rad{number}")
    canvas.save()
    return stream.getvalue()


def _fields(canvas: Canvas, row: dict[str, Any], lefts: list[int], y: float, name: str) -> None:
    for x, wide, field in zip(lefts, _WIDTHS, _NAMES, strict=False):
        place = {"x": x + 2, "y": y + 2, "name": f"{name}.{field}"}
        if isinstance(row[field], bool):
            canvas.acroForm.checkbox(**place, size=18, checked=row[field])
        else:
            flags = "multiline" if wide > 200 else ""
            looks = {"fontSize": 8, "borderWidth": 0, "fieldFlags": flags, "maxlen": 200}
            canvas.acroForm.textfield(**place, width=wide - 4, height=32, value=str(row[field]), **looks)


def without_looks(data: bytes) -> bytes:
    """The same form as some programs save it: the fields' values, but not how they are drawn."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for field in document.pages[0].Annots:  # type: ignore[attr-defined]  # a page's own entries
            if field.FT == "/Tx":
                del field["/AP"]
        document.Root.AcroForm.NeedAppearances = True
        document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("saved", [form, lambda: without_looks(form())], ids=["drawn", "not drawn"])
def test_every_field_is_read_as_if_it_were_printed(saved: Any) -> None:
    document = read_bytes(saved(), "fil.pdf")
    filled, exact, spurious, told = score(to_data(document)["rows"], ROWS)
    assert (exact, spurious) == (filled, 0), told
    assert "form-fields" in {finding.code for finding in document.findings}


def test_the_picture_of_a_page_shows_what_was_filled_in() -> None:
    empty = io.BytesIO()
    with pikepdf.open(io.BytesIO(form())) as document:
        del document.Root.AcroForm
        del document.pages[0].obj["/Annots"]
        document.save(empty)
    filled, emptied = (page_png(data, 1, width=400, name="fil.pdf") for data in (form(), empty.getvalue()))
    assert filled != emptied
