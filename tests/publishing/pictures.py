"""Takes the pictures of the five example documents as they are published: `python -m tests.publishing.pictures`."""

import io
import sys
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image
from tests.documents.cases import NAMES, PROFILES, YEARS, document, profile
from tests.publishing.pdf.making import everything

from riskbild.publishing.assemble import DocumentFacts, layout_for, publication_of
from riskbild.publishing.pdf import draw_each
from riskbild.publishing.publication import Publication

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WIDE = 1100
COLOURS = 96


def first_page(content: bytes, wide: int = WIDE) -> bytes:
    """The first page of a PDF as a small PNG, so many points wide."""
    with pypdfium2.PdfDocument(content) as document:
        sheet = document[0]
        picture = sheet.render(scale=wide / sheet.get_width()).to_pil()
    out = io.BytesIO()
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def case(name: str) -> Publication:
    """One of the five, as its shipped layout prints it."""
    printed, understood = document(name), profile(name)
    facts = DocumentFacts(dated=date(YEARS[name], 12, 31), year=YEARS[name])
    return publication_of(printed, layout_for(printed, understood), facts=facts, profile=understood)


def main(folder: Path = FOLDER) -> None:
    """Writes a picture of each of the five, and of a plan with a heat map."""
    made = {PROFILES[name]: case(name) for name in NAMES} | {"plan": everything()}
    for name, each in zip(made, draw_each(made.values()), strict=True):
        file = folder / f"pdf-{name}.png"
        file.write_bytes(first_page(each.content))
        sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
