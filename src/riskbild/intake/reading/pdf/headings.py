"""Which rows of a table are its header, by what their texts mean as titles."""

import re
from collections.abc import Sequence
from typing import Final

from riskbild.intake.reading.pdf.page import PageTable, Part
from riskbild.intake.reading.titles import meanings_of
from riskbild.intake.reading.values import answer_of, number_of

_KNOWN, _CERTAIN = 0.6, 0.9
_LONGEST_TITLE: Final = 140
_MOST_ROWS: Final = 4
_BLANKS: Final = re.compile(r"[\s\-\u00ad\u2010]+")
_VALUE: Final = re.compile(r"\W*(?:ja|nej|j|n|x|\d{1,3})\W*", re.IGNORECASE)


def squeezed(text: str) -> str:
    """A text as repeated headers are compared: in lower case without blanks and hyphens."""
    return _BLANKS.sub("", text).casefold()


def field_of_title(text: str, sure: float = _KNOWN) -> str | None:
    """What a title most likely means; None if it is no known title. A word cut by its column counts as whole."""
    if not text or len(text) > _LONGEST_TITLE:
        return None
    spellings = {text, re.sub(r"[-\u2010]?\n(?=[a-zåäö])", "", text).replace("\n", " ")}
    found = [meanings[0] for spelling in sorted(spellings) if (meanings := meanings_of(spelling))]
    field, likely = max(found, key=lambda each: each[1], default=("", 0.0))
    return field if likely >= sure else None


def is_plain_value(text: str) -> bool:
    """Whether a text is nothing but a short number or an answer."""
    return _VALUE.fullmatch(text) is not None


def titles_in(texts: Sequence[str], sure: float = _KNOWN) -> int:
    """How many of some texts read as titles of different columns."""
    return len({field for text in texts if (field := field_of_title(text, sure)) is not None})


def reads_as_header(row: Sequence[Part]) -> bool:
    """Whether the filled cells of a row read as column titles; if they are not bold, it must be certain."""
    filled = [part for part in row if part.lines]
    texts = [part.text for part in filled]
    if len(filled) < 2 or any(len(text) > _LONGEST_TITLE for text in texts):
        return False
    sure = _KNOWN if all(part.strong for part in filled) else _CERTAIN
    values = sum(_VALUE.fullmatch(text) is not None for text in texts)
    known = sum(field_of_title(text, sure) is not None for text in texts)
    return values == 0 and titles_in(texts, sure) >= 2 and known >= 0.5 * len(filled)


def header_rows(table: PageTable) -> int:
    """How many rows from the top make the header; 0 if there is none in the first rows."""
    rows = table.by_row()
    for first, row in enumerate(rows[:_MOST_ROWS]):
        if reads_as_header(row):
            last = max((part.row + part.rows for part in row if part.lines and part.rows < _MOST_ROWS), default=1)
            last = max(last, first + 1)
            while last < len(rows) - 1 and reads_as_header(rows[last]) and last < first + 3:
                last += 1
            return last
    return 0


def title_columns(table: PageTable, header: int) -> list[str | None]:
    """What each column means by its lowest title that is known."""
    fields: list[str | None] = [None] * table.columns
    for part in sorted(table.parts, key=lambda part: part.row):
        if part.row < header and part.columns == 1 and (field := field_of_title(part.text)) is not None:
            fields[part.column] = field
    return fields


def is_value(part: Part | None) -> bool:
    """Whether a part holds nothing but a score or an answer."""
    if part is None or not part.lines or len(part.text) > 24:
        return False
    text = part.text.strip()
    return number_of(text) is not None or answer_of(text) is not None
