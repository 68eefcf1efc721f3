"""The oversight as a table for a file."""

from collections.abc import Sequence
from datetime import datetime

from riskbild.oversight.queries import OversightSeen, oversight_table
from riskbild.publishing.sheet import Book, Cell, Column, ColumnKind, Sheet
from riskbild.rules.sentence import Language, Sentence

_NAME_WIDTH, _WIDTH, _SHORT_COLUMNS = 36, 14, 9
_TITLE = Sentence(sv="Uppsikt {years}", en="Oversight {years}")


def book_of(seen: OversightSeen, language: Language, now: datetime) -> Book:
    """The table as a book of one sheet."""
    titles, rows = oversight_table(seen, language)
    title = _TITLE.format(years=_span(seen.years)).text(language)
    columns = tuple(_column(title_, place) for place, title_ in enumerate(titles))
    cells: Sequence[Sequence[Cell]] = rows
    return Book(title=title, sheets=(Sheet(title, columns, cells, still=3),), made_at=now, language=language)


def _column(title: str, place: int) -> Column:
    if place == 0:
        return Column(title, _NAME_WIDTH)
    return Column(title, _WIDTH if place < _SHORT_COLUMNS else 2 * _WIDTH, ColumnKind.SHORT)


def _span(years: Sequence[int]) -> str:
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{min(years)}–{max(years)}"
