"""A layout for work: a column of its own for everything that can be changed, whatever shares a cell on paper."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from riskbild.documents.layout import FIELDS, Join, Layout, LayoutColumn, Part, PublishedKind, Source, TableBlock
from riskbild.documents.workbook.cells import ITEM_FIELDS, RISK_FIELDS
from riskbild.publishing.publication import Publication, Row, Table

_FIELDS: Final[Mapping[Source, frozenset[str]]] = {Source.ROWS: RISK_FIELDS, Source.PLAN: ITEM_FIELDS}
_EVERY: Final = RISK_FIELDS | ITEM_FIELDS
_LISTS: Final = frozenset({
    PublishedKind.RISK_LIST, PublishedKind.RISK_PROFILE, PublishedKind.RISK_PROFILE_AND_PLAN,
})  # fmt: skip
_ADDED: Final = ("response", "response_reason", "unit")
"""What is decided of a risk beside its cells; a form seldom prints it, and it has a column all the same."""


def in_columns(layout: Layout) -> Layout:
    """The layout with each field of a shared cell in a column of its own, under the shared title, and none merged.

    Its table of measures is left out: they have a sheet to be filled in.
    """
    blocks = tuple(
        _table(block, layout.kind) if isinstance(block, TableBlock) and block.of in _FIELDS else block
        for block in layout.blocks
        if not (isinstance(block, TableBlock) and block.of is Source.MEASURES)
    )
    return replace(layout, blocks=blocks)


def _table(table: TableBlock, kind: PublishedKind) -> TableBlock:
    columns = [one for column in table.columns for one in _parts(column, table.of)]
    if table.of is Source.ROWS and kind in _LISTS:
        printed = {column.field for column in columns}
        labels = FIELDS[table.of]
        columns += [LayoutColumn((Part(name),), labels[name].sv) for name in _ADDED if name not in printed]
    return replace(table, columns=tuple(columns), skip_empty=False)


def _parts(column: LayoutColumn, source: Source) -> list[LayoutColumn]:
    join = column.join if column.field.startswith("controls.") else Join.NEVER
    if len(column.parts) == 1:
        return [replace(column, join=join)]
    share = max(column.share / len(column.parts), 1.0)
    return [
        replace(
            column, parts=(replace(part, label=""),), title=part.label or FIELDS[source][part.field].sv,
            over=column.over or column.title, share=share, join=join, row_header=column.row_header and place == 0,
        )
        for place, part in enumerate(column.parts)
    ]  # fmt: skip


def without_empty(publication: Publication) -> Publication:
    """The publication without the columns that nobody has filled and nobody can fill."""
    return replace(
        publication, blocks=tuple(_filled(block) if isinstance(block, Table) else block for block in publication.blocks)
    )


def _filled(table: Table) -> Table:
    rows = [part for part in table.parts if isinstance(part, Row)]
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.field in _EVERY or any((cell := row.cells[place]) is not None and cell.text for row in rows)
    ]
    if not kept or len(kept) == len(table.columns):
        return table
    parts = tuple(
        replace(part, cells=tuple(part.cells[place] for place in kept)) if isinstance(part, Row) else part
        for part in table.parts
    )
    return replace(table, columns=tuple(table.columns[place] for place in kept), parts=parts)
