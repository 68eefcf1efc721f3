"""Text as the exchange format has it: plain blanks and line breaks, no control characters, no empty paragraphs."""

import re
from typing import Final

_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff\u00ad]"
)
_BREAK: Final = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANKS: Final = re.compile("[ \t\u00a0\u2007\u202f\u200b]+")
_EMPTY: Final = re.compile(r" ?\n[ \n]*")


def clean(text: str) -> str:
    """A cell's text: every kind of blank one blank, every break of paragraphs one line break."""
    if text.isascii() and text.isalnum():
        return text
    return _EMPTY.sub("\n", _BLANKS.sub(" ", without_controls(text))).strip()


def without_controls(text: str) -> str:
    """The text with plain line breaks and without characters that cannot be stored or shown, such as soft hyphens."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def removed(text: str) -> int:
    """How many characters, soft hyphens and byte order marks aside, cannot be kept."""
    return sum(found[0] not in "\u00ad\ufeff" for found in _CONTROL.finditer(_BREAK.sub("\n", text)))
