"""Copying a version of a plan into the next, row by row, each with its lineage."""

from riskbild.audit.ids import uuid7
from riskbild.audit.writing import insert
from riskbild.planning.models import Plan, PlanChoice, PlanItem, PlanItemRisk


def copy_version(plan: Plan, draft: Plan) -> None:
    """Writes the items, their risks and the choices of one version into another. The caller has asked who may."""
    mine = {"municipality_id": plan.municipality_id, "plan": plan}
    items = {}
    for item in PlanItem.objects.filter(**mine).order_by("position", "pk"):
        old = item.pk
        item.pk, item.plan, item.version = uuid7(), draft, 1
        items[old] = item
    links = list(PlanItemRisk.objects.filter(**mine).order_by("position", "pk"))
    for link in links:
        link.pk, link.plan, link.item, link.version = uuid7(), draft, items[link.item_id], 1
    choices = list(PlanChoice.objects.filter(**mine).order_by("pk"))
    for choice in choices:
        choice.pk, choice.plan, choice.version = uuid7(), draft, 1
    insert(PlanItem, items.values())
    insert(PlanItemRisk, links)
    insert(PlanChoice, choices)
