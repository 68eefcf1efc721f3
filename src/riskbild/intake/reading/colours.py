"""What a cell's fill colour is called, for a person who is to say what it means."""

from colorsys import rgb_to_hls

from riskbild.rules.sentence import Sentence

_GREY = Sentence("grå", "grey")
# Hues in degrees up to which each name holds.
_HUES = (
    (18, Sentence("röd", "red")),
    (42, Sentence("orange", "orange")),
    (70, Sentence("gul", "yellow")),
    (170, Sentence("grön", "green")),
    (260, Sentence("blå", "blue")),
    (330, Sentence("lila", "purple")),
    (361, Sentence("röd", "red")),
)


def colour_name(colour: str) -> Sentence:
    """The everyday name of a colour written as "RRGGBB"."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, _, saturation = rgb_to_hls(red, green, blue)
    if saturation < 0.15:
        return _GREY
    return next(name for limit, name in _HUES if hue * 360 < limit)
