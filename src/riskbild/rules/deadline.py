"""What a deadline cell says: the text as written, and the date or the recurrence where there is one."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.recurrence import FREQUENCY_WORDS, RECURRENCE_WORDS, Recurrence
from riskbild.rules.sentence import Sentence
from riskbild.rules.span import Precision, Span
from riskbild.rules.span_text import LONGEST_READ, plain, read_span
from riskbild.rules.status import STATUS_WORDS
from riskbild.rules.title import short_title
from riskbild.rules.vocabulary import denies

_STATUS_HERE = Sentence(
    "Här står en status och inte när det ska vara klart: ”{text}”.",
    "This is a status, not when it is to be done: “{text}”.",
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as it stands in its document, and what can be said about it for certain.

    `text` is the cell unchanged. `due` is the last day it can mean and `starts` the first; `precision` says
    how exact the text is, so that "Hösten 2024" is never shown as if somebody had written 31 December.
    `is_status` marks a text that tells how far something has come instead of when it is to be done.
    """

    text: str
    due: date | None = None
    starts: date | None = None
    recurrence: Recurrence | None = None
    is_status: bool = False
    precision: Precision | None = None


class _Sense(Enum):
    """What the words before a date make of it."""

    DURING = auto()
    BY = auto()
    BEFORE = auto()
    FROM = auto()
    AFTER = auto()
    EARLY = auto()


@dataclass(frozen=True, slots=True)
class _When:
    due: date | None
    starts: date | None
    precision: Precision


# Tried in turn, again and again, until a date is left; the first that is not DURING says what the date is.
_LEADS = tuple(
    (sense, re.compile(rf"(?:{words})\s*:?\s+"))
    for sense, words in (
        (_Sense.BY, r"(?:allra )?senast(?: till)?|(?:fram )?till(?: och med)?|t\.? ?o\.? ?m\.?|deadline"),
        (_Sense.BY, r"(?:ska (?:vara|bli) )?(?:klart?|färdigt?)(?= (?:senast|till|före|innan|under|i|vid) )"),
        (_Sense.BY, r"(?:vid )?utgången av|(?:(?:i|mot) )?slutet av|sent(?: i| under)?"),
        (_Sense.EARLY, r"(?:i )?början av|tidigt(?: i| under)?"),
        (_Sense.BEFORE, r"före|innan|inför"),
        (_Sense.FROM, r"från(?: och med)?|fr\.? ?o\.? ?m\.?|(?:med )?start|startar|påbörjas|inleds|börjar"),
        (_Sense.AFTER, r"efter"),
        (_Sense.DURING, r"(?:ska )?(?:genomför(?:s|as)|utför(?:s|as))|sker|planera(?:s|d|t)|prel\.?|preliminärt"),
        (_Sense.DURING, r"under|i|vid|perioden|tiden|hela"),
    )
)
_THEN = re.compile(r"\s*[,;]\s*|\s+(?=(?:och|samt|sedan|därefter)\s)")
_LINK = re.compile(r"(?:(?:och|samt|sedan|därefter)\s+)+")
# "Klart hösten 2024" may be a report or a promise, so neither is claimed.
_DONE_OR_TO_BE = re.compile(r"(?:klar|klart|klara|färdig|färdigt|färdiga)\b")


def read_deadline(text: str, *, year: int | None) -> Deadline:
    """What a deadline text says: a date or stretch of days, a recurrence, a status, or nothing certain.

    `year` is the document's own, for texts without one ("december"). No text raises an error and none is
    changed; what cannot be read without guessing is left with the text alone.
    """
    found = _read(text, year)
    lines = [line for line in text.splitlines() if line.strip()]
    if found == Deadline(text) and len(lines) > 1:
        # One deadline for each of several measures: they can be told apart only if they are all the same.
        readings = {replace(_read(line, year), text=text) for line in lines}
        return readings.pop() if len(readings) == 1 else found
    return found


def deadline_findings(deadline: Deadline, where: str) -> tuple[Finding, ...]:
    """A warning where a status stands in the place of a deadline."""
    if not deadline.is_status:
        return ()
    sentence = _STATUS_HERE.format(text=short_title(deadline.text))
    return (Finding(Code.STATUS_IN_DEADLINE, Severity.WARNING, where, sentence),)


def _read(text: str, year: int | None) -> Deadline:
    words = plain(text)
    if when := _dated(words, year):
        return _deadline(text, None, when)
    if (recurrence := FREQUENCY_WORDS.read(words).value) is not None:
        return Deadline(text, recurrence=recurrence)
    return _recurring(text, words, year) or Deadline(text, is_status=_is_status(text, words))


def _deadline(text: str, recurrence: Recurrence | None, when: _When | None) -> Deadline:
    if when is None:
        return Deadline(text, recurrence=recurrence)
    return Deadline(text, when.due, when.starts, recurrence, precision=when.precision)


def _dated(words: str, year: int | None) -> _When | None:
    """The words as a date with what leads up to it, None if they say anything else."""
    if len(words) > 2 * LONGEST_READ:
        return None
    sense = _Sense.DURING
    while (span := read_span(words, year=year)) is None:
        lead = next((lead for lead in _LEADS if lead[1].match(words)), None)
        if lead is None:
            return None
        words = lead[1].sub("", words, count=1)
        sense = lead[0] if sense is _Sense.DURING else sense
    return _in_sense(sense, span)


def _in_sense(sense: _Sense, span: Span) -> _When:
    day = timedelta(days=1)
    due, starts = {
        _Sense.DURING: (span.ends, span.starts),
        _Sense.BY: (span.ends, None),
        _Sense.BEFORE: (span.starts - day, None),
        _Sense.FROM: (None, span.starts),
        _Sense.AFTER: (None, span.ends + day),
        # "I början av 2024" is over long before the year is; when, it does not say.
        _Sense.EARLY: (None, span.starts),
    }[sense]
    return _When(due, starts, span.precision)


def _recurring(text: str, words: str, year: int | None) -> Deadline | None:
    """A recurrence that goes on with more, or a date and then a recurrence; None for anything else."""
    if leading := RECURRENCE_WORDS.leading(words):
        recurrence, rest = leading
        if denies(rest):
            return None
        return _deadline(text, recurrence, _dated(_LINK.sub("", rest, count=1), year))
    if len(words) > 2 * LONGEST_READ:
        return None
    for then in _THEN.finditer(words):
        rest = _LINK.sub("", words[then.end() :], count=1)
        when, after = _dated(words[: then.start()], year), FREQUENCY_WORDS.read(rest).value
        if when is not None and after is not None:
            return _deadline(text, after, when)
    return None


def _is_status(text: str, words: str) -> bool:
    reading = STATUS_WORDS.read(text)
    if reading.value is not None:
        return True
    return reading.suggestion is not None and not _DONE_OR_TO_BE.match(words)
