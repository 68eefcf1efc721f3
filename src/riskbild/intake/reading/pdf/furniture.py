"""Page headers, footers and page numbers: what stands in the same place on page after page, or counts pages."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading.pdf.headings import titles_in
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.page import Page, Word

_MARGIN: Final = 0.13
_SAME_PLACE: Final = 4.0
_CHUNK: Final = 0.8
_NUMBER: Final = re.compile(
    r"(?:(?:sida|sid|s|page)\b\.?:?\s*)?\d{1,3}(?:\s*(?:\(\s*\d{1,3}\s*\)|/\s*\d{1,3}|av\s+\d{1,3}|of\s+\d{1,3}))?"
    r"|[-–]\s*\d{1,3}\s*[-–]",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\b(?:sida|page)\s*:?\s*\d{1,3}(?:\s*(?:\(\d|/|av|of))?", re.IGNORECASE)
_EDGE: Final = 0.09
_MOST_PARTS: Final = 3


@dataclass(slots=True)
class Margin:
    """A line in the upper or lower margin of a page."""

    page: int
    words: list[Word]
    text: str
    top: bool


def chunks_of(words: Sequence[Word], gap: float = _CHUNK) -> list[list[Word]]:
    """The words of one line in groups, parted where the gap is wider than between words of a text."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and word.x0 - groups[-1][-1].x1 <= gap * max(word.size, groups[-1][-1].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def margins_of(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[Margin]:
    """The lines of all pages that are page headers or footers; `words` are those of each page outside its tables."""
    by_text: dict[tuple[bool, str], list[Margin]] = defaultdict(list)
    found: list[Margin] = []
    for page, own in zip(pages, words, strict=True):
        low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
        near = [word for word in own if word.y1 < low or word.y0 > high]
        titled = False
        for line in rows_of_words(near):
            margin = Margin(page.number, line, text_of(line), line[0].y1 < low)
            titled = titled or titles_in([text_of(chunk) for chunk in chunks_of(line)]) >= 2
            if titled and margin.top:
                continue
            by_text[margin.top, re.sub(r"\d+", "#", margin.text)].append(margin)
    for margins in by_text.values():
        repeated = _repeated(margins)
        found += [margin for margin in margins if margin in repeated or _counts_pages(margin, pages)]
    return found


def _repeated(margins: Sequence[Margin]) -> list[Margin]:
    """Those that stand at the same height on another page too."""
    return [
        one
        for one in margins
        if any(
            other.page != one.page and abs(other.words[0].base - one.words[0].base) < _SAME_PLACE for other in margins
        )
    ]


def _counts_pages(margin: Margin, pages: Sequence[Page]) -> bool:
    height = pages[margin.page - 1].height
    outermost = margin.words[0].y1 < _EDGE * height or margin.words[0].y0 > (1 - _EDGE) * height
    parts = [text_of(chunk).strip() for chunk in chunks_of(margin.words)]
    # A page number stands at an end of its line, or alone between two texts; a row of a table has more beside it.
    alone = len(parts) <= _MOST_PARTS and sum(_NUMBER.fullmatch(part) is not None for part in parts) == 1
    return outermost and (alone or _NUMBERED.search(margin.text) is not None)
