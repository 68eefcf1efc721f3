"""Adopting, as people and commands do it: the decision, and the document as it was decided, which is kept for good."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.documents.layout import PublishedKind
from riskbild.organisation.permissions import Actor
from riskbild.planning.actions import adopting
from riskbild.planning.decision import Decision
from riskbild.planning.models import Plan
from riskbild.publishing.jobs import keep_decided


@transaction.atomic
def adopt_plan(*, by: Actor, plan_id: UUID, version: int, decision: Decision, now: datetime) -> Plan:
    """Records that the board adopted a proposed version, and has it drawn and kept as soon as that is done.

    The drawing takes its time, so it is a job of the same transaction. Raises what planning's own `adopt_plan` does.
    """
    plan = adopting.adopt_plan(by=by, plan_id=plan_id, version=version, decision=decision, now=now)
    keep_decided.enqueue(str(plan.board_year_id), PublishedKind.CONTROL_PLAN.value)
    return plan
