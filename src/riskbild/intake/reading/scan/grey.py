"""A page as a grey picture, and what can be cut out of it and put together again."""

from dataclasses import dataclass
from math import cos, sin
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from riskbild.intake.reading.pdf.png import png

DOTS: Final = 300
"""Dots an inch that pages are drawn at: what Tesseract is trained for."""
SCALE: Final = DOTS / 72
"""Dots a point."""
_MOST_DOTS: Final = 40_000_000
WHITE: Final = 255
# From what is lighter, paper; from what is darker, ink. Scans have grey edges around their letters.
_INK: Final = 128


@dataclass(frozen=True, slots=True)
class Grey:
    """Rows of so many bytes, from the top, one a dot: 0 is black and 255 white. `scale` is dots a point."""

    dots: bytes
    width: int
    height: int
    scale: float = SCALE

    def row(self, y: int) -> bytes:
        """One row of dots."""
        return self.dots[y * self.width : (y + 1) * self.width]

    def column(self, x: int) -> bytes:
        """One column of dots, from the top."""
        return self.dots[x :: self.width]

    def ink(self) -> "Grey":
        """The same picture in nothing but black (0) and white (255)."""
        table = bytes(0 if shade < _INK else WHITE for shade in range(256))
        return Grey(self.dots.translate(table), self.width, self.height, self.scale)

    def as_png(self) -> bytes:
        """The picture as a file."""
        return png(self.dots, width=self.width, height=self.height, stride=self.width, grey=True)


def drawn(page: pdfium.PdfPage, slant: float = 0.0) -> Grey:
    """The page as it is shown, turned back by `slant` radians that it was laid askew in the scanner."""
    across, down = page.get_size()
    scale = min(SCALE, (_MOST_DOTS / max(across * down, 1.0)) ** 0.5)
    width, height = max(1, round(across * scale)), max(1, round(down * scale))
    bitmap = pdfium.PdfBitmap.new_native(width, height, c.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        if slant:
            _draw_turned(page, bitmap, scale, slant)
        else:
            c.FPDF_RenderPageBitmap(bitmap.raw, page.raw, 0, 0, width, height, 0, c.FPDF_ANNOT)
        rows, stride = bytes(bitmap.buffer), bitmap.stride
    finally:
        bitmap.close()
    if stride != width:
        rows = b"".join(rows[y * stride : y * stride + width] for y in range(height))
    return Grey(rows, width, height, scale)


def _draw_turned(page: pdfium.PdfPage, bitmap: Any, scale: float, slant: float) -> None:
    """Draws the page turned about its upper left corner; what is turned out of the picture is margin."""
    turned, along = sin(-slant), cos(-slant)
    matrix = c.FS_MATRIX(scale * along, scale * turned, -scale * turned, scale * along, 0, 0)
    clip = c.FS_RECTF(0, 0, bitmap.width, bitmap.height)
    c.FPDF_RenderPageBitmapWithMatrix(bitmap.raw, page.raw, matrix, clip, c.FPDF_ANNOT)
