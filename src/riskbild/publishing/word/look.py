"""What the drawn parts look like in one template: its styles by name, and how much room there is."""

from dataclasses import dataclass
from typing import Final

from riskbild.rules.level import Colour
from riskbild.rules.palette import LIGHT


@dataclass(frozen=True, slots=True)
class Look:
    """The ids of a template's styles, colours as "RRGGBB", and the width of the text in twentieths of a point.

    `headings` are those of heading 1, 2 and 3; deeper ones look like the last. `title_letters` is
    empty where the titles' own colour can be read on their fill. `letters` is the size of the tables'
    letters in points, `language` that of our own words.
    """

    headings: tuple[str, ...]
    fact: str
    cell: str
    row_title: str
    column_title: str
    band: str
    gap: str
    table: str
    title_fill: str
    title_letters: str
    band_fill: str
    width: int
    letters: float
    language: str = "sv"

    def heading(self, depth: int) -> str:
        """The style of a heading; 1 is the highest."""
        return self.headings[min(max(depth, 1), len(self.headings)) - 1]


def fill_of(colour: Colour) -> tuple[str, str]:
    """The background and the letters of a level, as Word writes colours."""
    paint = LIGHT[colour]
    return paint.background.lstrip("#").upper(), paint.text.lstrip("#").upper()


PORTRAIT_MILLIMETRES: Final = {"a4": (210, 297), "a3": (297, 420)}
"""Width and height of the papers, by their name."""
_TWIPS: Final = 1440 / 25.4


def twips(millimetres: float) -> int:
    """A length as Word measures it, in twentieths of a point."""
    return round(millimetres * _TWIPS)
