"""A board's year as documents of the exchange format: what was taken in, as the register says it now."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.documents import limits
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source, read_exchange, row_data
from riskbild.organisation.permissions import Actor
from riskbild.register.cells import row_of
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.models import BoardYear, ImportedDocument, ImportedRow, SecrecyMark
from riskbild.register.queries.seen import masks_for, risks_seen_by

_OUTSIDE = ("texts", "decision", "conclusion")
_OWN_HEADER = (
    "reference", "process", "category", "risk", "causes", "consequence", "likelihood", "impact", "score",
    "existing_controls", "measures", "responsible", "deadline", "in_plan", "comment",
)  # fmt: skip


def documents_of(by: Actor, year: BoardYear, today: date) -> list[ExchangeDocument]:
    """The year's documents in the order they came, each with its rows; risks added by hand stand last in the last one.

    A year with no document gives one of its own, in the register's order. Secret texts that this person must not read
    are left out.
    """
    return [document for document, _ in documents_with_risks(by, year, today)]


def documents_with_risks(by: Actor, year: BoardYear, today: date) -> list[tuple[ExchangeDocument, list[UUID]]]:
    """The documents of `documents_of`, each with the keys of the risks that its rows are."""
    rows, masked = _rows_of(by, year, today)
    stored = list(_standing(year).order_by("position"))
    placed = _placed(year, stored)
    taken = {row.risk_id for places in placed.values() for row in places}
    by_hand = [risk_id for risk_id in rows if risk_id not in taken]
    if not stored:
        return [(_own_document(year, [rows[risk_id] for risk_id in by_hand]), by_hand)]
    # Provenance repeats the cells as they were read, and so goes with a masked row's secret.
    documents = [_document(one, placed[one.pk], rows, masked) for one in stored]
    keys = [[row.risk_id for row in placed[one.pk] if row.part == "rows" and row.risk_id in rows] for one in stored]
    last = documents[-1]
    documents[-1] = replace(last, rows=(*last.rows, *(rows[risk_id] for risk_id in by_hand)))
    keys[-1] += by_hand
    return list(zip(documents, keys, strict=True))


def documents_with_texts(by: Actor, year: BoardYear, today: date) -> list[ExchangeDocument]:
    """Those of `documents_of` that say something outside their tables; one query where none does."""
    heads = [head.get("document", {}) for head in _standing(year).values_list("head", flat=True)]
    if not any(head.get(name) for head in heads for name in _OUTSIDE):
        return []
    return [one for one in documents_of(by, year, today) if any(getattr(one, name) for name in _OUTSIDE)]


def already_imported(year: BoardYear, digest: str) -> bool:
    """Whether this very document has been taken into the year before."""
    return _standing(year).filter(digest=digest).exists()


def _standing(year: BoardYear) -> QuerySet[ImportedDocument]:
    """The year's documents, without those whose import was undone."""
    rows = ImportedDocument.objects.filter(municipality_id=year.municipality_id, board_year=year)
    return rows.filter(withdrawn_at__isnull=True)


def _rows_of(by: Actor, year: BoardYear, today: date) -> tuple[dict[UUID, ExchangeRow], frozenset[UUID]]:
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    risks = list(seen.order_by("position", "pk"))
    masks = masks_for(by, risks, today)
    marks = _marks(year)
    rows = {risk.pk: row_of(risk, marks[risk.pk]) for risk in risks}
    return {risk_id: _without(row, masks.get(risk_id, {})) for risk_id, row in rows.items()}, frozenset(masks)


_MARKS = Prepared(SecrecyMark.objects.all, by=["municipality_id", "risk__municipality_id", "risk__board_year_id"])


def _marks(year: BoardYear) -> dict[UUID, list[SecrecyMark]]:
    marks: dict[UUID, list[SecrecyMark]] = defaultdict(list)
    for mark in _MARKS.rows(year.municipality_id, year.municipality_id, year.pk):
        marks[mark.risk_id].append(mark)
    return marks


def _without(row: ExchangeRow, hidden: Iterable[str]) -> ExchangeRow:
    names = {"response" if name == "response_text" else name for name in hidden}
    emptied: dict[str, Any] = {name: None for name in names if hasattr(row, name)}
    return replace(row, **emptied)


_PLACES = Prepared(lambda: ImportedRow.objects.order_by("part", "position"), by=["municipality_id", "document_id__in"])


def _placed(year: BoardYear, documents: list[ImportedDocument]) -> dict[UUID, list[ImportedRow]]:
    placed: dict[UUID, list[ImportedRow]] = defaultdict(list)
    for row in _PLACES.rows(year.municipality_id, frozenset(document.pk for document in documents)):
        placed[row.document_id].append(row)
    return placed


def _document(
    stored: ImportedDocument, places: list[ImportedRow], rows: dict[UUID, ExchangeRow], masked: frozenset[UUID]
) -> ExchangeDocument:
    data = dict(stored.head)
    data["rows"] = [
        {**row_data(rows[place.risk_id]), **({} if place.risk_id in masked else place.extra)}
        for place in places
        if place.part == "rows" and place.risk_id in rows
    ]
    data["plan"] = [place.cells for place in places if place.part == "plan"]
    return read_exchange(json.dumps(data), stored.source["name"], limits.OWN)


def _own_document(year: BoardYear, rows: list[ExchangeRow]) -> ExchangeDocument:
    header = tuple(str(FIELD_LABELS[name]) for name in _OWN_HEADER)
    return ExchangeDocument(
        source=Source(name="riskbild"), kind=DocumentKind.RISK_LIST, year=year.year, header=header, rows=tuple(rows)
    )
