"""Cards whose cells are not drawn: labels below each other at the left, each with its value beside it."""

from collections.abc import Sequence
from typing import Final

from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.headings import field_of_title
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.page import Page, Word
from riskbild.intake.reading.pdf.strips import Row, Strip

_LABEL, _CERTAIN = 0.8, 0.9
_LEAST: Final = 4
_DISTINCT: Final = 3
_MOSTLY: Final = 0.6
_BESIDE: Final = 0.7
_SAME_LEFT: Final = 3.0


def cards_of(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[Strip]:
    """The lines of all pages from the first label to the last and what hangs below it; none if there are no cards."""
    strips = []
    fields: list[str] = []
    lines = labelled = 0
    for page, own in zip(pages, words, strict=True):
        rows = rows_of_words(own)
        found = [(number, field) for number, row in enumerate(rows) if (field := _label(row)) is not None]
        if not found:
            continue
        first, last = found[0][0], _end(rows, found[-1][0])
        strips.append(Strip(page, rows[first:last]))
        fields += [field for _, field in found]
        lines += sum(len(chunks_of(row, _BESIDE)) > 1 for row in rows[first:last])
        labelled += len(found)
    cards = labelled >= max(_LEAST, _MOSTLY * lines) and len(set(fields)) >= _DISTINCT and _at_one_left(strips)
    return strips if cards else []


def _label(row: Row) -> str | None:
    """What the first text of a line means, if it is a label with a value beside it and not one of several titles."""
    pieces = chunks_of(row, _BESIDE)
    if not 2 <= len(pieces) <= _LEAST or (len(pieces) > 2 and field_of_title(text_of(pieces[2])) is not None):
        return None
    if field_of_title(text_of(pieces[1]), _CERTAIN) is not None and pieces[1][0].strong == pieces[0][0].strong:
        return None
    return field_of_title(text_of(pieces[0]), _LABEL)


def _end(rows: Sequence[Row], last: int) -> int:
    """The end of the text that hangs below the last label."""
    end = last + 1
    while end < len(rows) and rows[end][0].base - rows[end - 1][0].base < 1.5 * rows[end][0].size:
        end += 1
    return end


def _at_one_left(strips: Sequence[Strip]) -> bool:
    """Whether all labels begin at the same x."""
    lefts = [row[0].x0 for strip in strips for row in strip.rows if _label(row) is not None]
    return max(lefts) - min(lefts) < _SAME_LEFT
