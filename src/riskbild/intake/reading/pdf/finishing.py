"""Gives the cells of a finished table their texts: wraps undone, paragraphs and empty lines between them kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import pstdev
from typing import Final

from riskbild.intake.reading.grid import Cell, Grid, Line
from riskbild.intake.reading.pdf.lines import Pitches
from riskbild.intake.reading.pdf.page import Page, PageTable, Part
from riskbild.intake.reading.wrap import Mender

_NEW_PARAGRAPH: Final = 1.3
_EMPTY_LINE: Final = 1.55
_SAME: Final = 0.15
_MOST_EMPTY: Final = 30
_WIDEST_PADDING: Final = 14.0
_CENTRED: Final = 0.6


def size_of(line: Line) -> float:
    """The size of a line's letters."""
    return 0.0 if line.box is None else line.box[3] - line.box[1]


def learn(tables: Iterable[PageTable]) -> Pitches:
    """How far the lines of the document's cells stand apart."""
    pitches = Pitches()
    for table in tables:
        for part in table.parts:
            pitches.learn(part.lines, [size_of(line) for line in part.lines])
    return pitches


def grid_of(table: PageTable, number: int, pages: Sequence[Page], pitches: Pitches, mender: Mender) -> Grid:
    """The table as a grid; boxes are given on the pages as they are shown."""
    margins = _margins(table)
    cells = []
    for part in sorted(table.parts, key=lambda part: (part.row, part.column)):
        if part.lines or part.colour:
            cells.append(_cell(part, margins[part.column + part.columns - 1], pages, pitches, mender))
    letter = _letter(table)
    widths = {column: (table.edges[column + 1] - table.edges[column]) / letter for column in range(table.columns)}
    return Grid(tuple(cells), page=table.page, number=number, sure=table.sure, widths=widths)


def _letter(table: PageTable) -> float:
    """How wide a letter is on average, so that widths of columns can be told in letters."""
    lines = [line for part in table.parts for line in part.lines if line.box is not None]
    letters = sum(len(line.text) for line in lines)
    return max(sum(line.box[2] - line.box[0] for line in lines if line.box is not None) / max(letters, 1), 1.0)


def _margins(table: PageTable) -> list[float]:
    """How far to the right the text of each column may reach: as far as any does, or as the padding says."""
    found = []
    for column in range(table.columns):
        boxes = [
            (part.box, line.box)
            for part in table.parts
            if part.column == column and part.columns == 1
            for line in part.lines
            if line.box is not None
        ]
        padding = min((max(line[0] - cell[0], 0.0) for cell, line in boxes), default=_WIDEST_PADDING)
        padded = table.edges[column + 1] - min(padding, _WIDEST_PADDING)
        reached = max((line[2] for _, line in boxes), default=padded)
        found.append(min(max(reached, padded), table.edges[column + 1]) if table.ruled else reached)
    return found


def _cell(part: Part, margin: float, pages: Sequence[Page], pitches: Pitches, mender: Mender) -> Cell:
    lines = spaced(part.lines, pitches, part.skipped)
    right = margin if part.columns == 1 else max(margin, part.box[2] - _WIDEST_PADDING)
    mended = mender.mend(_to_the_left(lines), right=right)
    page = part.lines[0].page if part.lines and part.lines[0].page else part.page
    return Cell(
        part.row,
        part.column,
        mended.text,
        part.rows,
        part.columns,
        page=page,
        box=pages[page - 1].as_shown(part.box),
        lines=tuple(_as_shown(line, pages) for line in part.lines),
        sure=min(mended.sure, part.sure),
        strong=part.strong,
        colour=part.colour,
    )


def _as_shown(line: Line, pages: Sequence[Page]) -> Line:
    if line.box is None or line.page is None:
        return line
    return replace(line, box=pages[line.page - 1].as_shown(line.box))


def spaced(lines: Sequence[Line], pitches: Pitches, skipped: Mapping[int, float]) -> list[Line]:
    """The lines with the empty ones between them, and paragraphs told by the space above them.

    `skipped` is the space beyond a line's height before the line of that number, where a page break is.
    """
    found: list[Line] = []
    for number, (line, following) in enumerate(pairwise(lines), start=1):
        pitch = pitches.of(size_of(line))
        step = pitch + skipped[number] if number in skipped else _step(line, following)
        if step is None or step < _NEW_PARAGRAPH * pitch or size_of(line) > 1.2 * size_of(following):
            found.append(line)
            continue
        found.append(replace(line, paragraph=True))
        spacing = pitches.spacing(size_of(line))
        empty = round(step / pitch) - 1 if step > max(_EMPTY_LINE * pitch, spacing + _SAME * pitch) else 0
        found += [replace(line, text="", paragraph=True, trailing_blank=None)] * min(empty, _MOST_EMPTY)
    return found + list(lines[-1:])


def _step(line: Line, following: Line) -> float | None:
    if line.box is None or following.box is None or line.page != following.page:
        return None
    return following.box[3] - line.box[3]


def _to_the_left(lines: Sequence[Line]) -> list[Line]:
    """Centred and right-aligned lines moved to the left, so that the room beside them stands at one side."""
    boxes = [line.box for line in lines if line.box is not None and line.text]
    if len(boxes) < 2:
        return list(lines)
    lefts = [box[0] for box in boxes]
    spread = pstdev(lefts)
    if spread < 1.0 or min(pstdev([box[0] + box[2] for box in boxes]) / 2, pstdev([box[2] for box in boxes])) > (
        _CENTRED * spread
    ):
        return list(lines)
    left = min(lefts)
    return [
        line
        if line.box is None
        else replace(line, box=(left, line.box[1], left + line.box[2] - line.box[0], line.box[3]))
        for line in lines
    ]
