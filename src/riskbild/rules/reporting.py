"""What is reported in a period, about what, and what a report must hold before it is given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.progress import Progress
from riskbild.rules.required import field_findings
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status


class Subject(StrEnum):
    """What a report is about: an item of the plan, a measure, or a risk that is followed as such."""

    CONTROL = "control"
    MEASURE = "measure"
    RISK = "risk"


class OnPlan(StrEnum):
    """Whether the work follows the plan."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a report says; everything may be missing while it is being written.

    `word` is the municipality's own word for the status, `status` what it stands for. `text` is what goes on in the
    status column after the word; it may have a line for each frequency that the control is printed with. `reason` is
    why the control was not done. `progress` is a measure's.
    """

    status: Status | None = None
    word: str = ""
    text: str = ""
    result: Result | None = None
    reason: str = ""
    on_plan: OnPlan | None = None
    comment: str = ""
    progress: Progress | None = None

    def with_texts(self, texts: Mapping[str, str]) -> "Filled":
        """The same with some of its texts replaced."""
        given: dict[str, Any] = {name: text for name, text in texts.items() if name in TEXTS}
        return replace(self, **given)


TEXTS = ("word", "text", "reason", "comment")
"""The fields of `Filled` that are text."""

LONGEST_WORD = 200

_NEEDS_REASON = frozenset({Status.NOT_DONE, Status.DELAYED})
_SHOWN = frozenset({Status.DONE})

_NO_STATUS = Sentence("Ange status.", "State the status.")
_NO_RESULT = Sentence("Ange vad kontrollen visade.", "State what the control showed.")
_NO_REASON = Sentence("Ange varför kontrollen inte är gjord som planerat.", "Say why it was not done as planned.")
_NO_COMMENT = Sentence("Beskriv avvikelsen.", "Describe the deviation.")
_NO_ANSWER = Sentence("Ange om arbetet följer plan.", "State whether the work follows the plan.")
_NO_WHY = Sentence("Kommentera varför arbetet inte följer plan.", "Comment on why the work does not follow the plan.")
_NO_PROGRESS = Sentence("Ange hur långt åtgärden har kommit.", "State how far the measure has come.")
_UNGRADED = Sentence("Ange om avvikelsen är mindre eller större.", "State whether the deviation is minor or major.")
_LONG_WORD = Sentence(f"Ordet får ha högst {LONGEST_WORD} tecken.", f"The word has at most {LONGEST_WORD} characters.")


def report_findings(filled: Filled, subject: Subject) -> tuple[Finding, ...]:
    """What stands in the way of giving a report, each at its field; none where it can be given.

    What was done must show something, a deviation is described and graded (that severity goes unstated is a finding
    auditors make), and what was not done has its reason, which is a result too.
    """
    checks = {Subject.CONTROL: _of_control, Subject.MEASURE: _of_measure, Subject.RISK: _of_risk}
    return (*checks[subject](filled), *text_faults(filled))


def text_faults(filled: Filled) -> tuple[Finding, ...]:
    """The texts of a report that cannot be stored, whether it is given or only kept as a draft."""
    faults = [fault for name in TEXTS for fault in field_findings(getattr(filled, name), name)]
    if len(filled.word) > LONGEST_WORD:
        faults.append(Finding(Code.TEXT_TOO_LONG, Severity.ERROR, "word", _LONG_WORD))
    return tuple(faults)


def _of_control(filled: Filled) -> Iterator[Finding]:
    if filled.status is None and filled.result is not Result.NOT_DONE:
        yield _missing("status", _NO_STATUS)
    if filled.status in _SHOWN and filled.result is None:
        yield _missing("result", _NO_RESULT)
    if filled.result is Result.DEVIATION:
        yield _missing("result", _UNGRADED)
    if filled.result in _DEVIATIONS and not (filled.comment.strip() or filled.text.strip()):
        yield _missing("comment", _NO_COMMENT)
    not_done = filled.status in _NEEDS_REASON or filled.result is Result.NOT_DONE
    if not_done and not (filled.reason.strip() or filled.text.strip()):
        yield _missing("reason", _NO_REASON)


def _of_risk(filled: Filled) -> Iterator[Finding]:
    if filled.on_plan is None:
        yield _missing("on_plan", _NO_ANSWER)
    elif filled.on_plan is not OnPlan.YES and not filled.comment.strip():
        yield _missing("comment", _NO_WHY)


def _of_measure(filled: Filled) -> Iterator[Finding]:
    if filled.progress is None:
        yield _missing("progress", _NO_PROGRESS)


def _missing(where: str, sentence: Sentence) -> Finding:
    return Finding(Code.REQUIRED_FIELD_EMPTY, Severity.ERROR, where, sentence)


_DEVIATIONS = frozenset({Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION})
