"""The items of a year's open plan as the rows of a workbook: what their cells say now, and which may be changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from riskbild.documents.workbook.cells import ITEM_FIELDS, text_of
from riskbild.documents.workbook.difference import HereRow
from riskbild.documents.workbook.form import ITEM, key_of
from riskbild.organisation.permissions import Actor, may
from riskbild.organisation.roles import Permission
from riskbild.planning.fields import COMMON_TEXTS, ITEM_TEXTS
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.printed import ROW_CELLS
from riskbild.planning.queries.seen import masks_of
from riskbild.register.models import BoardYear, Risk
from riskbild.rules.plan_item import ItemOrigin
from riskbild.rules.plan_life import OPEN_STATES

ITEM_CELLS: Mapping[str, str] = {**ROW_CELLS, **{name: name for name in ITEM_TEXTS if name not in ROW_CELLS}}
"""An item's text -> the cell that it is changed in: the printed one, or one of its own."""

_COMMON_CELLS = frozenset(ITEM_CELLS[name] for name in COMMON_TEXTS)


def item_rows(by: Actor, year: BoardYear, today: date) -> dict[str, HereRow]:
    """The items of the plan that is being written, by key, in its order; nothing without one, or for who may not edit.

    What a common control decides for every board, and an item of a risk with something that this person must not
    read, is `hidden`.
    """
    plan = open_plan_of(year)
    if plan is None or not may(by, Permission.EDIT_PLAN, plan.board_id, today=today):
        return {}
    items = list(PlanItem.objects.filter(municipality_id=plan.municipality_id, plan=plan).order_by("position", "pk"))
    secret = _of_secret_risks(by, plan, today)
    return {key_of(ITEM, item.pk): _row(item, hidden=item.pk in secret) for item in items}


def open_plan_of(year: BoardYear) -> Plan | None:
    """The version of the year's plan that is being written."""
    rows = Plan.objects.filter(municipality_id=year.municipality_id, board_year=year, state__in=sorted(OPEN_STATES))
    return rows.order_by("-number").first()


def _of_secret_risks(by: Actor, plan: Plan, today: date) -> set[UUID]:
    links: Sequence[tuple[UUID, UUID]] = list(
        PlanItemRisk.objects.filter(municipality_id=plan.municipality_id, plan=plan).values_list("item_id", "risk_id")
    )
    if not links:
        return set()
    rows = Risk.objects.filter(municipality_id=plan.municipality_id, pk__in={risk_id for _, risk_id in links})
    masks = masks_of(by, list(rows.only("municipality_id", "node_id")), today)
    return {item_id for item_id, risk_id in links if masks.get(risk_id)}


def _row(item: PlanItem, *, hidden: bool) -> HereRow:
    fixed = ITEM_FIELDS if hidden else _COMMON_CELLS if item.origin == ItemOrigin.COMMON else frozenset()
    texts = {cell: text_of(cell, getattr(item, name)) for name, cell in ITEM_CELLS.items() if cell not in fixed}
    title = "" if hidden else " ".join((item.activity or item.risk or item.process).split())[:300]
    return HereRow(item.version, texts, title, fixed)
