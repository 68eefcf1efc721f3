"""A layout's table filled with the document's rows."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.layout import GroupForm, Layout, LayoutColumn, TableBlock
from riskbild.documents.layout.placeholders import Value, filled
from riskbild.publishing.assemble.arranging import Grouped, grouped, in_order, taken
from riskbild.publishing.assemble.cells import Answers, is_filled, rows_of, spread, without_lone_titles
from riskbild.publishing.assemble.facts import DocumentFacts
from riskbild.publishing.assemble.records import periods_of, records_of
from riskbild.publishing.publication import Band, Block, Column, Heading, Paragraph, Row, Table

_NUMBERS: Final = frozenset({
    "number", "likelihood", "impact", "score", "risks", "critical", "items", "reported", "minor", "major",
})  # fmt: skip
_SECTION_DEPTH: Final = 3


def table_blocks(
    block: TableBlock, document: ExchangeDocument, layout: Layout, facts: DocumentFacts, values: dict[str, Value]
) -> Iterator[Block]:
    """The table, or one for each group, or what is printed where there are no rows."""
    records = in_order(taken(records_of(block.of, document, facts), block.only), block.sort)
    if not records:
        said = filled(block.empty, values) if block.empty else None
        if said:
            yield Paragraph(said)
        return
    columns = spread(block.columns, periods_of(records), facts.year)
    if block.skip_empty:
        columns = without_lone_titles([column for column in columns if is_filled(column, records)])
    answers = Answers(layout.yes, layout.no)
    groups = [("", records)] if block.group is None else grouped(records, block.group, facts.method)
    if block.group is not None and block.group.form is GroupForm.SECTION:
        yield from _sections(block, columns, groups, answers)
    else:
        yield Table(block.name, _titles(columns), tuple(_parts(columns, groups, answers)))


def _sections(
    block: TableBlock, columns: Sequence[LayoutColumn], groups: Sequence[Grouped], answers: Answers
) -> Iterator[Block]:
    for heading, records in groups:
        if heading:
            yield Heading(heading, _SECTION_DEPTH)
        name = f"{block.name}: {heading}" if heading else block.name
        yield Table(name, _titles(columns), tuple(rows_of(records, columns, answers)))


def _parts(columns: Sequence[LayoutColumn], groups: Sequence[Grouped], answers: Answers) -> Iterator[Row | Band]:
    for heading, records in groups:
        if heading:
            yield Band(heading)
        yield from rows_of(records, columns, answers)


def _titles(columns: Sequence[LayoutColumn]) -> tuple[Column, ...]:
    return tuple(
        Column(
            field=column.field, title=column.title, share=column.share, over=column.over, row_header=column.row_header,
            number=len(column.parts) == 1 and column.field in _NUMBERS,
            parts=tuple((part.field, part.label) for part in column.parts) if len(column.parts) > 1 else (),
        )
        for column in columns
    )  # fmt: skip
