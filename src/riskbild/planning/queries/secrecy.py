"""Which marks of secrecy the rows of a document's plan carry, through the risks that they speak of."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from riskbild.documents.exchange import ExchangeDocument
from riskbild.planning.models import PlanItem, PlanItemRisk
from riskbild.planning.queries.printed import places_of_rows
from riskbild.register.models import BoardYear, SecrecyMark


def secrecy_of_plan_rows(year: BoardYear, documents: Sequence[ExchangeDocument]) -> list[list[Mapping[str, str]]]:
    """For each plan row of each document, the paragraph of each marked field ("" for the whole risk).

    The documents are those of `register.queries.documents.documents_of`; four queries at most.
    """
    if not any(document.plan for document in documents):
        return [[] for _ in documents]
    places = places_of_rows(year)
    marks = _marks(year, [key for rows in places for key in rows])
    told: list[list[Mapping[str, str]]] = []
    for number, document in enumerate(documents):
        rows = places[number] if number < len(places) else []
        known = len(rows) == len(document.plan)
        told.append([marks.get(key, {}) for key in rows] if known else [{} for _ in document.plan])
    return told


def _marks(year: BoardYear, rows: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """By row, the marks on any risk that an item of it answers, in any version: the row outlives its item."""
    items = PlanItem.objects.filter(municipality_id=year.municipality_id, source_id__in=list(rows))
    of_item = dict(items.values_list("pk", "source_id"))
    links = PlanItemRisk.objects.filter(municipality_id=year.municipality_id, item_id__in=list(of_item))
    rows_of_risk: dict[UUID, set[UUID]] = defaultdict(set)
    for item_id, risk_id in links.values_list("item_id", "risk_id"):
        if row := of_item[item_id]:
            rows_of_risk[risk_id].add(row)
    found = SecrecyMark.objects.filter(municipality_id=year.municipality_id, risk_id__in=list(rows_of_risk))
    marks: dict[UUID, dict[str, str]] = defaultdict(dict)
    for risk_id, field, paragraph in found.values_list("risk_id", "field", "paragraph"):
        for row in rows_of_risk[risk_id]:
            marks[row][field] = paragraph
    return marks
