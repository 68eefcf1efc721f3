"""Adopting a plan: the board's decision is recorded and the version is frozen, once."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.writing import add
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.permissions import Actor
from riskbild.planning import events
from riskbild.planning.actions.taking import save_plan, take_plan
from riskbild.planning.decision import Decision, checked_decision
from riskbild.planning.freezing import content_of, frozen
from riskbild.planning.models import Plan, PlanDecision
from riskbild.planning.rules_of import setup_of
from riskbild.rules.plan_life import PlanState, PlanStep, move
from riskbild.rules.statute import statute_on

__all__ = ["Decision", "adopt_plan"]


@transaction.atomic
def adopt_plan(*, by: Actor, plan_id: UUID, version: int, decision: Decision, now: datetime) -> Plan:
    """Records that the board adopted a proposed version, and freezes it with method, rules and statute of that day.

    An earlier version that was in force is replaced in the same moment. Raises `Refused` for a decision that lacks
    something or lies ahead, `Conflict` when somebody else has been there before.
    """
    plan, taken = take_plan(by, plan_id, version, PlanStep.ADOPT, now)
    made = checked_decision(decision, now)
    _replace_earlier(plan, by, now)
    told = made.to_data()
    content, sha256 = frozen(content_of(plan, setup_of(plan.board_year), statute_on(made.decided_on)), told)
    try:
        with transaction.atomic():
            add(PlanDecision(
                municipality_id=plan.municipality_id, plan=plan, body=made.body, decided_on=made.decided_on,
                paragraph=made.paragraph, case_number=made.case_number, content=content, sha256=sha256, adopted_at=now,
            ))  # fmt: skip
    except IntegrityError as twice:
        raise Conflict from twice
    plan.state = taken.to.value if taken.to else plan.state
    return save_plan(plan, events.PLAN_ADOPTED, by=by, now=now, after={**told, "sha256": sha256})


def _replace_earlier(plan: Plan, by: Actor, now: datetime) -> None:
    mine = Plan.objects.filter(municipality_id=plan.municipality_id, board_year=plan.board_year)
    earlier = mine.select_for_update().filter(state=PlanState.ADOPTED).first()
    if earlier is not None:
        replaced = move(PlanState(earlier.state), PlanStep.REPLACE)
        earlier.state = replaced.to.value if replaced.to else earlier.state
        save_plan(earlier, events.PLAN_REPLACED, by=by, now=now)
