"""The printed lines of a text, with what stands between them: blank lines, blank paragraphs, page breaks."""

import re
from dataclasses import dataclass, replace
from typing import Final

_DOUBLE: Final = 0.7
_LEAST: Final = 20
_MANY: Final = 4
_ADDRESS: Final = re.compile(r"https?://\S+")
_FOLIO: Final = re.compile(
    r"(?:sida|sid\.?|page)?\s*\d{1,4}(?:\s*(?:\(|av|/|of)\s*\d{1,4}\)?)?|\d{4}-\d\d-\d\d|(?:.{0,60}\s)?sida",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line. `blank` says whether a blank stood at its end, which says whether a word was cut there.

    `gap` counts the empty lines above it, `spaced` those above it that hold blanks, as a blank paragraph of a cell
    does; `breaks` says that a page begins with it. `number` and `page` count from 1.
    """

    text: str
    blank: bool
    gap: int
    spaced: int
    breaks: bool
    number: int
    page: int

    @property
    def where(self) -> str:
        """The place for people."""
        return f"rad {self.number}"


def printed_lines(text: str) -> list[Printed]:
    """The lines that say something. In a text that is double-spaced throughout the lines between count as nothing."""
    found: list[Printed] = []
    number, gap, spaced, breaks = 0, 0, 0, False
    for page, sheet in enumerate(text.split("\f"), 1):
        breaks = breaks or page > 1
        for line in sheet.replace("\r", "").split("\n"):
            number += 1
            if not line.strip():
                gap, spaced = gap + (not line), spaced + bool(line)
                continue
            ends = line[-1:].isspace() or line[-1:] == "\u00a0"
            found.append(Printed(" ".join(line.split()), ends, gap, spaced, breaks, number, page))
            gap = spaced = 0
            breaks = False
    return _single_spaced(found)


def _single_spaced(lines: list[Printed]) -> list[Printed]:
    apart = sum(line.gap > 0 for line in lines[1:])
    if len(lines) < _LEAST or apart < _DOUBLE * len(lines):
        return lines
    return [replace(line, gap=max(0, line.gap - 1 - line.spaced)) for line in lines]


def pages_of(lines: list[Printed]) -> int:
    """How many pages the text has; one where nothing tells them apart."""
    return max((line.page for line in lines), default=1)


def is_address(line: Printed) -> bool:
    """Whether a line is nothing but the address of a web page."""
    return _ADDRESS.fullmatch(line.text) is not None


def is_folio(line: Printed, following: Printed | None) -> bool:
    """Whether a line is a page number or date at the head or foot of a page, or above a great gap."""
    at_edge = line.breaks or following is None or following.breaks or line.gap + line.spaced >= _MANY
    return at_edge and len(line.text) < 80 and _FOLIO.fullmatch(line.text) is not None


def outline_from(lines: list[Printed], text: str) -> int:
    """The number of the first line of the outline that some programs write last: headings again, behind tabs."""
    raw = text.replace("\f", "\n").split("\n")
    said = {line.text for line in lines}
    whole = " ".join(line.text for line in lines)
    first = len(raw) + 1
    for line in reversed(lines):
        if not raw[line.number - 1].startswith("\t") or (line.text not in said and line.text not in whole):
            break
        first = line.number
    return first
