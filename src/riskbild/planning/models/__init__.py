"""The planning's tables, a file a subject."""

from riskbild.planning.models.nomination import Nomination
from riskbild.planning.models.plan import CommonControl, Plan, PlanChoice, PlanDecision, PlanItem, PlanItemRisk
from riskbild.planning.models.profile import ProfileRisk, RiskProfile
from riskbild.planning.models.workshop import Workshop, WorkshopRisk, WorkshopScore
from riskbild.planning.models.year import DutyMark, RuleSetVersion, YearSettings

__all__ = [
    "CommonControl",
    "DutyMark",
    "Nomination",
    "Plan",
    "PlanChoice",
    "PlanDecision",
    "PlanItem",
    "PlanItemRisk",
    "ProfileRisk",
    "RiskProfile",
    "RuleSetVersion",
    "Workshop",
    "WorkshopRisk",
    "WorkshopScore",
    "YearSettings",
]
