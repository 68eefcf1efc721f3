"""The register's risks as rows of a document, with what each is worth."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from riskbild.documents.exchange import WHOLE_ROW, ExchangeRow
from riskbild.documents.profile import Profile, derive
from riskbild.organisation.permissions import Actor
from riskbild.publishing.assemble.facts import RowFacts
from riskbild.register.models import BoardYear, Risk, SecrecyMark
from riskbild.register.queries.documents import documents_with_risks
from riskbild.register.queries.seen import reads_secrets
from riskbild.rules.labels import label
from riskbild.rules.response import Response

_ROW_NAMES: Final = {"": WHOLE_ROW, "response_text": "response"}


class _Worth(NamedTuple):
    """A risk's own columns that no printed cell has."""

    pk: UUID
    version: int
    node_id: UUID
    node_name: str
    likelihood: int | None
    impact: int | None
    score: int | None
    level: str
    response: str
    response_reason: str
    carried_over: bool


_COLUMNS: Final = (
    "pk", "version", "node_id", "node__name", "likelihood", "impact", "score", "level", "response", "response_reason",
    "carried_over",
)  # fmt: skip


@dataclass(frozen=True)
class RiskRow:
    """A risk as a row, and what it is worth."""

    key: UUID
    row: ExchangeRow
    facts: RowFacts


def marks_of(
    municipality_id: UUID, *, board_year: BoardYear | None = None, risks: Sequence[UUID] = ()
) -> dict[UUID, dict[str, str]]:
    """The paragraph of each marked field, by risk and by the name that a row has for the field; one query."""
    rows = SecrecyMark.objects.filter(municipality_id=municipality_id, risk__municipality_id=municipality_id)
    rows = rows.filter(risk__board_year=board_year) if board_year else rows.filter(risk_id__in=list(risks))
    marks: dict[UUID, dict[str, str]] = defaultdict(dict)
    for risk_id, field, paragraph in rows.values_list("risk_id", "field", "paragraph"):
        marks[risk_id][_ROW_NAMES.get(field, field)] = paragraph
    return dict(marks)


def row_names(marks: Mapping[str, str]) -> dict[str, str]:
    """Marks by a risk's columns as marks by a row's cells."""
    return {_ROW_NAMES.get(field, field): paragraph for field, paragraph in marks.items()}


class Risks:
    """The risks of a year that somebody sees: as rows, one by one and document by document."""

    def __init__(self, by: Actor, year: BoardYear, profile: Profile, today: date) -> None:
        self.by, self.year, self.profile, self.today = by, year, profile, today
        self.documents = documents_with_risks(by, year, today)
        self._marks = marks_of(year.municipality_id, board_year=year)
        rows = Risk.objects.filter(municipality_id=year.municipality_id, board_year=year, archived=False)
        self._worth = {found[0]: _Worth(*found) for found in rows.values_list(*_COLUMNS)}

    def printed(self, keys: Sequence[UUID], rows: Sequence[ExchangeRow]) -> tuple[RowFacts, ...]:
        """What the rows of a document are worth."""
        return tuple(self._facts(key, row) for key, row in zip(keys, rows, strict=True))

    def living(self) -> list[RiskRow]:
        """Every risk in the register's order, its numbers and its response filled in where no cell prints them."""
        return [
            self._living(key, row)
            for document, keys in self.documents
            for key, row in zip(keys, document.rows, strict=True)
        ]

    def _living(self, key: UUID, row: ExchangeRow) -> RiskRow:
        worth, facts = self._worth[key], self._facts(key, row)
        if row.response is None and worth.response:
            row = replace(row, response=str(label(Response(worth.response))))
        if row.score is None and row.likelihood is None and row.impact is None:
            row = replace(row, likelihood=worth.likelihood, impact=worth.impact, score=worth.score)
        return RiskRow(key, replace(row, provenance=None, confidence={}), facts)

    def _facts(self, key: UUID, row: ExchangeRow) -> RowFacts:
        worth, method = self._worth[key], self.profile.method
        level = next((level for level in method.levels if level.key == worth.level), None)
        marks = self._marks.get(key, {})
        hidden = bool(marks) and not reads_secrets(self.by, worth.node_id, self.today)
        reason = "" if hidden and marks.keys() & {"response_reason", WHOLE_ROW} else worth.response_reason
        review = self.profile.response is not None and derive(self.profile, row, year=self.year.year).review
        return RowFacts(
            key=str(key), version=worth.version, likelihood=worth.likelihood, impact=worth.impact, score=worth.score,
            level=level, critical=method.wants_in_plan(worth.score, level), to_review=review,
            carried_over=worth.carried_over, more={"unit": worth.node_name, "response_reason": reason}, secrecy=marks,
        )  # fmt: skip
