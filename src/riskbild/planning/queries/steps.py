"""Which steps of its life a person may take with a plan, and why not the others."""

from datetime import date

from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.models import Plan
from riskbild.planning.versions import versions_of
from riskbild.rules import plan_life
from riskbild.rules.plan_life import MOVES, PlanState, PlanStep
from riskbild.rules.sentence import Sentence


def steps_of(by: Actor, plan: Plan, today: date) -> dict[PlanStep, Sentence | None]:
    """Why each step cannot be taken by the person from where the plan stands; None for those that can."""
    steps: dict[PlanStep, Sentence | None] = {
        step: _refusal(by, plan, step, today) for step in PlanStep if step is not PlanStep.REPLACE
    }
    if plan.state == PlanState.ADOPTED and _is_being_revised(plan):
        for step in (PlanStep.REVISE, PlanStep.CLOSE):
            steps[step] = steps[step] or plan_life.REVISION_UNDER_WAY
    return steps


def _is_being_revised(plan: Plan) -> bool:
    return any(version.number > plan.number for version in versions_of(plan.board_year))


def _refusal(by: Actor, plan: Plan, step: PlanStep, today: date) -> Sentence | None:
    if plan.board_year.closed:
        return _CLOSED
    found = MOVES[PlanState(plan.state)].get(step)
    if found is None:
        return plan_life.refusal(PlanState(plan.state), step)
    return refusal(by, Permission(found.permission), plan.board_id, today=today)


_CLOSED = Sentence(sv="Året är stängt och kan inte ändras.", en="The year is closed and cannot be changed.")
