"""Draws tables as CSV that Swedish Excel opens as it is: UTF-8 with a byte order mark, semicolons, CRLF."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Final

from riskbild.publishing.sheet import ANSWERS, Book, Cell, Sheet
from riskbild.rules.sentence import Language, Sentence

_BYTE_ORDER_MARK: Final = "\ufeff"
_PART: Final = Sentence("Del", "Part")
_ROWS_AT_A_TIME: Final = 500

# A spreadsheet takes a cell for a formula if it begins with one of these, also in full width and after white
# space (OWASP, "CSV Injection"). Apostrophes before them count, so that whoever takes one away has each text back.
_FORMULA: Final = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_DANGEROUS = re.compile(rf"'*{_FORMULA}")


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet could take it for a formula."""
    return "'" + text if _DANGEROUS.match(text) else text


def draw(book: Book) -> bytes:
    """The book as one CSV file."""
    return b"".join(stream(book))


def stream(book: Book) -> Iterator[bytes]:
    """The book as the bytes of one CSV file, some hundred rows at a time.

    A book of one sheet is one table. With several, the tables stand below each other, each with its own line
    of titles; the first column then names the table, and every line has the same number of cells.
    """
    single = len(book.sheets) == 1
    lines = _lines(book.sheets[0], book.language) if single else _stacked(book)
    yield _BYTE_ORDER_MARK.encode()
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_STRINGS, lineterminator="\r\n")
    for number, line in enumerate(lines, 1):
        writer.writerow(line)
        if number % _ROWS_AT_A_TIME == 0:
            yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _stacked(book: Book) -> Iterator[Sequence[Cell]]:
    width = max((len(sheet.columns) for sheet in book.sheets), default=0)
    for sheet in book.sheets:
        names = chain([_PART.text(book.language)], _repeated(guarded(sheet.title)))
        for name, line in zip(names, _lines(sheet, book.language), strict=False):
            yield [name, *line, *[None] * (width - len(line))]


def _repeated(name: str) -> Iterator[str]:
    while True:
        yield name


def _lines(sheet: Sheet, language: Language) -> Iterator[Sequence[Cell]]:
    yield [guarded(column.title) for column in sheet.columns]
    for row in sheet.rows:
        yield [_shown(cell, language) for cell in row]


def _shown(cell: Cell, language: Language) -> Cell:
    if isinstance(cell, str):
        return guarded(cell) if cell else None
    if isinstance(cell, bool):
        return ANSWERS[cell].text(language)
    return cell.isoformat() if isinstance(cell, date) else cell
