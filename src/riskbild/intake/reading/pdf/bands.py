"""The lines of a table, column by column, and where a row may begin among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading.pdf.columns import Columns
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.page import Word

_VALUE: Final = re.compile(
    r"\W*(?:ja|nej|j|n|x|✓|✔|\d{1,3}|\d{1,2}\s*[-–=:(]\s*[^\W\d_]+\)?|"
    r"[A-ZÅÄÖ]{0,4}[-. ]?\d{1,6}(?:[.:/-]\d{1,4}){0,2})\W*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """A printed line of one column."""

    column: int
    words: list[Word]
    top: float
    bottom: float
    text: str
    value: bool

    @property
    def height(self) -> float:
        """How high its letters are."""
        return self.bottom - self.top


@dataclass(slots=True)
class Band:
    """Lines that no row can part: those that overlap in height. `spans` are words that cross columns."""

    entries: list[Entry] = field(default_factory=list)
    spans: list[Word] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0


def entries_of(words: Sequence[Word], columns: Columns) -> list[Entry]:
    """The lines of every column, from the top."""
    by_column: dict[int, list[Word]] = {}
    for word in words:
        by_column.setdefault(columns.of(word), []).append(word)
    entries = []
    for column, own in by_column.items():
        for row in rows_of_words(own):
            text = text_of(row)
            top, bottom = min(word.y0 for word in row), max(word.y1 for word in row)
            entries.append(Entry(column, row, top, bottom, text, _VALUE.fullmatch(text) is not None))
    return sorted(entries, key=lambda entry: (entry.top, entry.column))


def bands_of(entries: Sequence[Entry], size: float) -> list[Band]:
    """The entries in bands from the top; between two bands a row may end."""
    bands: list[Band] = []
    for entry in entries:
        if bands and entry.top < bands[-1].bottom - 0.3 * size:
            bands[-1].entries.append(entry)
            bands[-1].bottom = max(bands[-1].bottom, entry.bottom)
        else:
            bands.append(Band([entry], [], entry.top, entry.bottom))
    return bands
