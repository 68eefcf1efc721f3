"""The plain template that comes with the program, kept unpacked as the XML it is made of."""

from functools import cache
from pathlib import Path
from typing import Final

from riskbild.publishing.word.ooxml import Element, parsed
from riskbild.publishing.word.package import Package

_FOLDER: Final = Path(__file__).parent / "template"


@cache
def shipped_template() -> bytes:
    """The template as a Word file: what is drawn with when a municipality has none, and a start for its own."""
    return Package.of_folder(_FOLDER).packed()


def shipped_package() -> Package:
    """The same, opened, for one drawing."""
    return Package.of_folder(_FOLDER)


def shipped_styles() -> Element:
    """Its styles, to be copied into templates that lack them."""
    return parsed((_FOLDER / "word" / "styles.xml").read_bytes())
