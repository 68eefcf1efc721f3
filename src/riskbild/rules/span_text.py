"""A stretch of days as documents write it: one date, or two with a dash, a slash or "till" between them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from riskbild.rules.date_text import read_one
from riskbild.rules.span import Precision, Span

# Longer texts are prose; and what is tried grows with the text, which may be anybody's.
LONGEST_READ = 120

_FROM_TO = re.compile(r"\s*[-–—/]\s*|\s+(?:till(?: och med)?|t\.?\s?o\.?\s?m\.?)\s+")
_AND = re.compile(r"\s*(?:,|&|\+|\boch\b|\bsamt\b)\s*")
_EDGE = " \t\n.,;:-–—"


def plain(text: str) -> str:
    """A text in lower case, in one line, with no punctuation around it."""
    return " ".join(text.casefold().replace("−", "-").split()).strip(_EDGE)


def read_span(text: str, *, year: int | None) -> Span | None:
    """The days a text means if it says nothing else: "Hösten 2024", "2022-05- -2022-07", "T1 och T2 2024".

    `year` is used where the text has none. In a range the year of one side counts for the other. Dates in a
    list are one stretch only if they follow on each other: "mars och september" is two dates, not seven
    months. None for anything that is not a stretch of days; a text of more than 120 characters is not tried.
    """
    if len(text) > LONGEST_READ:
        return None
    text = plain(text)
    return read_one(text, year) or _range(text, year) or _list(text, year)


def _range(text: str, year: int | None) -> Span | None:
    for left, right in _split(_FROM_TO, text):
        first, last = _pair(left, right, year)
        if first is not None and last is not None and _is_one_stretch(first, last):
            return Span(first.starts, last.ends, Precision.RANGE)
    return None


def _is_one_stretch(first: Span, last: Span) -> bool:
    """Whether the sides go together: "2023-05/04" is not the year 2023 to the fifth of April."""
    years = (first.precision is Precision.YEAR, last.precision is Precision.YEAR)
    return first.starts <= last.ends and years[0] == years[1]


def _list(text: str, year: int | None) -> Span | None:
    parts = [part.strip(_EDGE) for part in _AND.split(text)]
    last = read_one(parts[-1], year)
    if last is None or not 2 <= len(parts) <= 4:
        return None
    spans = [*(read_one(part, last.starts.year) for part in parts[:-1]), last]
    whole = all(_follows_on(before, after) for before, after in pairwise(spans))
    return Span(spans[0].starts, last.ends, Precision.RANGE) if spans[0] and whole else None


def _follows_on(before: Span | None, after: Span | None) -> bool:
    return before is not None and after is not None and after.starts - before.ends == timedelta(days=1)


def _split(separator: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    for found in separator.finditer(text):
        yield text[: found.start()].strip(_EDGE), text[found.end() :].strip(_EDGE)


def _pair(left: str, right: str, year: int | None) -> tuple[Span | None, Span | None]:
    """Both sides as dates; a side with no year of its own has the other's, over a new year if need be."""
    first, last = read_one(left, None), read_one(right, None)
    if first is None and last is None:
        return read_one(left, year), read_one(right, year)
    if first is not None and last is None:
        return first, _after(right, first)
    if last is not None and first is None:
        return _before(left, last), last
    return first, last


def _after(text: str, first: Span) -> Span | None:
    spans = (read_one(text, year) for year in (first.starts.year, first.starts.year + 1))
    return next((span for span in spans if span is not None and span.ends >= first.starts), None)


def _before(text: str, last: Span) -> Span | None:
    spans = (read_one(text, year) for year in (last.starts.year, last.starts.year - 1))
    return next((span for span in spans if span is not None and span.starts <= last.ends), None)
