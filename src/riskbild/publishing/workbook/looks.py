"""The looks that cells can have, each made once a workbook."""

from typing import Any, Final

from riskbild.publishing.publication import Mark
from riskbild.rules.level import Colour
from riskbild.rules.palette import LIGHT

SIZE: Final = 10
"""The size of the letters in points."""

_BAND: Final = "#E6ECF1"
_HEAD: Final = "#DDE6EE"
_LOCKED: Final = "#F3F4F6"
_LINE: Final = "#8A94A0"


class Looks:
    """Gives the format for a set of properties; asked twice, the same format."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        """The format with these properties beside the common ones: top-aligned, wrapped, of the common size."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            common = {"valign": "top", "text_wrap": True, "font_size": SIZE}
            self._made[key] = self._workbook.add_format({**common, **properties})
        return self._made[key]

    def heading(self, depth: int) -> Any:
        """A printed heading; 1 is the document's title."""
        return self.of(bold=True, font_size={1: 16, 2: 13}.get(depth, 11))

    def paragraph(self) -> Any:
        """Running text."""
        return self.of()

    def title(self) -> Any:
        """The title of a column."""
        return self.of(bold=True, bg_color=_HEAD, border=1, border_color=_LINE)

    def band(self) -> Any:
        """A heading across a table."""
        return self.of(bold=True, bg_color=_BAND, border=1, border_color=_LINE)

    def cell(self, mark: Mark | None = None, *, number: bool = False, state: str = "", text: str = "") -> Any:
        """A cell of a table; `state` is "open" for one that is filled in offline, "locked" beside such, else "".

        A marked cell has its level's colour, and shows symbol and word behind its `text`.
        """
        properties: dict[str, Any] = {"border": 1, "border_color": _LINE}
        if number:
            properties["align"] = "center"
        elif state == "open":
            # Whatever is typed stays the text it is: no date is made of "2024-05" or of "1/2".
            properties["num_format"] = "@"
        if state:
            properties["locked"] = state != "open"
        if state == "locked" and mark is None:
            properties["bg_color"] = _LOCKED
        if mark is not None:
            properties |= _marked(mark, text)
        return self.of(**properties)

    def painted(self, mark: Mark | None) -> Any:
        """A cell in a level's colour that says the level in its own text."""
        paint = {} if mark is None else _paint(mark)
        return self.of(border=1, border_color=_LINE, **paint)

    def level(self, mark: Mark) -> Any:
        """What a level adds to a cell that is coloured by its value."""
        paint = _marked(mark, "")
        key = tuple(sorted({**paint, "level": True}.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(paint)
        return self._made[key]


def _marked(mark: Mark, text: str) -> dict[str, Any]:
    repeated = bool(mark.word) and mark.word.casefold() in text.casefold()
    said = " ".join(part for part in (mark.symbol, "" if repeated else mark.word) if part).replace('"', "")
    # The number stays a number: what is shown behind it is the format's, never colour alone.
    return {**_paint(mark), "num_format": f'0" {said}";-0" {said}";0" {said}";@" {said}"'}


def _paint(mark: Mark) -> dict[str, Any]:
    paint = LIGHT[Colour(mark.colour)]
    return {"bg_color": paint.background, "font_color": paint.text, "bold": True}
