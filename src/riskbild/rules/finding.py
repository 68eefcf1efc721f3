"""A finding: something a person ought to look at, as a value."""

from dataclasses import dataclass
from enum import StrEnum

from riskbild.rules.sentence import Sentence


class Severity(StrEnum):
    """How much a finding matters: for information, to be looked at, or in the way."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one place.

    `code` is a short stable name (`rules.codes` has those made here), `where` is a field name or a place in
    a document ("row 3"), `sentence` says what is wrong and, where it helps, what to do.
    """

    code: str
    severity: Severity
    where: str
    sentence: Sentence

    @property
    def stops(self) -> bool:
        """Whether the thing cannot be saved as it stands."""
        return self.severity is Severity.ERROR


def stopping(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those of the findings that stand in the way of saving."""
    return tuple(finding for finding in findings if finding.stops)
