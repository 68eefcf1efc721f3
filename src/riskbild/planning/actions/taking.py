"""How an action takes hold of a year, a plan or a row of it: within reach, allowed, open, and as last seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from riskbild.audit.event import Event
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import update
from riskbild.organisation.conflict import NOT_FOUND, Conflict, reached, take, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check, may
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree, tree_of
from riskbild.planning.models import Plan
from riskbild.register.actions.taking import check_open
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.seen import check_seen
from riskbild.rules.plan_life import Move, PlanState, PlanStep, move
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


def open_year_of(by: Actor, board_year_id: UUID, *, alone: bool = False) -> BoardYear:
    """The year with its method and board; `alone` lets nobody else who asks so have it before this transaction ends.

    Raises `Missing`, or `Refused` when it is closed.
    """
    beside = "method", "board__municipality"
    if alone:
        rows = within_reach(BoardYear.objects.select_related(*beside), by)
        # Rows that point to the year are written meanwhile all the same.
        year = single(rows.select_for_update(of=("self",), no_key=True).filter(pk=board_year_id))
        if year is None:
            raise Missing(NOT_FOUND)
    else:
        year = reached(BoardYear, by, board_year_id, *beside)
    check_open(year)
    return year


def tree_on(board: Node, now: datetime) -> Tree:
    """The tree of the board's municipality today."""
    return tree_of(board.municipality, day_of(now))


def check_under_board(year: BoardYear, node_id: UUID, now: datetime) -> None:
    """Raises `Missing` unless the node is the year's board or stands under it."""
    if year.board_id not in {node.id for node in tree_on(year.board, now).path(node_id)}:
        raise Missing(NOT_FOUND)


_RISKS = Prepared(Risk.objects.all, by=["municipality_id", "board_year_id", "id__in"])


def risks_of_year(by: Actor, year: BoardYear, risk_ids: list[UUID], now: datetime) -> list[Risk]:
    """The risks in the order asked for. Raises `Missing` for one not seen or of another year, `Refused` if archived."""
    rows = {risk.pk: risk for risk in _RISKS.rows(year.municipality_id, year.pk, frozenset(risk_ids))}
    risks = [rows.get(risk_id) for risk_id in dict.fromkeys(risk_ids)]
    found = [risk for risk in risks if risk is not None]
    if len(found) < len(risks):
        raise Missing(NOT_FOUND)
    for risk in found:
        check_seen(by, risk, day_of(now))
        if risk.archived:
            raise Refused(_ARCHIVED.format(title=risk.title[:80]))
    return found


def take_plan(by: Actor, plan_id: UUID, version: int | None, step: PlanStep, now: datetime) -> tuple[Plan, Move]:
    """The plan, locked, and where the step leads.

    Raises `Missing` for a plan this person does not see, `Forbidden` without the permission that the step takes,
    `Refused` when its year is closed or its state does not allow the step, `Conflict` when it has moved on.
    """
    plan = take(Plan, by, plan_id, "board_year__method", "board__municipality", version=None)
    if not may(by, Permission.READ, plan.board_id, today=day_of(now)):
        raise Missing(NOT_FOUND)
    check_open(plan.board_year)
    taken = move(PlanState(plan.state), step)
    check(by, Permission(taken.permission), plan.board_id, today=day_of(now))
    if version is not None and plan.version != version:
        raise Conflict
    return plan, taken


def save_plan(plan: Plan, event: Event, *, by: Actor, now: datetime, after: Mapping[str, Any] | None = None) -> Plan:
    """Writes a plan from `take_plan` with its next version and its event."""
    plan.version += 1
    plan.updated_at = now
    update(plan)
    record(
        Change(event, "plan", plan.pk, after={"year": plan.year, "number": plan.number, **(after or {})}),
        by=by, municipality_id=plan.municipality_id, now=now,
    )  # fmt: skip
    return plan


def told(event: Event, plan: Plan, *, by: Actor, now: datetime, **sides: Mapping[str, Any]) -> None:
    """Records what happened to a row of a plan, under the plan."""
    record(Change(event, "plan", plan.pk, **sides), by=by, municipality_id=plan.municipality_id, now=now)


_ARCHIVED = Sentence(sv="”{title}” är avförd.", en="“{title}” is archived.")
