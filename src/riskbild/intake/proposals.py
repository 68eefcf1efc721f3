"""A document of the exchange format as risks to be added; plain values, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.documents.profile import Derived, Profile, derive
from riskbild.rules.analysis_date import DatedRow, analysis_key, date_findings
from riskbild.rules.finding import Finding
from riskbild.rules.method import Method
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR, SCORE_ONLY, THREE_BY_THREE, UNSCORED


@dataclass(frozen=True)
class Proposal:
    """One row with what its cells are understood to mean, and the analysis it belongs to ("" for none)."""

    row: ExchangeRow
    derived: Derived
    analysis: str


@dataclass(frozen=True)
class ProposedAnalysis:
    """The rows of one process in one document: the process and the date as the first dated row has them."""

    process: str
    held: str


@dataclass(frozen=True)
class Proposed:
    """A whole document: its proposals in the rows' order, its analyses by key, and what was found."""

    proposals: Sequence[Proposal]
    analyses: Mapping[str, ProposedAnalysis]
    findings: Sequence[Finding]


def propose(document: ExchangeDocument, profile: Profile, *, year: int) -> Proposed:
    """Understands every row by the profile; nothing is dropped, and what does not fit is a finding."""
    proposals = [Proposal(row, derive(profile, row, year=year), analysis_key(row.process)) for row in document.rows]
    findings = [
        Finding(found.code, found.severity, f"row {number}, {found.where}", found.sentence)
        for number, one in enumerate(proposals, 1)
        for found in one.derived.findings
    ]
    return Proposed(proposals, _analyses(proposals), [*findings, *date_findings(_dated(document))])


def _analyses(proposals: Sequence[Proposal]) -> dict[str, ProposedAnalysis]:
    analyses: dict[str, ProposedAnalysis] = {}
    for one in proposals:
        known = analyses.get(one.analysis)
        if one.analysis and (known is None or not known.held):
            process = known.process if known else one.row.process or ""
            analyses[one.analysis] = ProposedAnalysis(process, one.row.analysis_date or "")
    return analyses


def _dated(document: ExchangeDocument) -> list[DatedRow]:
    return [
        DatedRow(f"row {number}, analysis_date", row.process, row.analysis_date)
        for number, row in enumerate(document.rows, 1)
    ]


def fitting_profile(document: ExchangeDocument) -> Profile:
    """The profile of a form that nobody has described: the smallest standard method that holds every printed value."""
    method = _fitting_method(document)
    return Profile(name=method.name, method=method)


def _fitting_method(document: ExchangeDocument) -> Method:
    values = [value for row in document.rows for value in (row.likelihood, row.impact) if value is not None]
    if not values:
        return SCORE_ONLY if any(row.score is not None for row in document.rows) else UNSCORED
    scaled = [THREE_BY_THREE, FOUR_BY_FOUR, FIVE_BY_FIVE]
    holding = (method for method in scaled if method.likelihood and max(values) <= max(method.likelihood.values))
    return next(holding, FIVE_BY_FIVE)
