"""What of a year is to be carried over: chosen risks, unfinished measures, controls with deviations."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.planning.choosing import considered
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk, ProfileRisk
from riskbild.planning.rules_of import setup_of
from riskbild.planning.versions import versions_of
from riskbild.register.models import BoardYear, Measure, Risk
from riskbild.rules.plan_life import DECIDED, PlanState
from riskbild.rules.progress import OPEN
from riskbild.rules.result import DEVIATIONS, RESULT_WORDS
from riskbild.rules.status import STATUS_WORDS, Status

_NOT_DONE = frozenset({Status.NOT_DONE, Status.DELAYED})


@dataclass(frozen=True)
class ToCarry:
    """What a year leaves to the next: keys of risks and why each, and the items of its plan that showed deviations."""

    chosen: Sequence[UUID]
    unfinished: Sequence[UUID]
    deviating: Sequence[PlanItem]
    answered: Mapping[UUID, Sequence[UUID]]

    @property
    def risk_ids(self) -> list[UUID]:
        """Every risk to carry, each once: chosen, with unfinished measures, or answered by an item to carry."""
        of_items = [key for item in self.deviating for key in self.answered.get(item.pk, ())]
        return list(dict.fromkeys([*self.chosen, *self.unfinished, *of_items]))


def to_carry(year: BoardYear, deviating: Collection[UUID] = ()) -> ToCarry:
    """What the rules say of a year whose method has been fetched with it; nine queries at most.

    `deviating` are the lineages of controls that deviated, as the follow-up of the year knows it; what the printed
    statuses tell is read here.
    """
    plan = plan_to_carry(year)
    chosen = [one.risk.pk for one in considered(year, setup_of(year), plan) if one.in_plan]
    profile = ProfileRisk.objects.filter(
        municipality_id=year.municipality_id, profile__municipality_id=year.municipality_id,
        profile__board_year=year, profile__node_id=year.board_id, risk__archived=False,
    )  # fmt: skip
    in_profile = list(profile.order_by("position").values_list("risk_id", flat=True))
    answered = _answered(plan)
    return ToCarry(
        chosen=list(dict.fromkeys([*in_profile, *chosen])),
        unfinished=_unfinished(year),
        deviating=_deviating(plan, answered, deviating) if plan else [],
        answered=answered,
    )


def plan_to_carry(year: BoardYear) -> Plan | None:
    """The version in force, or last in force; else the latest there is."""
    plans = versions_of(year)
    in_force = [plan for plan in plans if PlanState(plan.state) in DECIDED - {PlanState.REVISED}]
    return next(iter([*in_force, *plans]), None)


def _unfinished(year: BoardYear) -> list[UUID]:
    rows = Measure.objects.filter(
        municipality_id=year.municipality_id, risk__municipality_id=year.municipality_id, risk__board_year=year,
        risk__archived=False, progress__in=OPEN,
    )  # fmt: skip
    return list(dict.fromkeys(rows.order_by("risk__position").values_list("risk_id", flat=True)))


def _answered(plan: Plan | None) -> dict[UUID, list[UUID]]:
    answered: dict[UUID, list[UUID]] = {}
    if plan:
        rows = PlanItemRisk.objects.filter(municipality_id=plan.municipality_id, plan=plan).order_by("position", "pk")
        for item_id, risk_id in rows.values_list("item_id", "risk_id"):
            answered.setdefault(item_id, []).append(risk_id)
    return answered


def _deviating(plan: Plan, answered: Mapping[UUID, Sequence[UUID]], deviating: Collection[UUID]) -> list[PlanItem]:
    """The items that deviated in some period, or whose printed status tells of that, or that they were not done."""
    items = PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan)
    printed = dict(
        Risk.objects.filter(
            municipality_id=plan.municipality_id, pk__in=[keys[0] for keys in answered.values()]
        ).values_list("pk", "controls")
    )
    return [
        item
        for item in items.order_by("position", "pk")
        if item.lineage in deviating or (item.place is not None and _tells(item, printed, answered))
    ]


def _tells(
    item: PlanItem, printed: Mapping[UUID, list[dict[str, object]]], answered: Mapping[UUID, Sequence[UUID]]
) -> bool:
    controls = [control for key in answered.get(item.pk, ())[:1] for control in printed.get(key, [])]
    place = item.place or 0
    status = controls[place].get("status") if place < len(controls) else None
    texts = [text for text in status.values() if text] if isinstance(status, dict) else []
    return any(
        RESULT_WORDS.read(text).value in DEVIATIONS or STATUS_WORDS.read(text).value in _NOT_DONE for text in texts
    )
