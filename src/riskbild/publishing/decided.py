"""Which decided version a document shows."""

from typing import Final
from uuid import UUID

from riskbild.documents.layout import PublishedKind
from riskbild.planning.queries.plans import plans_of_year
from riskbild.publishing.sources import Asked
from riskbild.rules.plan_life import PlanState

_OF_PLANS: Final = frozenset({PublishedKind.CONTROL_PLAN, PublishedKind.RISK_PROFILE_AND_PLAN})
_IN_FORCE: Final = frozenset({PlanState.ADOPTED, PlanState.CLOSED})


def plan_in_force(asked: Asked) -> UUID | None:
    """The plan that a document of the kind is drawn from; None for a document of something else."""
    if asked.kind not in _OF_PLANS:
        return None
    plans = plans_of_year(asked.by, asked.year.pk, asked.today)
    return next((plan.id for plan in plans if plan.state in _IN_FORCE), None)
