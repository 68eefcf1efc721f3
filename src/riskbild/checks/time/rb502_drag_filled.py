"""RB502: dates that rise by one from row to row, as when a cell is dragged down in a spreadsheet."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Line, Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.analysis_date import FEWEST_FILLED
from riskbild.rules.codes import Code
from riskbild.rules.finding import Severity
from riskbild.rules.sentence import Sentence

_FILLED = Sentence(
    "Tiderna ökar med ett för varje rad ({texts}). De ser ut att ha fyllts i genom att en cell har dragits nedåt.",
    "The deadlines rise by one for each row ({texts}). They look filled in by dragging a cell down.",
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_YEAR_LAST = re.compile(r"(.*\D)?(20\d\d)", re.ASCII | re.DOTALL)


def find(subject: Subject) -> Iterator[Hit]:
    """Analysis dates within one analysis, and deadlines below each other; the place is the first row."""
    for line, finding in subject.dates:
        if finding.code == Code.DRAG_FILLED_DATES:
            yield Hit(line.place("analysis_date"), finding.sentence)
    for run in _rising(subject.rows):
        texts = ", ".join(line.row.deadline or "" for line in run)
        yield Hit(run[0].place("deadline"), _FILLED.format(texts=texts))


def _rising(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of rows in which each deadline is the day, or the year, after the one above."""
    run: list[Line] = list(lines[:1])
    for above, below in pairwise(lines):
        if _is_next(above.row.deadline or "", below.row.deadline or ""):
            run.append(below)
            continue
        if len(run) >= FEWEST_FILLED:
            yield run
        run = [below]
    if len(run) >= FEWEST_FILLED:
        yield run


def _is_next(above: str, below: str) -> bool:
    first, second = _day(above.strip()), _day(below.strip())
    if first and second:
        return second - first == timedelta(days=1)
    one, other = _YEAR_LAST.fullmatch(above.strip()), _YEAR_LAST.fullmatch(below.strip())
    return bool(one and other and one[1] == other[1] and int(other[2]) - int(one[2]) == 1)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _dated(*dates: str) -> tuple[ExchangeRow, ...]:
    process = "Riskanalys nämndberedningsprocessen 2023-05"
    return tuple(
        ExchangeRow(process=process, risk=f"Risk {number}", analysis_date=text) for number, text in enumerate(dates, 1)
    )


def _due(*texts: str) -> tuple[ExchangeRow, ...]:
    return tuple(ExchangeRow(risk=f"Risk {number}", deadline=text) for number, text in enumerate(texts, 1))


RULE = Rule(
    code="RB502",
    name=Sentence("Nedåtfyllda datum", "Dates filled down"),
    why=Sentence(
        "När en cell med ett datum dras nedåt i ett kalkylblad räknar programmet upp det. Ange det datum som gäller.",
        "When a cell with a date is dragged down in a spreadsheet, the program counts it up. Give the date that holds.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example(
            "”2023-04/05”, ”2023-04/06”, ”2023-04/07” i samma riskanalys",
            rows=_dated("2023-04/05", "2023-04/06", "2023-04/07"),
        ),
        Example(
            "”Hösten 2024”, ”Hösten 2025”, ”Hösten 2026” under varandra",
            rows=_due("Hösten 2024", "Hösten 2025", "Hösten 2026"),
        ),
        Example("”2024-05-31”, ”2024-06-01”, ”2024-06-02”", rows=_due("2024-05-31", "2024-06-01", "2024-06-02")),
    ),
    good=(
        Example("Samma datum på varje rad", rows=_dated("2023-04/05", "2023-04/05", "2023-04/05")),
        Example("”T1”, ”T2”, ”T3”", rows=_due("T1", "T2", "T3")),
        Example("”2024-03-31”, ”2024-06-30”, ”2024-09-30”", rows=_due("2024-03-31", "2024-06-30", "2024-09-30")),
    ),
)
