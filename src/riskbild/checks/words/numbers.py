"""Numbers as Swedish running text writes them."""

from typing import Final

_UNITS = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
    "tretton",
    "fjorton",
    "femton",
    "sexton",
    "sjutton",
    "arton",
    "nitton",
]
_TENS = ("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")

NUMBERS: Final = {word: number for number, word in enumerate(_UNITS)} | {
    f"{word}{_UNITS[unit] if unit else ''}": ten * 10 + unit for ten, word in enumerate(_TENS, 2) for unit in range(10)
}
NUMBERS.update({"ett": 1, "samtliga två": 2, "båda": 2})
"""From "noll" to "nittionio"."""


def number_of(text: str) -> int | None:
    """The number that a word or digits stand for."""
    return int(text) if text.isascii() and text.isdecimal() else NUMBERS.get(text.casefold())
