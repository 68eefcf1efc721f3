"""Headings between two pieces of one table, that group the rows below them: made rows of the table over all columns."""

from collections.abc import Sequence
from typing import Final

from riskbild.intake.reading.pdf.headings import header_rows
from riskbild.intake.reading.pdf.page import PageTable, Part
from riskbild.intake.reading.pdf.texts import Paragraph

_NEAR: Final = 1.6
_LONGEST: Final = 150
_SAME_EDGE: Final = 4.0


def with_groups(
    tables: Sequence[PageTable], paragraphs: Sequence[Paragraph]
) -> tuple[list[PageTable], list[Paragraph]]:
    """The tables, each with the short texts that stand close between it and the rest of it, and all other texts."""
    left = list(paragraphs)
    found: list[PageTable] = []
    for table in tables:
        above = found[-1] if found else None
        if above is not None and _are_pieces(above, table):
            between = [each for each in left if _is_between(each, above, table)]
            if len(between) == 1 and _groups(between[0], above, table):
                left.remove(between[0])
                _add(above, between[0])
        found.append(table)
    return found, left


def _are_pieces(above: PageTable, table: PageTable) -> bool:
    shift = table.edges[0] - above.edges[0]
    return (
        above.columns == table.columns
        and all(abs(a + shift - b) < _SAME_EDGE for a, b in zip(above.edges, table.edges, strict=True))
        and (table.page == above.last_page + 1 or (table.page == above.last_page and not header_rows(table)))
    )


def _is_between(text: Paragraph, above: PageTable, table: PageTable) -> bool:
    return (above.last_page, above.bottom - 2) <= (text.page, text.box[1]) < (table.page, table.top)


def _groups(text: Paragraph, above: PageTable, table: PageTable) -> bool:
    """Whether a text stands between two pieces of a table as a row of it would."""
    length = sum(len(line.text) for line in text.lines)
    left, top, right, bottom = text.box
    if length > _LONGEST or len(text.lines) > 2 or left < above.edges[0] - 2 or right > above.edges[-1] + 2:
        return False
    near_above = text.page == above.last_page and top - above.bottom < _NEAR * text.size
    near_below = text.page == table.page and table.top - bottom < _NEAR * text.size
    return near_above and (near_below or (text.page != table.page))


def _add(table: PageTable, text: Paragraph) -> None:
    box = (table.edges[0], text.box[1], table.edges[-1], text.box[3])
    part = Part(table.rows, 0, box, text.page, 1, table.columns, list(text.lines), strong=text.strong)
    table.parts.append(part)
    table.rows += 1
    table.bottom = text.box[3]
