"""How the cells of a workbook look: number formats, bold type and fill colours, by style number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading.package import Element
from riskbild.intake.reading.xlsx.shown import code_of

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WHITE: Final = frozenset(("FFFFFF", "000000"))


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a cell: its number format, and what may tell a header or a score that is only a colour."""

    code: str = "General"
    bold: bool = False
    colour: str | None = None


PLAIN: Final = Style()


def read_styles(root: Element) -> tuple[Style, ...]:
    """The styles of a workbook in the order that cells number them."""
    codes = {_number(f, "numFmtId"): f.get("formatCode") or "General" for f in root.iter(f"{MAIN}numFmt")}
    bold = [font.find(f"{MAIN}b") is not None for font in _children(root, "fonts")]
    fills = [_fill_colour(fill) for fill in _children(root, "fills")]
    return tuple(
        Style(
            code=code_of(_number(look, "numFmtId"), codes),
            bold=_at(bold, _number(look, "fontId")) or False,
            colour=_at(fills, _number(look, "fillId")),
        )
        for look in _children(root, "cellXfs")
    )


def _children(root: Element, name: str) -> Iterable[Element]:
    found = root.find(f"{MAIN}{name}")
    return () if found is None else found


def _number(element: Element, name: str) -> int:
    value = element.get(name) or "0"
    return int(value[:8]) if value.isascii() and value.isdigit() else 0


def _at[Value](values: list[Value], place: int) -> Value | None:
    return values[place] if place < len(values) else None


def _fill_colour(fill: Element) -> str | None:
    """The colour of a solid fill as RRGGBB; None for no fill, white, black and theme colours."""
    pattern = fill.find(f"{MAIN}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    front = pattern.find(f"{MAIN}fgColor")
    colour = (front.get("rgb") or "")[-6:].upper() if front is not None else ""
    return colour if len(colour) == 6 and colour not in _WHITE else None
