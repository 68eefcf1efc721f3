"""The workbook for offline work: a document with a column for every field, and sheets for measures and reports."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from riskbild.documents.layout import PublishedKind
from riskbild.documents.workbook.cells import UNIT
from riskbild.followup.queries.workbook import measures_to_fill, reports_to_fill
from riskbild.organisation.day import day_of
from riskbild.publishing.assemble import DocumentFacts, RowFacts
from riskbild.publishing.composed import Composed, composed_from, layout_of
from riskbild.publishing.sources import Asked, sourced
from riskbild.publishing.workbook.columns import in_columns, without_empty
from riskbild.publishing.workbook.gathering import offline_of
from riskbild.publishing.workbook.offline import Offline
from riskbild.publishing.workbook.offline_sheets import has_keys
from riskbild.publishing.workbook.sheets_to_fill import tables_to_fill
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

WORKBOOK: Final = "workbook"
"""What the form is called where forms are chosen; the file is an Excel file."""
ENDING: Final = "xlsx"
WORK_KINDS: Final = frozenset(PublishedKind) - {PublishedKind.CONSOLIDATED_REPORT, PublishedKind.CONTROL_CARD}
"""The documents that can be worked in."""

_NOT_PUBLIC: Final = Sentence(
    "En arbetsbok är nämndens egen och finns inte som allmän kopia.",
    "A workbook for offline work is the board's own; there is no public copy of it.",
)
_NOTHING: Final = Sentence(
    "Det finns inget i dokumentet som du kan ändra nu, så det finns ingen arbetsbok att arbeta i.",
    "There is nothing in the document that you can change now, so there is no workbook to work in.",
)


def whole_workbook(asked: Asked, now: datetime) -> tuple[Composed, Offline]:
    """The document in columns, with what the person needs to fill it in offline. Raises `Refused` where nobody can."""
    if asked.public or asked.kind not in WORK_KINDS:
        raise Refused(_NOT_PUBLIC if asked.public else _NOTHING)
    today = day_of(now)
    found = sourced(asked)
    measures, reports = measures_to_fill(asked.by, asked.year, today), reports_to_fill(asked.by, asked.year, today)
    filled = {key: one.here for key, one in (*measures.items(), *reports.items())}
    offline = offline_of(asked.by, asked.year, now=now, filled=filled)
    if offline is None:
        raise Refused(_NOTHING)
    found = replace(found, facts=_with_units(found.facts, offline))
    made = composed_from(asked, found, layout=in_columns(layout_of(asked, found)))
    publication = without_empty(made.publication)
    publication = replace(publication, blocks=(*publication.blocks, *tables_to_fill(measures, reports)))
    if not any(has_keys(table, offline) for table in publication.tables):
        raise Refused(_NOTHING)
    return replace(made, publication=publication), offline


def _with_units(facts: DocumentFacts, offline: Offline) -> DocumentFacts:
    """The rows with their units as the list of units calls them, which tells two of the same name apart."""
    return replace(facts, rows=tuple(_with_unit(one, offline) for one in facts.rows))


def _with_unit(row: RowFacts, offline: Offline) -> RowFacts:
    known = offline.row_of(row.key)
    unit = known.cells.get(UNIT) if known else None
    return replace(row, more={**row.more, UNIT: unit}) if unit else row
