"""The life of a plan: begun, proposed, returned, adopted, revised, closed; `rules.plan_life` says what may follow."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from riskbild.audit.writing import add
from riskbild.organisation.conflict import Conflict
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import REASON, one_text
from riskbild.planning.actions.commons import bring_commons_up_to_date
from riskbild.planning.actions.copying import copy_version
from riskbild.planning.actions.taking import open_year_of, save_plan, take_plan, told
from riskbild.planning.choosing import considered
from riskbild.planning.findings import findings_on
from riskbild.planning.freezing import content_of
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.rules_of import setup_of
from riskbild.register.models import BoardYear
from riskbild.rules.finding import Finding
from riskbild.rules.plan_life import REVISION_UNDER_WAY, PlanState, PlanStep
from riskbild.rules.refusal import Refused, refuse_if_stopped
from riskbild.rules.sentence import Sentence
from riskbild.rules.statute import statute_on

type PlanCheck = Callable[[Mapping[str, Any]], Iterable[Finding]]
"""Checks a plan as data (`planning.freezing.content_of`); an error among its findings stops the proposal."""


@transaction.atomic
def open_plan(*, by: Actor, board_year_id: UUID, now: datetime) -> Plan:
    """Begins the first version of a year's plan, with the municipality's common controls in it."""
    year = open_year_of(by, board_year_id)
    check(by, Permission.EDIT_PLAN, year.board_id, today=day_of(now))
    plan = begin(year, 1, now)
    bring_commons_up_to_date(plan)
    told(events.PLAN_OPENED, plan, by=by, now=now, after={"year": plan.year, "number": 1})
    return plan


@transaction.atomic
def propose_plan(*, by: Actor, plan_id: UUID, version: int, check_plan: PlanCheck, now: datetime) -> Plan:
    """Proposes an open version to the board, once the plan's own rules and the checks given let it through.

    Raises `Refused` with every error found. What is only a warning is kept with the proposal, for the board to see.
    """
    plan, taken = take_plan(by, plan_id, version, PlanStep.PROPOSE, now)
    setup = setup_of(plan.board_year)
    mine = {"municipality_id": plan.municipality_id, "plan": plan}
    items = list(PlanItem.objects.filter(**mine).order_by("position", "pk"))
    with_risk = PlanItemRisk.objects.filter(**mine).values_list("item_id", flat=True)
    found = [*findings_on(items, with_risk, considered(plan.board_year, setup, plan), setup)]
    found += check_plan(content_of(plan, setup, statute_on(day_of(now))))
    refuse_if_stopped(found)
    plan.state, plan.proposed_at, plan.reason = _to(taken.to), now, ""
    plan.findings = [_kept(one) for one in found]
    return save_plan(plan, events.PLAN_PROPOSED, by=by, now=now, after={"findings": len(found)})


@transaction.atomic
def take_back_plan(*, by: Actor, plan_id: UUID, version: int, now: datetime) -> Plan:
    """Takes a proposal back, to go on with the draft."""
    plan, taken = take_plan(by, plan_id, version, PlanStep.TAKE_BACK, now)
    plan.state, plan.proposed_at = _to(taken.to), None
    bring_commons_up_to_date(plan)
    return save_plan(plan, events.PLAN_TAKEN_BACK, by=by, now=now)


@transaction.atomic
def return_plan(*, by: Actor, plan_id: UUID, version: int, reason: str, now: datetime) -> Plan:
    """Returns a proposed plan to those who drew it up, with the board's reason."""
    plan, taken = take_plan(by, plan_id, version, PlanStep.RETURN, now)
    plan.reason = one_text("reason", reason, REASON, empty=_NO_REASON)
    plan.state, plan.proposed_at = _to(taken.to), None
    bring_commons_up_to_date(plan)
    return save_plan(plan, events.PLAN_RETURNED, by=by, now=now, after={"reason": plan.reason})


@transaction.atomic
def begin_revision(*, by: Actor, plan_id: UUID, version: int, reason: str, now: datetime) -> Plan:
    """Begins the next version of an adopted plan as a draft with the same items and choices; gives that draft.

    The adopted version stays in force until the next one is adopted by a decision of its own. The draft has the common
    controls that hold now.
    """
    plan, _ = take_plan(by, plan_id, version, PlanStep.REVISE, now)
    _check_no_revision(plan)
    text = one_text("reason", reason, REASON, empty=_NO_REVISION_REASON)
    draft = begin(plan.board_year, plan.number + 1, now)
    copy_version(plan, draft)
    bring_commons_up_to_date(draft)
    after = {"year": draft.year, "number": draft.number, "reason": text}
    told(events.PLAN_REVISION_BEGUN, draft, by=by, now=now, after=after)
    return draft


@transaction.atomic
def drop_draft(*, by: Actor, plan_id: UUID, version: int, now: datetime) -> None:
    """Gives up a draft, or one that the board returned; an adopted version before it stays in force."""
    plan, _ = take_plan(by, plan_id, version, PlanStep.DROP, now)
    rows = PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan)
    before = {"year": plan.year, "number": plan.number, "activities": list(rows.values_list("activity", flat=True))}
    told(events.PLAN_DROPPED, plan, by=by, now=now, before=before)
    plan.delete()


@transaction.atomic
def close_plan(*, by: Actor, plan_id: UUID, version: int, now: datetime) -> Plan:
    """Closes the version in force, when its year has been followed up. A revision under way must be decided first."""
    plan, taken = take_plan(by, plan_id, version, PlanStep.CLOSE, now)
    _check_no_revision(plan)
    plan.state = _to(taken.to)
    return save_plan(plan, events.PLAN_CLOSED, by=by, now=now)


def _check_no_revision(plan: Plan) -> None:
    later = Plan.objects.filter(municipality_id=plan.municipality_id, board_year=plan.board_year)
    if later.filter(number__gt=plan.number).exists():
        raise Refused(REVISION_UNDER_WAY)


def begin(year: BoardYear, number: int, now: datetime, *, imported: bool = False) -> Plan:
    """Writes a new version of a year's plan. The caller has asked who may, and records it."""
    plan = Plan(
        municipality_id=year.municipality_id, board_year=year, board_id=year.board_id, year=year.year, number=number,
        imported=imported, created_at=now, updated_at=now,
    )  # fmt: skip
    try:
        with transaction.atomic():
            add(plan)
    except IntegrityError as twice:
        if number > 1:
            raise Conflict from twice
        raise Refused(_BEGUN_ALREADY) from twice
    return plan


def _to(state: PlanState | None) -> str:
    return state.value if state else ""


def _kept(found: Finding) -> dict[str, str]:
    return {
        "code": str(found.code), "severity": str(found.severity), "where": found.where, "sv": found.sentence.sv,
        "en": found.sentence.en,
    }  # fmt: skip


_NO_REASON = Sentence(sv="Ange varför planen återremitteras.", en="Say why the plan is returned.")
_NO_REVISION_REASON = Sentence(sv="Ange varför planen revideras.", en="Say why the plan is revised.")
_BEGUN_ALREADY = Sentence(sv="Årets plan är redan påbörjad.", en="The year's plan has already been begun.")
