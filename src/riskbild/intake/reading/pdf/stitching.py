"""Puts the tables of neighbouring pages together: repeated headers dropped, rows cut by the page break made whole."""

from collections.abc import Mapping, Sequence
from typing import Final

from riskbild.intake.reading.pdf.evidence import habits_of, parts_above, resumes
from riskbild.intake.reading.pdf.headings import header_rows, squeezed
from riskbild.intake.reading.pdf.page import Page, PageTable, Part

_SAME_EDGE: Final = 6.0
_ROOM: Final = 2.6
_DOUBTFUL: Final = 1.0
_UNSURE: Final = 0.6


def stitched(tables: Sequence[PageTable], pages: Sequence[Page], texts_between: Sequence[bool]) -> list[PageTable]:
    """The tables of the document. `texts_between` says of each table whether a text stands before it."""
    found: list[PageTable] = []
    for table, text in zip(tables, texts_between, strict=True):
        above = found[-1] if found else None
        if above is not None and not text and table.page == above.last_page and _goes_on_below(above, table):
            _append(above, table)
        elif above is None or text or table.page <= above.last_page or not _goes_on(above, table):
            found.append(table)
        else:
            _append(above, table)
    for table in found:
        join_rows(table, pages)
    return found


def _goes_on(above: PageTable, table: PageTable) -> bool:
    """Whether a table is the same as the one on the page before: equal columns, and no other header."""
    if table.page > above.last_page + 1 or not _same_columns(above, table):
        return False
    header = header_rows(table)
    return not header or _header_text(table, header) == _header_text(above, header_rows(above))


def _goes_on_below(above: PageTable, table: PageTable) -> bool:
    """Whether a table without header just below another is the rest of it, after a row without borders."""
    return table.top >= above.bottom - 1 and not header_rows(table) and _same_columns(above, table)


def _header_text(table: PageTable, rows: int) -> str:
    return squeezed("".join(part.text for row in table.by_row()[:rows] for part in row))


def _same_columns(above: PageTable, table: PageTable) -> bool:
    if above.columns != table.columns:
        return False
    shift = table.edges[0] - above.edges[0]
    return all(abs(one + shift - other) <= _SAME_EDGE for one, other in zip(above.edges, table.edges, strict=True))


def _append(above: PageTable, table: PageTable) -> None:
    header = header_rows(table)
    shift = above.rows - header
    if table.page != above.last_page:
        above.breaks.append(above.rows)
        above.open_breaks.append(bool(table.opens) or above.closes is False)
    above.breaks += [row + shift for row in table.breaks]
    above.open_breaks += table.open_breaks
    for part in table.parts:
        if part.row >= header:
            part.row += shift
            above.parts.append(part)
        else:
            above.repeated.append(part)
    above.rows += table.rows - header
    above.last_page, above.bottom = table.last_page, table.bottom
    above.closes = table.closes
    above.sure = min(above.sure, table.sure)


def join_rows(table: PageTable, pages: Sequence[Page]) -> None:
    """Makes the rows and merged cells whole that go on after a page break."""
    if not table.breaks:
        return
    header = header_rows(table)
    rows = table.by_row()
    habits, lowest = habits_of(table, rows, header), _lowest(table, pages)
    joined: set[int] = set()
    gone: set[int] = set()
    for row, opened in zip(reversed(table.breaks), reversed(table.open_breaks), strict=True):
        if not header < row < table.rows:
            continue
        room = len(table.breaks) > 1 and _has_room(rows, row, pages, lowest)
        evidence = resumes(rows, row, table.columns, habits, opened=opened, room=room)
        if abs(evidence) < _DOUBTFUL:
            _doubt([*rows[row], *rows[row - 1]])
        if evidence > 0:
            gone |= _join(rows, row)
            joined.add(row)
        else:
            gone |= _extend_merged(rows, row, pages)
    table.parts = [part for part in table.parts if id(part) not in gone]
    _renumber(table, joined)


def _renumber(table: PageTable, joined: set[int]) -> None:
    """Counts the rows anew, each of those joined as one with the row above it."""
    number, numbers = -1, []
    for row in range(table.rows):
        number += row not in joined
        numbers.append(number)
    for part in table.parts:
        end = numbers[part.row + part.rows - 1]
        part.row = numbers[part.row]
        part.rows = end - part.row + 1
    table.breaks = [numbers[row] for row in table.breaks if row < table.rows]
    table.rows = number + 1


def _doubt(parts: Sequence[Part]) -> None:
    for part in parts:
        part.sure = min(part.sure, _UNSURE)


def _lowest(table: PageTable, pages: Sequence[Page]) -> dict[float, float]:
    """How far down text of the table reaches, by the height of the page."""
    lowest: dict[float, float] = {}
    for part in table.parts:
        for line in part.lines:
            if line.box is not None and line.page is not None:
                height = pages[line.page - 1].height
                lowest[height] = max(lowest.get(height, 0.0), line.box[3])
    return lowest


def _has_room(rows: Sequence[Sequence[Part]], row: int, pages: Sequence[Page], lowest: Mapping[float, float]) -> bool:
    """Whether more lines of the row above would have fitted on its page, as far as other pages tell."""
    lines = [line for part in parts_above(rows, row).values() for line in part.lines if line.box is not None]
    if not lines:
        return False
    number = max(line.page or 0 for line in lines)
    here = [line.box for line in lines if line.page == number and line.box is not None]
    reached, size = max(box[3] for box in here), max(box[3] - box[1] for box in here)
    return lowest[pages[number - 1].height] - reached > _ROOM * size


def _join(rows: Sequence[Sequence[Part]], row: int) -> set[int]:
    """Puts the texts of a row to the row above; the ids of the parts that are no more."""
    above = parts_above(rows, row)
    lowest = max((line.box[3] for part in above.values() for line in part.lines[-1:] if line.box), default=0.0)
    highest = min((line.box[1] for part in rows[row] for line in part.lines[:1] if line.box), default=0.0)
    gone = set()
    for part in rows[row]:
        before = above.get(part.column)
        if before is None:
            continue
        if not before.lines:
            before.box, before.page = part.box, part.page
        elif part.lines and (last := before.lines[-1].box) and (first := part.lines[0].box):
            before.skipped[len(before.lines)] = lowest - last[3] + first[1] - highest
        # Empty lines that the rest has of its own stand further down in the whole.
        before.skipped |= {len(before.lines) + place: space for place, space in part.skipped.items()}
        before.lines = [*before.lines, *part.lines]
        before.rows += part.rows
        before.sure = min(before.sure, part.sure)
        gone.add(id(part))
    return gone


def _extend_merged(rows: Sequence[Sequence[Part]], row: int, pages: Sequence[Page]) -> set[int]:
    """Lets a merged cell go on after the page break, where its rest stands empty; the ids of what is no more."""
    above = parts_above(rows, row)
    gone = set()
    for part in rows[row]:
        before = above.get(part.column)
        if part.lines or before is None or before.columns != part.columns:
            continue
        if part.rows > 1 or before.rows > 1 or _printed_again(before, part, pages[part.page - 1]):
            before.rows += part.rows
            gone.add(id(part))
    return gone


def _printed_again(before: Part, part: Part, page: Page) -> bool:
    """Whether the text above the break is in the next page's file again, clipped: the way of spreadsheets."""
    hidden = [word for word in page.outside if part.box[0] - 2 <= word.x0 <= part.box[2]]
    return bool(before.lines) and squeezed("".join(word.text for word in hidden)) == squeezed(before.text)
