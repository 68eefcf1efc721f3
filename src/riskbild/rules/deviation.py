"""Deviations (avvikelser): how serious one is, what must come of it, and when it is done with."""

from collections.abc import Mapping
from enum import StrEnum

from riskbild.rules.finding import Finding, Severity
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.result import CRITERIA, Result
from riskbild.rules.sentence import Sentence

GRAVE = Result.MAJOR_DEVIATION
"""The severity that is told at once."""

SEVERITIES = (Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION)
"""What a person can say of a deviation; one out of a document may be ungraded (`Result.DEVIATION`)."""

LONGEST_TITLE = 300


class DeviationState(StrEnum):
    """Where a deviation stands.

    NEW has neither measure nor acceptance; MEASURES has measures under way; ACCEPTED is one that the board lives with,
    with its reason; CLOSED is one whose measures are done and seen to work.
    """

    NEW = "new"
    MEASURES = "measures"
    ACCEPTED = "accepted"
    CLOSED = "closed"


ENDED = frozenset({DeviationState.ACCEPTED, DeviationState.CLOSED})
"""With these nothing more is to be done."""

STATE_LABELS: Mapping[StrEnum, Sentence] = {
    DeviationState.NEW: Sentence("Inte hanterad", "Not dealt with"),
    DeviationState.MEASURES: Sentence("Åtgärdas", "Being corrected"),
    DeviationState.ACCEPTED: Sentence("Godtagen", "Accepted"),
    DeviationState.CLOSED: Sentence("Avslutad", "Closed"),
}


def criterion_of(severity: Result, own: Mapping[Result, str] | None = None) -> Sentence:
    """The written criterion of a severity: the municipality's own words where it has written them."""
    words = (own or {}).get(severity, "").strip()
    return Sentence(words, words) if words else CRITERIA[severity]


def deviation_findings(texts: Mapping[str, str], severity: Result | None) -> tuple[Finding, ...]:
    """What a deviation must hold to be recorded: what it is, and how serious.

    The cause may be looked for later, but a measure is not planned before it is written (`MEASURE_NEEDS_CAUSE`).
    """
    findings = []
    if not texts.get("title", "").strip():
        findings.append(_at("title", _NO_TITLE))
    if severity not in SEVERITIES:
        findings.append(_at("severity", _NO_SEVERITY))
    return tuple(findings)


def state_of(*, accepted: bool, closed: bool, measures: int) -> DeviationState:
    """Where a deviation stands by what has come of it."""
    if closed:
        return DeviationState.CLOSED
    if accepted:
        return DeviationState.ACCEPTED
    return DeviationState.MEASURES if measures else DeviationState.NEW


def may_close(progress: list[Progress]) -> Sentence | None:
    """Why a deviation cannot be closed, or None: every measure is done or cancelled, and at least one is done."""
    if any(one in OPEN for one in progress):
        return _MEASURES_OPEN
    return None if Progress.DONE in progress else _NOTHING_DONE


def _at(where: str, sentence: Sentence) -> Finding:
    return Finding("deviation", Severity.ERROR, where, sentence)


_NO_TITLE = Sentence("Beskriv avvikelsen i en mening.", "Describe the deviation in one sentence.")
_NO_SEVERITY = Sentence(
    "Ange om avvikelsen är mindre eller större enligt kriterierna.",
    "State whether the deviation is minor or major by the criteria.",
)
MEASURE_NEEDS_CAUSE = Sentence(
    "Beskriv orsaken först: en åtgärd ska möta den.", "Describe the cause first: a measure is to meet it."
)
_MEASURES_OPEN = Sentence(
    "Alla åtgärder ska vara klara eller avbrutna innan avvikelsen avslutas.",
    "All measures must be done or cancelled before the deviation is closed.",
)
_NOTHING_DONE = Sentence(
    "Minst en åtgärd ska vara genomförd. Godta annars avvikelsen med skäl.",
    "At least one measure must be done. Otherwise accept the deviation, with the reason.",
)
