"""The rows of a table without drawn cells as parts: the lines of each column, and the cells that rows share."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from riskbild.intake.reading.grid import Box
from riskbild.intake.reading.pdf.bands import Band, Entry
from riskbild.intake.reading.pdf.gridding import place_of
from riskbild.intake.reading.pdf.lattice import colour_within
from riskbild.intake.reading.pdf.lines import lines_of
from riskbild.intake.reading.pdf.page import Page, PageTable, Part, Word
from riskbild.intake.reading.pdf.row_costs import APART, Ways

_TWO_LINES: Final = 2.0
_TELLING: Final = 2


def under_rule(new: list[Part], table: PageTable, ruled: Sequence[bool], ways: Ways) -> list[Part]:
    """The parts of a new row but for those that no rule parts from the row above: there one cell goes on.

    `ruled` says of each column whether a rule stands above the row; () where none does, only perhaps a change of
    colour: then a cell goes on if its text does.
    """
    if all(ruled) and ruled:
        return new
    above = {part.column: part for part in table.parts if part.row + part.rows == table.rows and part.columns == 1}
    kept = []
    for column in range(table.columns):
        part = next((each for each in new if each.column == column), None)
        before = above.get(column)
        goes_on = not ruled[column] if any(ruled) else _flows(before, part, ways)
        if before is not None and goes_on:
            before.rows += 1
            before.lines += part.lines if part is not None else []
        elif part is not None:
            kept.append(part)
    return kept


def _flows(before: Part | None, part: Part | None, ways: Ways) -> bool:
    """Whether the text of a cell goes on in the next without space, in the middle of a sentence."""
    if before is None or part is None or not before.lines or before.page != part.page or part.columns > 1:
        return False
    end, begin = before.lines[-1], part.lines[0]
    if end.box is None or begin.box is None or not begin.text[:1].islower():
        return False
    return ways.apart(begin.box[1] - end.box[3]) < APART


def row_parts(row: int, bands: Sequence[Band], page: Page, edges: Sequence[float], *, ways: Ways) -> list[Part]:
    """The parts of a row that some bands make, or the one part of a text that runs over the whole table."""
    top, bottom = bands[0].top, max(band.bottom for band in bands)
    if bands[0].spans:
        words = bands[0].spans
        box = (edges[0], top, edges[-1], bottom)
        return [_part(page, (row, 0), box, words, columns=len(edges) - 1)]
    by_column: dict[int, list[Word]] = {}
    blocks: dict[int, dict[int, float]] = {}
    last: dict[int, Entry] = {}
    for band in bands:
        fresh = _begin_together(band, last, edges, ways)
        for entry in band.entries:
            own = by_column.setdefault(entry.column, [])
            if id(entry) in fresh and own:
                blocks.setdefault(entry.column, {})[len(lines_of(own, page.number))] = ways.pitch
            own.extend(entry.words)
            last[entry.column] = entry
        if band.spans:
            column = min(max(bisect_right(edges, place_of(band.spans[0])) - 1, 0), len(edges) - 2)
            by_column.setdefault(column, []).extend(band.spans)
    parts = []
    for column, words in sorted(by_column.items()):
        box = (edges[column], top, edges[column + 1], bottom)
        parts.append(_part(page, (row, column), box, words))
        parts[-1].skipped |= _where_close(parts[-1], blocks.get(column, {}))
    return parts


def _begin_together(band: Band, last: Mapping[int, Entry], edges: Sequence[float], ways: Ways) -> frozenset[int]:
    """The ids of the lines of a band that begin texts of their own at the same height, side by side."""
    first: dict[int, Entry] = {}
    for entry in band.entries:
        first.setdefault(entry.column, entry)
    fresh = [entry for entry in first.values() if _is_fresh(entry, last.get(entry.column), edges, ways)]
    if not ways.gaps and len(fresh) >= max(_TELLING, 0.5 * len(first)):
        # Where most begin anew, one whose first word had not fitted above does so, too.
        fresh += [entry for entry in first.values() if entry not in fresh and not entry.text[:1].islower()]
    return frozenset(
        id(entry)
        for entry in fresh
        if any(other is not entry and abs(other.top - entry.top) < 0.15 * entry.height for other in fresh)
    )


def _is_fresh(entry: Entry, above: Entry | None, edges: Sequence[float], ways: Ways) -> bool:
    """Whether a line begins a text of its own: it stands apart, or in a dense table would have fitted above."""
    if above is None or ways.apart(entry.top - above.bottom) > APART:
        return True
    if ways.gaps:
        return False
    room = edges[entry.column + 1] - above.words[-1].x1
    needed = entry.words[0].x1 - entry.words[0].x0
    return entry.text[:1].isupper() and room > needed + 1.2 * entry.height


def _where_close(part: Part, blocks: Mapping[int, float]) -> dict[int, float]:
    """Before which lines an empty one is to be thought: blocks that stand side by side, with less than one between.

    `blocks` says before which lines blocks begin, and how high a line is there.
    """
    found = {}
    for place, space in blocks.items():
        before, after = part.lines[place - 1].box, part.lines[place].box
        if before is not None and after is not None and after[3] - before[3] < _TWO_LINES * space:
            found[place] = space
    return found


def _part(page: Page, place: tuple[int, int], box: Box, words: Sequence[Word], *, columns: int = 1) -> Part:
    """The part at a row and column."""
    colour = colour_within(page.fills, box) if columns == 1 else None
    strong = all(word.strong for word in words)
    return Part(*place, box, page.number, 1, columns, lines_of(words, page.number), colour, strong)
