"""The manual's pictures of documents: each is compared with what the tests draw, and taken anew on request.

RISKBILD_PICTURES=1 takes them anew; then look at them.
"""

import io
import os
from functools import reduce
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 256
# Of 255, in squares of so many dots. Another version of LibreOffice breaks a line before another word, which is 30 at
# most; two rows that change places are 41, another colour or a lost column more than 65.
MOST_DIFFERENT = 34
_EDGE = 12
_BETWEEN = 8


def pages_of(pdf: bytes, wide: int = 842, most: int | None = None) -> list[Image.Image]:
    """The pages of a PDF as pictures, each so many dots wide; only the first `most` where that is given."""
    with pypdfium2.PdfDocument(pdf) as document:
        wanted = list(document)[:most]
        return [page.render(scale=wide / page.get_width()).to_pil().convert("RGB") for page in wanted]


def side_by_side(*shown: Image.Image) -> Image.Image:
    """Pages beside each other, as high as the last one."""
    size = sum(each.width for each in shown) + _BETWEEN * (len(shown) - 1), shown[-1].height
    whole, left = Image.new("RGB", size, "#9aa5b1"), 0
    for each in shown:
        whole.paste(each, (left, 0))
        left += each.width + _BETWEEN
    return whole


def difference(one: Image.Image, other: Image.Image) -> int:
    """How much two pictures differ in the square and the colour where they differ most: 0 to 255.

    Another version of the same letters stands a dot aside here and there: of a square's differences with the other
    picture moved by a dot in any direction it is the least that counts.
    """
    aside = (ImageChops.offset(other, right, down) for right in (-1, 0, 1) for down in (-1, 0, 1))
    least = reduce(ImageChops.darker, (ImageChops.difference(_squares(one), _squares(each)) for each in aside))
    return max(most for _least, most in least.getextrema())


def _squares(picture: Image.Image) -> Image.Image:
    return picture.resize((picture.width // _EDGE, picture.height // _EDGE), Image.Resampling.BOX)


def check_picture(name: str, now: Image.Image) -> None:
    """Fails unless a document looks as it does in the manual."""
    if os.environ.get("RISKBILD_PICTURES"):
        (PICTURES / f"{name}.png").write_bytes(in_few_colours(now))
    assert looks_as_kept(name, now), f"{name} does not look as in the manual"


def looks_as_kept(name: str, now: Image.Image) -> bool:
    """Whether a document looks as it does in the manual, as far as its reader can tell."""
    kept = Image.open(io.BytesIO((PICTURES / f"{name}.png").read_bytes())).convert("RGB")
    return now.size == kept.size and difference(now, kept) < MOST_DIFFERENT


def in_few_colours(picture: Image.Image) -> bytes:
    """The picture as a small PNG."""
    out = io.BytesIO()
    few = picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()
