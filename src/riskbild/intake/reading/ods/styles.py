"""How the cells, rows and sheets of an open workbook look: bold type, fill colours, what is not displayed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading.ods.names import FORMAT, STYLE, TABLE
from riskbild.intake.reading.package import Element

_COLOUR: Final = re.compile(r"#([0-9A-Fa-f]{6})")
_WHITE: Final = frozenset(("FFFFFF", "000000"))
_BOLD: Final = frozenset(("bold", "600", "700", "800", "900"))
_DEEPEST: Final = 20
_WIDTH: Final = re.compile(r"([\d.]{1,8})(cm|mm|in|pt)")
_POINTS: Final = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0}
_POINTS_A_CHARACTER: Final = 5.3


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a cell, column or sheet; None for what the style leaves to the one it is based on."""

    parent: str = ""
    bold: bool | None = None
    colour: str | None = None
    displayed: bool = True
    width: float = 0.0
    right_to_left: bool = False


@dataclass(slots=True)
class Looks:
    """The styles of a workbook by name."""

    by_name: dict[str, Look] = field(default_factory=dict)

    def add(self, styles: Iterable[Element]) -> None:
        """Takes in styles."""
        for style in styles:
            self.by_name[style.get(f"{STYLE}name") or ""] = _look_of(style)

    def of(self, name: str | None) -> Look:
        """The style itself; a plain one where there is none."""
        return self.by_name.get(name or "", _PLAIN)

    def bold(self, name: str | None) -> bool:
        """Whether a style, or the nearest below it that says so, is bold."""
        return next((look.bold for look in self._chain(name) if look.bold is not None), False)

    def colour(self, name: str | None) -> str | None:
        """The fill of a style as RRGGBB; None for none, and for white and black."""
        found = next((look.colour for look in self._chain(name) if look.colour is not None), "")
        return found if found and found not in _WHITE else None

    def _chain(self, name: str | None) -> Iterable[Look]:
        for _ in range(_DEEPEST):
            if not name or name not in self.by_name:
                return
            yield self.by_name[name]
            name = self.by_name[name].parent


_PLAIN: Final = Look()


def _look_of(style: Element) -> Look:
    cell, text = style.find(f"{STYLE}table-cell-properties"), style.find(f"{STYLE}text-properties")
    table, column = style.find(f"{STYLE}table-properties"), style.find(f"{STYLE}table-column-properties")
    weight = None if text is None else text.get(f"{FORMAT}font-weight")
    fill = None if cell is None else cell.get(f"{FORMAT}background-color")
    colour = None if fill is None else _COLOUR.fullmatch(fill)
    wide = None if column is None else _WIDTH.fullmatch(column.get(f"{STYLE}column-width") or "")
    return Look(
        parent=style.get(f"{STYLE}parent-style-name") or "",
        bold=None if weight is None else weight in _BOLD,
        colour=None if fill is None else "" if colour is None else colour[1].upper(),
        displayed=table is None or table.get(f"{TABLE}display") != "false",
        width=0.0 if wide is None else _characters(wide[1], wide[2]),
        right_to_left=table is not None and (table.get(f"{STYLE}writing-mode") or "").startswith("rl"),
    )


def _characters(number: str, unit: str) -> float:
    """A width in letters."""
    try:
        return float(number) * _POINTS[unit] / _POINTS_A_CHARACTER
    except ValueError:
        return 0.0
