"""What the colours of the levels look like on dark pages: what the style sheets of screen and documents agree on."""

from collections.abc import Mapping

from riskbild.rules.level import Colour
from riskbild.rules.palette import Paint

DARK: Mapping[Colour, Paint] = {
    Colour.GREEN: Paint("#1d4d2b", "#d5f2db"),
    Colour.YELLOW: Paint("#5a4a00", "#fff1b8"),
    Colour.ORANGE: Paint("#6b3a00", "#ffe0bd"),
    Colour.RED: Paint("#7d241e", "#ffdad6"),
    Colour.DARK_RED: Paint("#c2362e", "#ffffff"),
    Colour.BLUE: Paint("#1c4675", "#d6e8fb"),
    Colour.GREY: Paint("#3d444d", "#e6e9ed"),
}
