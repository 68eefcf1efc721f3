"""Common controls: decided by the executive board for every board's plan of a year."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.ids import uuid7
from riskbild.audit.prepared import Prepared
from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert, update
from riskbild.organisation.conflict import reached_node, take
from riskbild.organisation.day import day_of
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.permissions import Actor, check, check_everywhere
from riskbild.organisation.refusing import at
from riskbild.organisation.roles import Permission
from riskbild.planning import events
from riskbild.planning.actions.checking import checked_texts
from riskbild.planning.dates import dates_of
from riskbild.planning.fields import COMMON_TEXTS, ITEM_TEXTS
from riskbild.planning.models import CommonControl, Plan, PlanItem
from riskbild.rules.plan_item import ItemKind, ItemOrigin
from riskbild.rules.plan_life import OPEN_STATES
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@transaction.atomic
def issue_common(
    *, by: Actor, root_id: UUID, year: int, texts: Mapping[str, str], now: datetime, kind: ItemKind = ItemKind.CONTROL
) -> CommonControl:
    """Decides a control that stands in every board's plan of a year, in open drafts at once and in later ones too.

    `texts` may hold those of `planning.fields.COMMON_TEXTS`; `activity` must be filled in. Adopted plans stay as they
    are: a revision takes it in. So does a proposed one that comes back.
    """
    root = reached_node(by, root_id, {NodeKind.MUNICIPALITY})
    check(by, Permission.DECIDE_COMMON, root.pk, today=day_of(now))
    checked = checked_texts(texts, {name: label for name, label in ITEM_TEXTS.items() if name in COMMON_TEXTS})
    if not checked.get("activity"):
        raise at("activity", _NO_ACTIVITY)
    made = add(
        CommonControl(municipality_id=root.municipality_id, year=year, kind=kind, texts=checked, issued_on=day_of(now))
    )
    for plan in _open_drafts(made):
        _put(plan, [made])
    after = {"year": year, **checked}
    change = Change(events.COMMON_ISSUED, "common_control", made.pk, after=after)
    record(change, by=by, municipality_id=made.municipality_id, now=now)
    return made


@transaction.atomic
def withdraw_common(*, by: Actor, common_id: UUID, version: int, now: datetime) -> CommonControl:
    """Takes a common control back: out of every open draft, and out of others when they are written on again."""
    row = take(CommonControl, by, common_id, version=version)
    check_everywhere(by, Permission.DECIDE_COMMON, today=day_of(now))
    if row.withdrawn:
        raise Refused(_WITHDRAWN_ALREADY)
    row.withdrawn = True
    row.version += 1
    update(row)
    drafts = [plan.pk for plan in _open_drafts(row)]
    PlanItem.objects.filter(municipality_id=row.municipality_id, plan_id__in=drafts, common=row).delete()
    change = Change(events.COMMON_WITHDRAWN, "common_control", row.pk, before={"year": row.year, **row.texts})
    record(change, by=by, municipality_id=row.municipality_id, now=now)
    return row


def bring_commons_up_to_date(plan: Plan) -> None:
    """Gives a version that is being written the common controls that hold for its year now, and no other.

    For a draft that begins, and for one that is written on again: meanwhile some may have been decided and others
    withdrawn, which nobody at the board can take out. The caller has asked who may, and records it.
    """
    commons = _OF_YEAR.rows(plan.municipality_id, plan.year)
    gone = [common for common in commons if common.withdrawn]
    if gone:
        PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan, common__in=gone).delete()
    _put(plan, [common for common in commons if not common.withdrawn])


_OF_YEAR = Prepared(lambda: CommonControl.objects.order_by("pk"), by=["municipality_id", "year"])
_IN_PLAN = Prepared(lambda: PlanItem.objects.values_list("position", "common_id"), by=["municipality_id", "plan_id"])


def _put(plan: Plan, commons: Iterable[CommonControl]) -> None:
    """Puts common controls into a plan, last; those there stay."""
    rows = _IN_PLAN.rows(plan.municipality_id, plan.pk)
    there = {common_id for _, common_id in rows}
    first = max((position for position, _ in rows), default=0) + 1
    new = [common for common in commons if common.pk not in there]
    items = [
        PlanItem(
            id=uuid7(), municipality_id=plan.municipality_id, plan=plan, position=first + place, kind=common.kind,
            origin=ItemOrigin.COMMON, common=common, lineage=common.pk,
            dates=dates_of(plan, common.texts.get("frequency", ""), None), **common.texts,
        )
        for place, common in enumerate(new)
    ]  # fmt: skip
    insert(PlanItem, items)


def _open_drafts(common: CommonControl) -> list[Plan]:
    rows = Plan.objects.select_related("board_year__method").select_for_update(of=("self",))
    mine = rows.filter(municipality_id=common.municipality_id, year=common.year, board_year__closed=False)
    return list(mine.filter(state__in=[state.value for state in OPEN_STATES]).order_by("pk"))


_NO_ACTIVITY = Sentence(sv="Beskriv vad som ska kontrolleras.", en="Say what is to be controlled.")
_WITHDRAWN_ALREADY = Sentence(sv="Kontrollen är redan tillbakadragen.", en="The control has already been withdrawn.")
