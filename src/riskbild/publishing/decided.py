"""Which decided version a document shows."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing.sources import Asked
from riskbild.publishing.sources.reports import decided_here, occasion_of
from riskbild.rules.plan_life import PlanState

_OF_PLANS: Final = frozenset({PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN})
_IN_FORCE: Final = frozenset({PlanState.ADOPTED, PlanState.CLOSED})


@dataclass(frozen=True, slots=True)
class DecidedVersion:
    """The version of a plan, or the report, that a document shows; `occasion` is an interim report's period."""

    plan_id: UUID | None = None
    report_id: UUID | None = None
    occasion: str = ""


def decided_version(asked: Asked) -> DecidedVersion:
    """What a document is drawn from. Raises `Forbidden` for a report that another board has decided."""
    if asked.kind not in _OF_PLANS:
        return DecidedVersion(report_id=decided_here(asked), occasion=occasion_of(asked))
    plans = plans_of_year(asked.by, asked.year.pk, asked.today)
    return DecidedVersion(plan_id=next((plan.id for plan in plans if plan.state in _IN_FORCE), None))
