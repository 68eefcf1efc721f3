"""The plan's rows of imported documents as they are to be printed now: edited items speak, secret risks are masked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.organisation.permissions import Actor
from riskbild.planning.fields import ITEM_TEXTS
from riskbild.planning.models import Plan, PlanItem, PlanItemRisk
from riskbild.planning.printed import ROW_CELLS, as_printed, as_stored
from riskbild.planning.queries.seen import masks_of
from riskbild.register.models import BoardYear, ImportedDocument, ImportedRow, Risk
from riskbild.rules.sentence import Sentence


def with_plan_items(
    by: Actor, year: BoardYear, documents: Sequence[ExchangeDocument], today: date
) -> list[ExchangeDocument]:
    """The documents of `register.queries.documents.documents_of`, with the rows of their plans as the plan says now.

    A row whose item nobody has changed comes out cell by cell as it went in. Five queries at most.
    """
    if not any(document.plan for document in documents):
        return list(documents)
    places = places_of_rows(year)
    items = _items(year)
    masks = _masks(by, items, today)
    printed = []
    for place, document in enumerate(documents):
        rows = places[place] if place < len(places) else []
        if len(rows) == len(document.plan):
            plan = [_row(row, items.get(key), masks.get(key, {})) for row, key in zip(document.plan, rows, strict=True)]
            printed.append(replace(document, plan=tuple(plan)))
        else:
            printed.append(document)
    return printed


def items_of_plan_rows(year: BoardYear, documents: Sequence[ExchangeDocument]) -> list[list[tuple[UUID, int] | None]]:
    """For each document, the item of the latest version that each row of its plan is: its key and version.

    None for a row that is no item, or several. Five queries.
    """
    if not any(document.plan for document in documents):
        return [[] for _ in documents]
    places, items = places_of_rows(year), _items(year)
    return [
        [(item.pk, item.version) if (item := items.get(key)) else None for key in places[number]]
        if number < len(places) and len(places[number]) == len(document.plan)
        else [None] * len(document.plan)
        for number, document in enumerate(documents)
    ]


def places_of_rows(year: BoardYear) -> list[list[UUID]]:
    """The keys of each document's plan rows, in the order that documents and rows are exported."""
    kept = ImportedDocument.objects.filter(
        municipality_id=year.municipality_id, board_year=year, withdrawn_at=None
    ).order_by("position")  # fmt: skip
    rows = ImportedRow.objects.filter(municipality_id=year.municipality_id, document__in=kept, part="plan")
    of_document: dict[UUID, list[UUID]] = defaultdict(list)
    for document_id, key in rows.order_by("position").values_list("document_id", "pk"):
        of_document[document_id].append(key)
    return [of_document[document.pk] for document in kept]


def _items(year: BoardYear) -> dict[UUID, PlanItem]:
    """The items of the latest version that came each from a whole row, by the row's key."""
    latest = Plan.objects.filter(municipality_id=year.municipality_id, board_year=year).order_by("-number").first()
    if latest is None:
        return {}
    rows = PlanItem.objects.filter(municipality_id=year.municipality_id, plan=latest, place=None).exclude(source=None)
    return {item.source_id: item for item in rows if item.source_id}


def _masks(by: Actor, items: dict[UUID, PlanItem], today: date) -> dict[UUID, dict[str, Sentence]]:
    links = PlanItemRisk.objects.filter(item__in=items.values()) if items else PlanItemRisk.objects.none()
    risk_of = dict(links.values_list("item_id", "risk_id"))
    if not risk_of:
        return {}
    municipality = {item.municipality_id for item in items.values()}
    rows = Risk.objects.filter(municipality_id__in=municipality, pk__in=risk_of.values())
    masks = masks_of(by, list(rows.only("municipality_id", "node_id")), today)
    hidden = {item.source_id: masks.get(risk_of[item.pk], {}) for item in items.values() if item.pk in risk_of}
    return {key: dict(found) for key, found in hidden.items() if key and found}


def _row(row: ExchangeRow, item: PlanItem | None, hidden: dict[str, Sentence]) -> ExchangeRow:
    if hidden:
        # Provenance repeats the cells as they were read, and so goes with the secret.
        emptied = {name: None for name in hidden if name in ROW_CELLS.values()}
        return replace(row, **emptied, provenance=None, confidence={})  # type: ignore[arg-type]  # cells are texts
    if item is None:
        return row
    cells = {cell: getattr(row, cell) for cell in ROW_CELLS.values()}
    texts = {name: getattr(item, name) for name in ITEM_TEXTS}
    printed = as_printed(texts, cells, ROW_CELLS)
    return row if as_stored(printed, ROW_CELLS) == as_stored(cells, ROW_CELLS) else replace(row, **printed)
