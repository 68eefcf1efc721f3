"""Carrying a year over into the next: risks, risk profile and plan items, once, also into a new tree."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from riskbild.audit.ids import uuid7
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import insert
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.day import day_of
from riskbild.organisation.models import Node
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.commons import bring_commons_up_to_date
from riskbild.planning.actions.life import begin
from riskbild.planning.actions.profiles import put_in_profile
from riskbild.planning.actions.taking import open_year_of, told, tree_on
from riskbild.planning.carrying import plan_to_carry, to_carry
from riskbild.planning.dates import dates_of
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk, ProfileRisk
from riskbild.planning.reorganising import place_in
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.actions.carrying import carry_risks
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.plan_item import ItemOrigin
from riskbild.rules.plan_life import OPEN_STATES, PlanState
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class CarriedOver:
    """What a run added: risks, and items of the new year's plan. `plan_id` is that plan, where there is one."""

    risks: int
    items: int
    plan_id: UUID | None


@dataclass(frozen=True)
class _Source:
    """The year that is left, the items to carry, and the risks that each answers there."""

    year: BoardYear
    items: Collection[PlanItem]
    answered: Mapping[UUID, Collection[UUID]]


@transaction.atomic
def carry_over(
    *,
    by: Actor,
    from_year_id: UUID,
    to_year_id: UUID,
    now: datetime,
    risk_ids: Collection[UUID] | None = None,
    item_ids: Collection[UUID] | None = None,
    deviating: Collection[UUID] = (),
) -> CarriedOver:
    """Carries what is unfinished in one year into a later, open one, marked with the year it is kept from.

    Without `risk_ids` and `item_ids` it is what the rules say: the chosen risks, those with unfinished measures, and
    the controls that showed deviations: those whose lineage is in `deviating`, as the follow-up knows it, and those
    whose printed status says so. What the later year already has by lineage is passed over, so that a second run
    adds nothing. The later year may be another board's, where the board was reorganised: units are found in its tree.
    """
    to_year = open_year_of(by, to_year_id, alone=True)
    check(by, Permission.MANAGE_YEAR, to_year.board_id, today=day_of(now))
    from_year = _source(by, from_year_id, to_year, now)
    left = to_carry(from_year, deviating)
    items = _items_of(from_year, item_ids) if item_ids is not None else list(left.deviating)
    wanted = left.risk_ids if risk_ids is None else list(risk_ids)
    wanted += [key for item in items for key in left.answered.get(item.pk, ()) if key not in wanted]
    old = list(Risk.objects.filter(municipality_id=from_year.municipality_id, board_year=from_year, pk__in=wanted))
    made = carry_risks(
        by=by, board_year_id=to_year.pk, risk_ids=[risk.pk for risk in old], nodes=_nodes(to_year, old, now), now=now
    )
    _carry_profile(from_year, to_year, made)
    plan = _carry_items(by, to_year, _Source(from_year, items, left.answered), now) if items else None
    added = plan[1] if plan else 0
    if made or added:
        after = {"from_year": from_year.year, "year": to_year.year, "risks": len(made), "items": added}
        change = Change(events.YEAR_CARRIED_OVER, "board_year", to_year.pk, after=after)
        record(change, by=by, municipality_id=to_year.municipality_id, now=now)
    return CarriedOver(len(made), added, plan[0].pk if plan else None)


def _source(by: Actor, from_year_id: UUID, to_year: BoardYear, now: datetime) -> BoardYear:
    rows = within_reach(BoardYear.objects.select_related("method", "board"), by)
    found = single(rows.filter(municipality_id=to_year.municipality_id, pk=from_year_id))
    if found is None:
        raise Missing(NOT_FOUND)
    check(by, Permission.READ, found.board_id, today=day_of(now))
    if found.year >= to_year.year:
        raise Refused(_BACKWARDS)
    return found


def _items_of(year: BoardYear, item_ids: Collection[UUID]) -> list[PlanItem]:
    plan = plan_to_carry(year)
    rows = PlanItem.objects.filter(municipality_id=year.municipality_id, plan=plan, pk__in=list(item_ids))
    found = list(rows.order_by("position", "pk")) if plan else []
    if len(found) < len(set(item_ids)):
        raise Missing(NOT_FOUND)
    return found


def _nodes(to_year: BoardYear, risks: Collection[Risk], now: datetime) -> dict[UUID, UUID]:
    tree = tree_on(to_year.board, now)
    keys = {risk.node_id for risk in risks}
    names = dict(Node.objects.filter(municipality_id=to_year.municipality_id, pk__in=keys).values_list("pk", "name"))
    places = {key: place_in(tree, to_year.board_id, key, names[key]) for key in keys}
    return {risk.pk: places[risk.node_id] for risk in risks}


def _carry_profile(from_year: BoardYear, to_year: BoardYear, made: Mapping[UUID, Risk]) -> None:
    """The risks that were in the board's profile stand in the new year's, under their groups and in their order."""
    rows = ProfileRisk.objects.filter(
        municipality_id=from_year.municipality_id, profile__municipality_id=from_year.municipality_id,
        profile__board_year=from_year, profile__node_id=from_year.board_id, risk_id__in=list(made),
    ).order_by("position", "pk")  # fmt: skip
    kept = [(made[row.risk_id], row.group) for row in rows]
    if kept:
        put_in_profile(
            to_year, to_year.board_id, [risk for risk, _ in kept], ProfileOrigin.CARRIED_OVER,
            groups=[group for _, group in kept],
        )  # fmt: skip


def _carry_items(by: Actor, to_year: BoardYear, source: _Source, now: datetime) -> tuple[Plan, int] | None:
    versions = Plan.objects.filter(municipality_id=to_year.municipality_id, board_year=to_year)
    there = PlanItem.objects.filter(municipality_id=to_year.municipality_id, plan__in=versions)
    lineages = set(there.values_list("lineage", flat=True))
    new = [item for item in source.items if item.lineage not in lineages]
    plan = versions.order_by("-number").first()
    if not new:
        return (plan, 0) if plan else None
    if plan is None:
        plan = begin(to_year, 1, now)
        bring_commons_up_to_date(plan)
        told(events.PLAN_OPENED, plan, by=by, now=now, after={"year": plan.year, "number": 1})
    elif PlanState(plan.state) not in OPEN_STATES:
        raise Refused(_PLAN_NOT_OPEN)
    plan.board_year = to_year
    _write_items(plan, source, new)
    told(events.ITEM_ADDED, plan, by=by, now=now, after={"activities": [item.activity for item in new]})
    return plan, len(new)


def _write_items(plan: Plan, source: _Source, items: Collection[PlanItem]) -> None:
    """Writes the items anew, last in the plan: same lineage and words, this year's days, this year's risks."""
    mine = Risk.objects.filter(municipality_id=plan.municipality_id)
    lineage = dict(mine.filter(board_year=source.year).values_list("pk", "lineage"))
    now_called = dict(mine.filter(board_year=plan.board_year).values_list("lineage", "pk"))
    last = PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan).aggregate(last=Max("position"))
    first, links = (last["last"] or 0) + 1, []
    for place, item in enumerate(items):
        keys = [now_called[lineage[key]] for key in source.answered.get(item.pk, ()) if lineage.get(key) in now_called]
        item.pk, item.plan, item.version, item.position = uuid7(), plan, 1, first + place
        item.origin, item.carried_from, item.common = ItemOrigin.CARRIED_OVER, source.year.year, None
        item.source, item.place, item.dates = None, None, dates_of(plan, item.frequency, None)
        links += [
            PlanItemRisk(municipality_id=plan.municipality_id, plan=plan, item=item, risk_id=key, position=number)
            for number, key in enumerate(keys)
        ]
    insert(PlanItem, items)
    insert(PlanItemRisk, links)


_BACKWARDS = Sentence(sv="Ett år förs över till ett senare år.", en="A year is carried over into a later one.")
_PLAN_NOT_OPEN = Sentence(
    sv="Årets plan är föreslagen eller fastställd. Kontroller förs över till ett utkast.",
    en="The year's plan is proposed or adopted. Items are carried over into a draft.",
)
