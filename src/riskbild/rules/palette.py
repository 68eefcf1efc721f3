"""What the colours of the levels look like, as "#rrggbb", on light pages and in printed documents."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskbild.rules.level import Colour


@dataclass(frozen=True, slots=True)
class Paint:
    """A background and the text colour on it.

    Each pair has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3, which EN 301 549 and so DOS-lagen demand).
    """

    background: str
    text: str


LIGHT: Mapping[Colour, Paint] = {
    Colour.GREEN: Paint("#b7e1c0", "#0b3d1a"),
    Colour.YELLOW: Paint("#fbe58a", "#3d3000"),
    Colour.ORANGE: Paint("#f9bd7c", "#452300"),
    Colour.RED: Paint("#f19c95", "#4a0905"),
    Colour.DARK_RED: Paint("#8c1d18", "#ffffff"),
    Colour.BLUE: Paint("#b5d3f2", "#0a2f57"),
    Colour.GREY: Paint("#dcdfe3", "#2b3138"),
}
"""On light pages and in documents."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, by the formula of WCAG 2.2 ("contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
