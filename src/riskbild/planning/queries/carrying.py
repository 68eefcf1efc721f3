"""What would be carried over from one year to the next, before anybody does it, and where what is kept comes from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.carrying import plan_to_carry, to_carry
from riskbild.planning.lines import lines_of
from riskbild.planning.models import PlanItem
from riskbild.planning.queries.seen import RiskRef, masks_of, ref_of, whole_mask, year_for
from riskbild.planning.terms import kept_from
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.seen import risks_seen_by
from riskbild.register.queries.telling import Shown
from riskbild.register.rules_of import method_of
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class RiskToCarry:
    """A risk of the earlier year, why it would be carried, and whether the later year has it already."""

    risk: RiskRef
    chosen: bool
    unfinished: bool
    there: bool


@dataclass(frozen=True)
class ItemToCarry:
    """An item of the earlier year's plan; `deviating` ones are carried unless a person says otherwise."""

    id: UUID
    title: Shown
    deviating: bool


@dataclass(frozen=True)
class CarryPreview:
    """What carrying one year over into another would do, marked as `mark` tells."""

    from_year: YearSeen
    risks: Sequence[RiskToCarry]
    items: Sequence[ItemToCarry]
    mark: Sentence
    refusal: Sentence | None


def carry_preview(
    by: Actor, from_year_id: UUID, to_year_id: UUID, today: date, *, deviating: Collection[UUID] = ()
) -> CarryPreview:
    """What the rules say is to be carried over; some seventeen queries, however many risks. Raises `Missing`.

    `deviating` are the lineages of the controls that deviated, as the follow-up of the earlier year knows it.
    """
    from_year, to_year = year_for(by, from_year_id, today), year_for(by, to_year_id, today)
    left = to_carry(from_year, deviating)
    wanted = left.risk_ids
    seen = risks_seen_by(by, today).filter(municipality_id=from_year.municipality_id, pk__in=wanted)
    risks = {risk.id: risk for risk in lines_of(from_year.municipality_id, seen)}
    masks = masks_of(by, list(risks.values()), today)
    there = set(
        Risk.objects.filter(municipality_id=to_year.municipality_id, board_year=to_year).values_list(
            "lineage", flat=True
        )
    )
    chosen, unfinished = set(left.chosen), set(left.unfinished)
    method = method_of(from_year.method)
    plan = plan_to_carry(from_year)
    rows = PlanItem.objects.filter(municipality_id=from_year.municipality_id, plan=plan) if plan else ()
    deviating = {item.pk for item in left.deviating}
    hidden = _hidden(by, from_year, left.answered, today)
    return CarryPreview(
        from_year=as_seen(from_year),
        risks=[
            RiskToCarry(
                ref_of(risks[key], masks.get(key, {}), method), key in chosen, key in unfinished,
                risks[key].lineage in there,
            )
            for key in wanted
            if key in risks
        ],
        items=[
            ItemToCarry(item.pk, hidden.get(item.pk) or _title(item), item.pk in deviating)
            for item in sorted(rows, key=lambda item: (item.position, item.pk))
        ],
        mark=kept_from(from_year.year), refusal=refusal(by, Permission.MANAGE_YEAR, to_year.board_id, today=today),
    )  # fmt: skip


def _title(item: PlanItem) -> str:
    return item.activity or item.risk or item.process


def _hidden(by: Actor, year: BoardYear, answered: Mapping[UUID, Sequence[UUID]], today: date) -> dict[UUID, Sentence]:
    """What stands for the items that answer a risk which is secret as a whole for the person."""
    keys = {key for risk_ids in answered.values() for key in risk_ids}
    secret = Risk.objects.filter(municipality_id=year.municipality_id, pk__in=keys, secret=True)
    masks = masks_of(by, lines_of(year.municipality_id, secret), today)
    found = {key: mask for key, hidden in masks.items() if (mask := whole_mask(hidden))}
    return {item: found[key] for item, risk_ids in answered.items() for key in risk_ids if key in found}
