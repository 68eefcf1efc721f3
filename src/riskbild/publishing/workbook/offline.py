"""What a workbook needs that is filled in offline and read back, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskbild.documents.workbook.base import About, BaseRow
from riskbild.documents.workbook.form import ITEM, RISK, key_of
from riskbild.publishing.publication import Matrix
from riskbild.rules.method import Method


@dataclass(frozen=True, slots=True)
class Offline:
    """Whose workbook it is, what its rows say in the register, and what cells may be filled with.

    `rows` are the rows that may be changed, by key, each with the plain text of the fields that this person may read
    and change; a printed cell that says exactly that is open, every other is locked. `words` are those that the board
    uses, by field, beside which others may be typed; `choices` those that alone a field can hold. `adds` are the kinds
    of rows that may be added. `secret` seals what the rows said.
    """

    about: About
    board: str
    rows: Mapping[str, BaseRow]
    method: Method
    secret: bytes
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    matrix: Matrix | None = None
    adds: frozenset[str] = frozenset({RISK})
    empty_rows: int = 50

    def key_of(self, key: str) -> str:
        """The key of a row that may be changed, with its kind before it; "" for a row that may not."""
        named = (key, *(key_of(kind, key) for kind in (RISK, ITEM))) if key else ()
        return next((one for one in named if one in self.rows), "")

    def row_of(self, key: str) -> BaseRow | None:
        """What a row says in the register; None for one that may not be changed."""
        return self.rows.get(self.key_of(key))
