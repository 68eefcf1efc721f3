"""Draws a page as a picture, for a person who compares it with what was read."""

from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.pdf.fields import open_forms
from riskbild.intake.reading.pdf.opening import opened, page_of
from riskbild.intake.reading.pdf.png import png

WIDEST: Final = 3_000
"""Pixels; a picture asked for wider is drawn so wide."""
_MOST_PIXELS: Final = 24_000_000


def page_png(data: bytes, page: int, *, width: int, name: str) -> bytes:
    """The page, counted from 1, as a PNG of so many pixels across, turned as it is shown.

    `name` is the file's, for a refusal. Refused if the file or the page cannot be drawn. A point of the page
    (`Cell.box`) is at the same share of the picture's width and height.
    """
    with opened(data, name) as document:
        open_forms(document)
        drawn = page_of(document, page, name)
        across, down = drawn.get_size()
        if across <= 0 or down <= 0:
            refuse(limits.BROKEN, name)
        wide = max(1, min(width, WIDEST, int((_MOST_PIXELS * across / down) ** 0.5)))
        bitmap = drawn.render(scale=wide / across, rev_byteorder=True, may_draw_forms=True, no_smoothpath=False)
        return png(bytes(bitmap.buffer), width=bitmap.width, height=bitmap.height, stride=bitmap.stride)


def page_sizes(data: bytes, name: str) -> list[tuple[float, float]]:
    """Width and height of each page in points, as it is shown; Refused as `page_png`."""
    with opened(data, name) as document:
        return [document.get_page_size(number) for number in range(len(document))]
