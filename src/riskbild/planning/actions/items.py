"""The items of a plan: added, edited, removed, put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from riskbild.audit.ids import uuid7
from riskbild.audit.prepared import Prepared
from riskbild.audit.writing import add, insert, update
from riskbild.organisation.conflict import Conflict, take
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor
from riskbild.organisation.refusing import at
from riskbild.planning import events
from riskbild.planning.actions.checking import checked_texts
from riskbild.planning.actions.taking import risks_of_year, save_plan, take_plan, told
from riskbild.planning.dates import dates_of
from riskbild.planning.fields import COMMON_TEXTS, ITEM_TEXTS, WORDING
from riskbild.planning.models import Plan, PlanChoice, PlanItem, PlanItemRisk
from riskbild.register.models import Risk
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import PlanStep
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

MOST_ITEMS = 1000


@dataclass(frozen=True)
class NewItem:
    """An item to be added: its texts, the risks it answers, who owns and performs it.

    `dates` None works the days out from the frequency and the year's periods. Without wording of its own, an item that
    answers risks starts with the first one's words. `id` is made by whoever asks, so that a form sent twice adds one.
    """

    texts: Mapping[str, str]
    kind: ItemKind = ItemKind.CONTROL
    origin: ItemOrigin = ItemOrigin.OWN
    risk_ids: Sequence[UUID] = ()
    owner_person_id: UUID | None = None
    performer_person_id: UUID | None = None
    dates: Sequence[date] | None = None
    id: UUID = field(default_factory=uuid7)


_POSITIONS = Prepared(lambda: PlanItem.objects.values_list("id", "position"), by=["municipality_id", "plan_id"])


@transaction.atomic
def add_item(*, by: Actor, plan_id: UUID, new: NewItem, now: datetime) -> PlanItem:
    """Adds an item last in an open version of a plan. Raises `Refused` for a field at fault or a form sent twice."""
    plan, _ = take_plan(by, plan_id, None, PlanStep.EDIT, now)
    if new.origin is ItemOrigin.COMMON:
        raise at("origin", _ONLY_COMMON)
    there = dict(_POSITIONS.rows(plan.municipality_id, plan.pk))
    if new.id in there:
        raise Refused(_TWICE)
    if len(there) >= MOST_ITEMS:
        raise Refused(_TOO_MANY)
    risks = risks_of_year(by, plan.board_year, list(new.risk_ids), now)
    item = PlanItem(
        id=new.id, municipality_id=plan.municipality_id, plan=plan, kind=new.kind, origin=new.origin,
        position=max(there.values(), default=0) + 1,
    )  # fmt: skip
    _put_texts(item, {**_wording_of(risks, new.texts), **new.texts})
    _put_people(item, {"owner_person": new.owner_person_id, "performer_person": new.performer_person_id})
    item.dates = dates_of(plan, item.frequency, new.dates)
    _check_named(item)
    add(item)
    _link(plan, item, risks)
    told(events.ITEM_ADDED, plan, by=by, now=now, after=_told(item, risks))
    return item


@transaction.atomic
def edit_item(*, by: Actor, item_id: UUID, version: int, changes: Mapping[str, Any], now: datetime) -> PlanItem:
    """Changes an item of an open version.

    `changes` may hold any text of `planning.fields.ITEM_TEXTS`, `kind`, `origin`, `risks` (keys in order), `dates`
    (days, or None to work them out), `owner_person` and `performer_person` (keys or None). What a common control
    decides for every board is refused.
    """
    item, plan = _taken(by, item_id, version, now)
    _check_changes(item, changes)
    before_risks = _risks_of(item)
    risks = before_risks
    before = _told(item, before_risks)
    frequency = item.frequency
    _put_texts(item, {name: value for name, value in changes.items() if name in ITEM_TEXTS})
    _put_people(item, {name: value for name, value in changes.items() if name in _PEOPLE})
    item.kind, item.origin = changes.get("kind", item.kind), changes.get("origin", item.origin)
    if "dates" in changes or item.frequency != frequency:
        item.dates = dates_of(plan, item.frequency, changes.get("dates"))
    if "risks" in changes:
        risks = risks_of_year(by, plan.board_year, list(changes["risks"]), now)
        PlanItemRisk.objects.filter(municipality_id=plan.municipality_id, item=item).delete()
        _link(plan, item, risks)
    _check_named(item)
    after = _told(item, risks)
    differing = [name for name in after if before[name] != after[name]]
    if not differing:
        return item
    item.version += 1
    update(item)
    sides = [{"item": str(item.pk), **{name: side[name] for name in differing}} for side in (before, after)]
    told(events.ITEM_EDITED, plan, by=by, now=now, before=sides[0], after=sides[1])
    return item


@transaction.atomic
def remove_item(*, by: Actor, item_id: UUID, version: int, now: datetime) -> None:
    """Takes an item out of an open version; what it said stays in the trail. A common control cannot be taken out."""
    item, plan = _taken(by, item_id, version, now)
    if item.origin == ItemOrigin.COMMON:
        raise Refused(_COMMON_STAYS)
    before = _told(item, _risks_of(item))
    item.delete()
    told(events.ITEM_REMOVED, plan, by=by, now=now, before=before)


@transaction.atomic
def order_items(*, by: Actor, plan_id: UUID, version: int, item_ids: Sequence[UUID], now: datetime) -> Plan:
    """Puts all items of an open version in a new order; `version` is the plan's."""
    plan, _ = take_plan(by, plan_id, version, PlanStep.EDIT, now)
    rows = {item.pk: item for item in PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan)}
    if set(item_ids) != rows.keys() or len(item_ids) != len(rows):
        raise Refused(_ALL)
    for position, item_id in enumerate(item_ids):
        rows[item_id].position = position
    PlanItem.objects.bulk_update(rows.values(), ["position"], batch_size=500)
    return save_plan(plan, events.ITEMS_ORDERED, by=by, now=now)


def _taken(by: Actor, item_id: UUID, version: int, now: datetime) -> tuple[PlanItem, Plan]:
    item = take(PlanItem, by, item_id, version=None)
    # The plan is locked too, so that nothing is changed while it is being proposed or adopted.
    plan, _ = take_plan(by, item.plan_id, None, PlanStep.EDIT, now)
    if item.version != version:
        raise Conflict
    return item, plan


def _put_texts(item: PlanItem, texts: Mapping[str, str]) -> None:
    for name, text in checked_texts(texts, ITEM_TEXTS).items():
        setattr(item, name, text)


def _put_people(item: PlanItem, people: Mapping[str, UUID | None]) -> None:
    wanted = {key for key in people.values() if key is not None}
    known = User.objects.filter(municipality_id=item.municipality_id, is_active=True, pk__in=wanted)
    if wanted and known.count() < len(wanted):
        raise Missing
    for name, key in people.items():
        setattr(item, f"{name}_id", key)


def _check_changes(item: PlanItem, changes: Mapping[str, Any]) -> None:
    for name in changes:
        if name not in _EDITABLE:
            raise Refused(Sentence(sv=f"Fältet {name} kan inte ändras.", en=f"The field {name} cannot be changed."))
    kind, origin = changes.get("kind", item.kind), changes.get("origin", item.origin)
    if kind not in set(ItemKind) or origin not in set(ItemOrigin):
        raise Refused(_NO_SUCH)
    if item.origin == ItemOrigin.COMMON:
        fixed = {name for name in changes if name in COMMON_TEXTS and changes[name].strip() != getattr(item, name)}
        if fixed or origin != item.origin or kind != item.kind:
            raise at(next(iter(sorted(fixed)), "origin"), _COMMON_FIXED)
    elif origin == ItemOrigin.COMMON:
        raise at("origin", _ONLY_COMMON)


def _check_named(item: PlanItem) -> None:
    if not (item.activity or item.risk or item.process):
        raise at("activity", _NO_ACTIVITY)


def _wording_of(risks: Sequence[Risk], texts: Mapping[str, str]) -> dict[str, str]:
    if not risks or any(texts.get(name, "").strip() for name in WORDING):
        return {}
    return {name: getattr(risks[0], name) for name in WORDING}


def _link(plan: Plan, item: PlanItem, risks: Sequence[Risk]) -> None:
    insert(
        PlanItemRisk,
        [
            PlanItemRisk(municipality_id=plan.municipality_id, plan=plan, item=item, risk=risk, position=place)
            for place, risk in enumerate(risks)
        ],
    )
    # Whoever answers a risk in the plan has let it in, whatever was said before.
    if risks:
        choices = PlanChoice.objects.filter(municipality_id=plan.municipality_id, plan=plan, risk__in=risks)
        choices.filter(in_plan=False).update(in_plan=True, reason="")


def _risks_of(item: PlanItem) -> list[Risk]:
    links = PlanItemRisk.objects.filter(municipality_id=item.municipality_id, item=item).order_by("position", "pk")
    return [link.risk for link in links.select_related("risk")]


def _told(item: PlanItem, risks: Sequence[Risk]) -> dict[str, Any]:
    people = {name: str(key) if (key := getattr(item, f"{name}_id")) else None for name in _PEOPLE}
    # In the trail "method" is the assessment method of a year.
    texts = {_TOLD_AS.get(name, name): getattr(item, name) for name in ITEM_TEXTS}
    return {
        "item_kind": str(item.kind), "origin": str(item.origin), **texts,
        "dates": item.dates, "risks": [str(risk.pk) for risk in risks], **people,
    }  # fmt: skip


_PEOPLE = ("owner_person", "performer_person")
_TOLD_AS = {"method": "control_method"}
_EDITABLE = frozenset({*ITEM_TEXTS, *_PEOPLE, "kind", "origin", "risks", "dates"})
_TWICE = Sentence(sv="Kontrollen är redan sparad.", en="The item has already been saved.")
_TOO_MANY = Sentence(sv=f"En plan har högst {MOST_ITEMS} kontroller.", en=f"A plan has at most {MOST_ITEMS} items.")
_NO_ACTIVITY = Sentence(sv="Beskriv vad som ska kontrolleras eller göras.", en="Say what is to be controlled or done.")
_NO_SUCH = Sentence(sv="Välj ett slag och ett ursprung som finns.", en="Choose a kind and an origin that there are.")
_ONLY_COMMON = Sentence(
    sv="Kommungemensamma kontroller läggs in av kommunstyrelsen.",
    en="Common controls are put in by the executive board.",
)
_COMMON_FIXED = Sentence(
    sv="Kontrollen är kommungemensam: dess innehåll ändras av kommunstyrelsen.",
    en="This is a common control: the executive board decides what it says.",
)
_COMMON_STAYS = Sentence(
    sv="En kommungemensam kontroll kan inte tas bort ur planen.", en="A common control cannot be taken out of the plan."
)
_ALL = Sentence(
    sv="Någon har ändrat vilka kontroller som ingår. Ladda om sidan och ordna på nytt.",
    en="Somebody has changed which items there are. Load the page again and order anew.",
)
