"""The items of a plan in groups: by the risk they answer, by what kind they are, or by risk area."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from riskbild.planning.queries.plans import ItemSeen, PlanSeen
from riskbild.planning.queries.seen import RiskRef
from riskbild.register.queries.telling import Shown
from riskbild.rules.plan_item import ITEM_KIND_LABELS, ItemKind


class Grouping(StrEnum):
    """What the items are grouped by; the values stand in addresses."""

    RISK = "risk"
    KIND = "slag"
    AREA = "omrade"


@dataclass
class Group:
    """Items under one heading, each with its number in the plan; `risk` is given where a risk is the heading."""

    heading: Shown
    risk: RiskRef | None = None
    items: list[tuple[int, ItemSeen]] = field(default_factory=list)


type _Key = UUID | str | None


def groups_of(plan: PlanSeen, by: Grouping) -> list[Group]:
    """The items in their groups, in the plan's order; an item stands once, under the first risk that it answers."""
    key, head = _WAYS[by]
    groups: dict[_Key, Group] = {}
    for number, item in enumerate(plan.items, 1):
        groups.setdefault(key(item), head(item)).items.append((number, item))
    if by is Grouping.KIND:
        return [groups[kind] for kind in ItemKind if kind in groups]
    return list(groups.values())


def ways_of(plan: PlanSeen) -> Sequence[tuple[Grouping, str]]:
    """The groupings that tell something of this plan, with their names."""
    names = {Grouping.RISK: _("Risk"), Grouping.KIND: _("Slag")}
    if any(item.texts["heading"] for item in plan.items):
        names[Grouping.AREA] = _("Riskområde")
    return list(names.items())


def grouping_in(text: str) -> Grouping:
    """The grouping that an address asks for; by risk where it asks for none."""
    return Grouping(text) if text in set(Grouping) else Grouping.RISK


def _of_risk(item: ItemSeen) -> Group:
    if not item.risks:
        return Group(_("Utan risk"))
    return Group(item.risks[0].title, item.risks[0])


_WAYS: Mapping[Grouping, tuple[Callable[[ItemSeen], _Key], Callable[[ItemSeen], Group]]] = {
    Grouping.RISK: (lambda item: item.risks[0].id if item.risks else None, _of_risk),
    Grouping.KIND: (lambda item: item.kind, lambda item: Group(ITEM_KIND_LABELS[item.kind])),
    Grouping.AREA: (
        lambda item: str(item.texts["heading"]),
        lambda item: Group(item.texts["heading"] or _("Utan riskområde")),
    ),
}
