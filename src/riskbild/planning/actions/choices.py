"""Choosing which risks go to the plan, with the reason where the choice goes against the threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.writing import write
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.permissions import Actor
from riskbild.planning import events
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.planning.actions.taking import risks_of_year, take_plan, told
from riskbild.planning.models import Plan, PlanChoice, PlanItemRisk
from riskbild.register.actions.editing import edit_risk
from riskbild.rules.plan_life import PlanStep
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class ChoiceSeen:
    """A risk to choose, with the version of the choice as the person saw it: 0 where none was made here."""

    risk_id: UUID
    version: int = 0


@transaction.atomic
def choose_for_plan(
    *, by: Actor, plan_id: UUID, chosen: Sequence[ChoiceSeen], in_plan: bool, reason: str, now: datetime
) -> Plan:
    """Lets risks into an open version of the plan or leaves them out, each with the same reason, all or none.

    The register's own answer follows. A choice against the threshold may be saved without its reason, but the plan
    cannot be proposed so. Raises `Refused` for a risk to be left out that an item answers, `Conflict` for a choice
    that somebody else has changed.
    """
    plan, _ = take_plan(by, plan_id, None, PlanStep.EDIT, now)
    text = one_text("reason", reason, REASON)
    risks = risks_of_year(by, plan.board_year, [one.risk_id for one in chosen], now)
    mine = {"municipality_id": plan.municipality_id, "plan": plan}
    if not in_plan and PlanItemRisk.objects.filter(**mine, risk__in=risks).exists():
        raise Refused(_ANSWERED)
    rows = {row.risk_id: row for row in PlanChoice.objects.filter(**mine, risk__in=risks)}
    for risk, seen in zip(risks, dict.fromkeys(chosen), strict=True):
        row = rows.get(risk.pk) or PlanChoice(**mine, risk=risk, in_plan=in_plan, version=0)
        if row.version != seen.version:
            raise Conflict
        before = {"in_plan": row.in_plan, "reason": row.reason} if row.version else {}
        row.in_plan, row.reason = in_plan, text
        row.version += 1
        write(row)
        if risk.in_plan is not in_plan:
            edit_risk(by=by, risk_id=risk.pk, version=risk.version, changes={"in_plan": in_plan}, now=now)
        told(
            events.RISK_CHOSEN_FOR_PLAN, plan, by=by, now=now, before=before,
            after={"risk": str(risk.pk), "in_plan": in_plan, "reason": text},
        )  # fmt: skip
    return plan


_ANSWERED = Sentence(
    sv="Planen har kontroller för risken. Ta bort dem innan risken lämnas utanför.",
    en="The plan has items for the risk. Remove them before the risk is left out.",
)
