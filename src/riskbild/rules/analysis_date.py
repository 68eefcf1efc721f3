"""A risk analysis: which rows belong to one, when it was made, and dates within it that do not agree."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence
from riskbild.rules.span import Precision
from riskbild.rules.span_text import plain, read_span
from riskbild.rules.title import short_title

FEWEST_FILLED = 3
"""Two dates a step apart may be chance; from three rows on they are taken for a filled-down cell."""

_DIFFER = Sentence(
    "Raderna hör till samma riskanalys, ”{process}”, men har olika datum: {dates}.",
    "The rows belong to one risk analysis, “{process}”, but have different dates: {dates}.",
)
_DRAG_FILLED = Sentence(
    "Datumen i riskanalysen ”{process}” ökar med ett för varje rad ({dates}). De ser ut att ha fyllts i genom "
    "att en cell har dragits nedåt i kalkylbladet. Vilket datum gäller?",
    "The dates of the risk analysis “{process}” rise by one for each row ({dates}). They look filled in by "
    "dragging a cell down in the spreadsheet. Which date is right?",
)
_LEAD = re.compile(
    r"(?:(?:riskanalys|riskbedömning|analys|bedömning)(?:en)?\s+)?"
    r"(?:(?:är\s+|blev\s+)?(?:genomförd|genomfördes|gjord|gjordes|utförd|utfördes|uppdaterad|reviderad)\s+)?"
    r"(?:(?:den|under|i)\s+)?"
)
_NUMBER = re.compile(r"(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class AnalysisDate:
    """The text as written, and the first and last day it can mean where it is a date."""

    text: str
    starts: date | None = None
    ends: date | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row of a document: where it stands, its process and its printed analysis date."""

    where: str
    process: str | None
    date_text: str | None


def read_analysis_date(text: str, *, year: int | None = None) -> AnalysisDate:
    """What an analysis date says; "Riskanalys genomförd VT-22" is the spring term of 2022. Never an error."""
    words = plain(text)
    span = read_span(words, year=year) or read_span(_LEAD.sub("", words, count=1), year=year)
    return AnalysisDate(text) if span is None else AnalysisDate(text, span.starts, span.ends, span.precision)


def analysis_key(process: str | None) -> str:
    """What the rows of one analysis in one document have in common: the process, however it is spaced.

    "" for a row without a process, which is no part of any group.
    """
    return " ".join((process or "").casefold().split())


def date_findings(rows: Iterable[DatedRow]) -> tuple[Finding, ...]:
    """A warning for each analysis of a document whose rows have different dates.

    `rows` are all rows of the document in printed order; the place of a finding is the first dated row of its
    analysis. Only printed dates are compared: a row without one is silent, not different.
    """
    groups: dict[str, list[tuple[DatedRow, str]]] = {}
    for row in rows:
        key, text = analysis_key(row.process), (row.date_text or "").strip()
        if key and text:
            groups.setdefault(key, []).append((row, text))
    return tuple(_finding(group) for group in groups.values() if len({text for _, text in group}) > 1)


def _finding(group: list[tuple[DatedRow, str]]) -> Finding:
    first = group[0][0]
    texts = [text for _, text in group]
    code, sentence = (Code.DRAG_FILLED_DATES, _DRAG_FILLED) if _is_filled_down(texts) else (Code.DATES_DIFFER, _DIFFER)
    process, dates = short_title(first.process or ""), ", ".join(dict.fromkeys(texts))
    return Finding(code, Severity.WARNING, first.where, sentence.format(process=process, dates=dates))


def _is_filled_down(texts: list[str]) -> bool:
    """Whether each text is the one above it with one and the same number one higher, as a spreadsheet fills cells."""
    parts = [_NUMBER.split(text) for text in texts]
    steps = {_step(above, below) for above, below in pairwise(parts)}
    return len(parts) >= FEWEST_FILLED and len(steps) == 1 and None not in steps


def _step(above: list[str], below: list[str]) -> int | None:
    """Which part of a text has risen by one, where all others stand; None if that is not how they differ."""
    differing = [at for at, pair in enumerate(zip(above, below, strict=False)) if pair[0] != pair[1]]
    if len(above) != len(below) or len(differing) != 1 or not differing[0] % 2:
        return None
    at = differing[0]
    return at if int(below[at]) - int(above[at]) == 1 else None
