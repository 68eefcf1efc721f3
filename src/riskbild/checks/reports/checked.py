"""One document with what was found in it, as every report takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from riskbild.checks.remark import Remark
from riskbild.rules.finding import Severity

_WEIGHTY = frozenset({Severity.WARNING, Severity.ERROR})


@dataclass(frozen=True, slots=True)
class Checked:
    """`name` is what the document is called: a file's path, or a board and its year."""

    name: str
    remarks: Sequence[Remark]

    @property
    def weighty(self) -> int:
        """How many remarks are warnings or more."""
        return sum(remark.severity in _WEIGHTY for remark in self.remarks)
