"""Reads one page: its words, rules and fills, turned so that its text runs from left to right."""

import ctypes
from collections.abc import Iterator, Sequence
from math import isfinite
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from riskbild.intake.reading.pdf.drawn import Drawn, drawn_on
from riskbild.intake.reading.pdf.fields import TICKED, UNTICKED, Filled
from riskbild.intake.reading.pdf.glyphs import Letters, Run, box_of, letters_of
from riskbild.intake.reading.pdf.page import ASCENT, DESCENT, Page, Rule, Word
from riskbild.intake.reading.pdf.turning import Turned

_INTO_RULE: Final = 0.8
_GAP_AT_RULE: Final = 0.08
# Spreadsheets print the rest of a merged cell on the next page and clip what does not belong there: near the edges.
_SEEN: Final = 0.2
_WHITE: Final = "FFFFFF"
_LARGEST_SIGN: Final = 12.0
_NOTHING: Final = Filled()


def printed_page(page: pdfium.PdfPage, number: int, filled: Filled = _NOTHING) -> Page:
    """A page with what is printed on it and the boxes that are `filled` in; `number` counts from 1."""
    left, bottom, right, top = page.get_bbox()
    text_page = page.get_textpage()
    try:
        letters = letters_of(text_page, (bottom + _SEEN * (top - bottom), top - _SEEN * (top - bottom)))
    finally:
        text_page.close()
    rotation = page.get_rotation() // 90
    shown = Turned(left, bottom, right, top, rotation)
    read = Turned(left, bottom, right, top, letters.quarters if letters.runs else rotation)
    drawn = drawn_on(page.raw, read)
    down = drawn.down + _on_colour(drawn, across=False)
    words = [*_words(letters, read, down), *_boxes(filled, read)]
    for order, word in enumerate(words):
        word.order = order
        before = words[order - 1] if order else None
        if before is not None and _hangs_on(word, before):
            word.after = before
    return Page(
        number,
        read,
        shown,
        words=[word for word in words if not _outside(word, read)],
        outside=[word for word in words if _outside(word, read)],
        across=drawn.across + _on_colour(drawn, across=True),
        down=down,
        fills=[fill for fill in drawn.fills if fill.colour != _WHITE],
        letters=letters.count,
        blanks=letters.blanks,
        unmapped=letters.unmapped,
        right_to_left=letters.right_to_left,
        pictured=drawn.pictured,
        links=_links(page.raw),
        fields=filled.count,
    )


def _words(letters: Letters, read: Turned, down: Sequence[Rule]) -> Iterator[Word]:
    for run in letters.runs:
        yield from _word(run, read, letters.gap, down)


def _boxes(filled: Filled, read: Turned) -> Iterator[Word]:
    """The boxes of a form as the signs that text has for them."""
    for box, ticked in filled.boxes:
        x0, y0, x1, y1 = read.box(*box)
        size = min(y1 - y0, _LARGEST_SIGN)
        yield Word(
            TICKED if ticked else UNTICKED, x0, x1, (y0 + y1) / 2 + size * (ASCENT - DESCENT) / 2, size, blank=True
        )


def _word(run: Run, read: Turned, gap: float, down: Sequence[Rule]) -> Iterator[Word]:
    """A word on the turned page, or two with a rule between. Text that runs otherwise than most has its own box."""
    quarters = (run.quarters - read.quarters) % 4
    if quarters:
        box = read.box(*box_of(run))
        yield Word("".join(run.text), box[0], box[2], box[3], run.size, run.blank, run.strong, 0, quarters, box, gap)
        return
    corner = {0: read.left, 1: read.bottom, 2: -read.right, 3: -read.top}[read.quarters]
    level = {0: read.top, 1: -read.left, 2: -read.bottom, 3: read.right}[read.quarters]
    base, first = run.base + level, 0
    cuts = [*_cuts(run, corner, base, down), len(run.text)]
    for cut in cuts:
        text, x0, x1 = "".join(run.text[first:cut]), run.starts[first] - corner, max(run.ends[first:cut]) - corner
        word = Word(text, x0, x1, base, run.size, run.blank and cut == cuts[-1], run.strong, gap=gap)
        word.clipped = run.clipped
        yield word
        first = cut


def _cuts(run: Run, corner: float, base: float, down: Sequence[Rule]) -> list[int]:
    """Before which letters of a word a rule stands in a gap, so that they are in another cell."""
    left, right = run.start - corner, run.along - corner
    crossing = [
        rule for rule in down if left + 1 < rule.at < right - 1 and rule.start < base - 1 and rule.end > base - 3
    ]
    return sorted(
        {
            place
            for rule in crossing
            for place in range(1, len(run.text))
            if run.ends[place - 1] - corner <= rule.at + _INTO_RULE
            and run.starts[place] - corner >= rule.at - _INTO_RULE
            and run.starts[place] - run.ends[place - 1] > _GAP_AT_RULE * run.size
        }
    )


def _hangs_on(word: Word, before: Word) -> bool:
    """Whether a word is only a mark, close after another word."""
    alone = len(word.text) <= 2 and not any(map(str.isalnum, word.text))
    return alone and abs(word.base - before.base) < 1 and -1 < word.x0 - before.x1 < 0.4 * word.size


def _outside(word: Word, read: Turned) -> bool:
    """Whether a word is printed beyond the edge of the page, or larger than the page, where nobody sees it."""
    if not all(map(isfinite, (word.x0, word.x1, word.base, word.size))):
        return True
    if max(word.size, word.x1 - word.x0, word.y1 - word.y0) > read.width + read.height:
        return True
    return word.x1 < 0 or word.x0 > read.width or word.y1 < 0 or word.y0 > read.height or word.clipped


def _on_colour(drawn: Drawn, *, across: bool) -> list[Rule]:
    """White rules that can be seen, since they part coloured areas."""
    seen = []
    for lies_across, rule in drawn.white:
        middle = (rule.start + rule.end) / 2
        x, y = (middle, rule.at) if lies_across else (rule.at, middle)
        if lies_across == across and any(
            fill.box[0] - 1 <= x <= fill.box[2] + 1
            and fill.box[1] - 1 <= y <= fill.box[3] + 1
            and fill.colour != _WHITE
            for fill in drawn.fills
        ):
            seen.append(rule)
    return seen


def _links(page: Any) -> int:
    """How many links the page has to other places."""
    place, link, count = ctypes.c_int(0), c.FPDF_LINK(), 0
    while count < 1_000 and c.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
        action = c.FPDFLink_GetAction(link)
        count += bool(action) and c.FPDFAction_GetType(action) == c.PDFACTION_URI
    return count
