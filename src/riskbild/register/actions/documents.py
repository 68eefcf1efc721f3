"""Keeping a document that risks came out of: what stood around its rows, and the order of the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.record import Change, record
from riskbild.audit.writing import add, insert, update
from riskbild.documents.exchange import ExchangeDocument, ExchangeRow, content_digest, row_data, to_data
from riskbild.organisation.conflict import reached
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor, check
from riskbild.organisation.roles import Permission
from riskbild.register import events
from riskbild.register.actions.adding import year_within_reach
from riskbild.register.actions.taking import check_open
from riskbild.register.models import Analysis, BoardYear, ImportedDocument, ImportedRow
from riskbild.rules.analysis_date import read_analysis_date

_EXTRA = ("provenance", "confidence")


@transaction.atomic
def keep_document(
    *, by: Actor, board_year_id: UUID, document: ExchangeDocument, risk_ids: Sequence[UUID], now: datetime
) -> ImportedDocument:
    """Stores a document whose rows have become these risks, in the rows' order.

    The rows of its plan keep their own cells, since a plan words its risks in its own way.
    """
    year = year_within_reach(by, board_year_id)
    check(by, Permission.IMPORT, year.board_id, today=day_of(now))
    check_open(year)
    head = to_data(replace(document, rows=(), plan=()))
    earlier = ImportedDocument.objects.filter(municipality_id=year.municipality_id, board_year=year).count()
    kept = add(ImportedDocument(
        municipality_id=year.municipality_id, board_year=year, position=earlier, kind=document.kind,
        title=document.title or "", head=head, source=head["source"], digest=content_digest(document), imported_at=now,
    ))  # fmt: skip
    rows = [_row(kept, "rows", place, row, risk_ids[place]) for place, row in enumerate(document.rows)]
    plan = [_row(kept, "plan", place, row, None) for place, row in enumerate(document.plan)]
    insert(ImportedRow, [*rows, *plan])
    after = {"name": document.source.name, "rows": len(rows), "plan": len(plan), "sha256": document.source.sha256}
    change = Change(events.DOCUMENT_IMPORTED, "document", kept.pk, after=after)
    record(change, by=by, municipality_id=year.municipality_id, now=now)
    return kept


@transaction.atomic
def withdraw_document(*, by: Actor, document_id: UUID, now: datetime) -> None:
    """Takes a document away from its year, as when its import is undone; it stays as history. Twice is as once."""
    kept = reached(ImportedDocument, by, document_id, "board_year")
    check(by, Permission.IMPORT, kept.board_year.board_id, today=day_of(now))
    check_open(kept.board_year)
    if kept.withdrawn_at is None:
        kept.withdrawn_at = now
        kept.version += 1
        update(kept, "withdrawn_at", "version")
        change = Change(events.DOCUMENT_WITHDRAWN, "document", kept.pk, before={"name": kept.source["name"]})
        record(change, by=by, municipality_id=kept.municipality_id, now=now)


@transaction.atomic
def add_analyses(
    *, by: Actor, board_year_id: UUID, held: Mapping[str, tuple[str, str]], now: datetime
) -> dict[str, UUID]:
    """Adds analyses, each a process and the date as its document has it; gives their keys under the same names."""
    year = year_within_reach(by, board_year_id)
    check(by, Permission.IMPORT, year.board_id, today=day_of(now))
    check_open(year)
    rows = {name: _analysis(year, process, text) for name, (process, text) in held.items()}
    insert(Analysis, rows.values())
    return {name: row.pk for name, row in rows.items()}


def _analysis(year: BoardYear, process: str, held: str) -> Analysis:
    return Analysis(
        municipality_id=year.municipality_id, board_year=year, node_id=year.board_id, process=process,
        held=held[:200], held_on=read_analysis_date(held, year=year.year).starts if held else None,
    )  # fmt: skip


def _row(kept: ImportedDocument, part: str, place: int, row: ExchangeRow, risk_id: UUID | None) -> ImportedRow:
    data = row_data(row)
    extra = {name: data[name] for name in _EXTRA if data.get(name)}
    return ImportedRow(
        municipality_id=kept.municipality_id, document=kept, part=part, position=place, risk_id=risk_id,
        cells=data if risk_id is None else {}, extra=extra,
    )  # fmt: skip
