"""A form that was only a table, dressed for a document of our own: title, decision, texts, and a title a column."""

from collections.abc import Sequence
from dataclasses import replace

from riskbild.documents.layout import (
    FIELDS,
    FactsBlock,
    Layout,
    LayoutBlock,
    LayoutColumn,
    Source,
    TableBlock,
    TitleBlock,
    standard_layout,
)


def dressed(layout: Layout) -> Layout:
    """The layout with what the plain one of its kind has around its tables, where its own form has nothing.

    A printed form often has no title of its own, no place for the decision, and columns that nobody has named; what
    the program puts together in that form is a document by itself.
    """
    standard = standard_layout(layout.kind)
    blocks = tuple(_titled(block) if isinstance(block, TableBlock) else block for block in layout.blocks)
    title = layout.title
    if not any(isinstance(block, TitleBlock) for block in blocks):
        # Its own title only names the file.
        title = standard.title
        blocks = tuple(_in_place(standard.blocks, [block for block in blocks if isinstance(block, TableBlock)]))
    elif not any(isinstance(block, FactsBlock) for block in blocks):
        blocks = tuple(_with_facts(blocks, standard.blocks))
    return replace(layout, blocks=blocks, title=title, running=layout.running or standard.running)


def _in_place(standard: Sequence[LayoutBlock], tables: Sequence[TableBlock]) -> list[LayoutBlock]:
    """The standard's blocks with the form's own tables in the place of those over the same rows."""
    left = list(tables)
    blocks: list[LayoutBlock] = []
    for block in standard:
        own = [one for one in left if isinstance(block, TableBlock) and one.of is block.of]
        left = [one for one in left if one not in own]
        blocks += own or [block]
    return [*blocks, *left]


def _with_facts(blocks: Sequence[LayoutBlock], standard: Sequence[LayoutBlock]) -> list[LayoutBlock]:
    facts = [block for block in standard if isinstance(block, FactsBlock)]
    place = next(n for n, block in enumerate(blocks) if isinstance(block, TitleBlock))
    return [*blocks[: place + 1], *facts[:1], *blocks[place + 1 :]]


def _titled(table: TableBlock) -> TableBlock:
    return replace(table, columns=tuple(_named(column, table.of) for column in table.columns))


def _named(column: LayoutColumn, source: Source) -> LayoutColumn:
    return column if column.title else replace(column, title=FIELDS[source][column.field].sv)
