"""What a check says about one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from riskbild.checks.place import Place
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

type Repair = Mapping[str, str]
"""New texts for fields of the row, by name; an empty text empties the field."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a rule has found. `severity` is given where this one weighs otherwise than the rule's others."""

    place: Place
    sentence: Sentence
    repair: Repair | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A hit with the code of its rule. `repair` is what would put it right, where that can be said."""

    code: str
    severity: Severity
    place: Place
    sentence: Sentence
    repair: Repair | None = None

    @property
    def finding(self) -> Finding:
        """The remark as the finding that the rest of the system knows."""
        return Finding(self.code, self.severity, str(self.place), self.sentence)
