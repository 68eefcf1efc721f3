"""Makes a scan of a PDF file: every page a picture, laid a little askew, with the noise of a scanner."""

import io
import random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DOTS = 300
_NOISE = 8
_MIDDLE = 128


def scanned(data: bytes, *, askew: float = 0.4, dots: int = DOTS) -> bytes:
    """The file as a scanner gives it; `askew` degrees, to the one side or the other."""
    chance = random.Random(1)
    pages = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=dots / 72, grayscale=True).to_pil().convert("L")
        turned = picture.rotate(askew * chance.choice((-1, 1)), fillcolor=255, resample=Image.Resampling.BICUBIC)
        blurred = turned.filter(ImageFilter.GaussianBlur(0.7))
        pages.append(ImageChops.add(blurred, Image.effect_noise(blurred.size, _NOISE), offset=-_MIDDLE))
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=75)
    return written.getvalue()
