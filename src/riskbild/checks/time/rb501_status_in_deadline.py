"""RB501: a status stands where it should say when."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from riskbild.checks.remark import Hit
from riskbild.checks.rule import Example, Rule
from riskbild.checks.subject import Subject
from riskbild.documents.exchange import ExchangeRow
from riskbild.rules.deadline import deadline_findings, read_deadline
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

# A status told as a sentence, which no list of words has; with a "senast" in it, it is a promise.
_TOLD = re.compile(
    r"\s*(?:\w+en |detta |det )?(?:är|har|blev|har blivit) (?:nu |redan |delvis )?"
    r"(?:genomför|utför|avsluta|klar|färdig|slutför|påbörja|införd|införts|implementera)\w*"
    r"|\s*(?:avslutades|genomfördes|utfördes|påbörjades|slutfördes|startades|infördes)\b"
    r"|\s*(?:avvaktar|inväntar|väntar på|färdigställ[dt]|implementera[dt]|införd|infört|avbruten|avbrutet|pausad)\b"
)
_PROMISED = re.compile(r"\b(?:senast|ska|till)\b")


def find(subject: Subject) -> Iterator[Hit]:
    """Deadlines that tell how far something has come; put right, the status stands in the comment."""
    for line in subject.lines:
        text = line.row.deadline
        for finding in _findings(text, subject.year) if text else ():
            comment = "\n".join(filter(None, (line.row.comment, text)))
            yield Hit(line.place("deadline"), finding.sentence, {"deadline": "", "comment": comment})


@lru_cache(maxsize=8192)
def _findings(text: str, year: int | None) -> tuple[Finding, ...]:
    deadline = read_deadline(text, year=year)
    told = _TOLD.match(text.casefold()) and not _PROMISED.search(text.casefold())
    return deadline_findings(replace(deadline, is_status=deadline.is_status or bool(told)), "deadline")


_ROW = ExchangeRow(
    risk="Ingen ersättning för barn med skyddad identitet",
    deadline="Genomförd, men granskningen senarelagd pga av projekt och nya rutiner",
)

RULE = Rule(
    code="RB501",
    name=Sentence("Status där tiden ska stå", "Status in place of a deadline"),
    why=Sentence(
        "Status säger hur långt man kommit, tiden när det ska vara klart. Flytta texten till kommentaren och ange en "
        "ny tid.",
        "A status says how far one has come, the deadline when it is to be done. Move the text to the comment and give "
        "a new deadline.",
    ),
    severity=Severity.WARNING,
    find=find,
    bad=(
        Example("”Genomförd, men granskningen senarelagd …”", rows=(_ROW,)),
        Example("”Pågår”", rows=(replace(_ROW, deadline="Pågår"),)),
    ),
    good=(
        Example("”Hösten 2024”", rows=(replace(_ROW, deadline="Hösten 2024"),)),
        Example("”Vid varje tillfälle”", rows=(replace(_ROW, deadline="Vid varje tillfälle"),)),
        Example("”Klart senast 2024-06-30”", rows=(replace(_ROW, deadline="Klart senast 2024-06-30"),)),
    ),
)
