"""One Word table as a grid: spans across and down, cells inside content controls, tables inside cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from riskbild.intake.reading.docx.numbering import Numbering
from riskbild.intake.reading.docx.paragraph import W, is_on, read_paragraph, shows_prompt
from riskbild.intake.reading.grid import Cell, Grid
from riskbild.intake.reading.package import Element

_PASSED_THROUGH: Final = frozenset((f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"))
_PLAIN: Final = frozenset(("auto", "FFFFFF", "000000", ""))
_DEEPEST: Final = 20


@dataclass(slots=True)
class Gathered:
    """What is seen inside tables and belongs elsewhere: text that is not shown, tables in cells, and signs of both.

    `numbering` counts the document's lists, `labels` are the numbers that Word writes in the cell being read.
    """

    unread: list[str] = field(default_factory=list)
    nested: bool = False
    changed: bool = False
    right_to_left: bool = False
    inner: list[Element] = field(default_factory=list)
    numbering: Numbering = field(default_factory=Numbering)
    labels: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of a kind, also those that stand inside content controls and tracked insertions."""
    wanted = {f"{W}{name}" for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == f"{W}sdt":
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from children(content, *names)
        elif child.tag in _PASSED_THROUGH:
            yield from children(child, *names)


def read_table(table: Element, number: int, gathered: Gathered) -> Grid:
    """A table as a grid; `number` counts the tables of the document from 1."""
    stated = [column.get(f"{W}w") or "" for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    widths = [float(width[:6]) if width.isascii() and width.isdigit() else 0.0 for width in stated]
    cells: list[Cell] = []
    above: dict[int, int] = {}
    row = 0
    for element in children(table, "tr"):
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            gathered.changed = True
            gathered.unread += [text.text or "" for text in element.iter(f"{W}t", f"{W}delText")]
            continue
        _read_row(element, row, cells, above, gathered)
        row += 1
    kept = tuple(cell for cell in cells if cell.text.strip() or cell.colour)
    return Grid(kept, number=number, widths=dict(enumerate(widths)))


def _read_row(element: Element, row: int, cells: list[Cell], above: dict[int, int], gathered: Gathered) -> None:
    """Adds a row's cells to `cells`; `above` has the place in `cells` of the cell that each column goes on from."""
    properties = element.find(f"{W}trPr")
    header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
    column = 0 if properties is None else _number(properties.find(f"{W}gridBefore"), 0)
    for tc in children(element, "tc"):
        look = tc.find(f"{W}tcPr")
        span = 1 if look is None else _number(look.find(f"{W}gridSpan"), 1)
        merge = None if look is None else look.find(f"{W}vMerge")
        cell = _cell(tc, (row, column, span), gathered)
        if merge is not None and (merge.get(f"{W}val") or "continue") == "continue" and column in above:
            upper = cells[above[column]]
            text = f"{upper.text}\n{cell.text}".strip("\n") if cell.text else upper.text
            cells[above[column]] = replace(upper, rows=row - upper.row + 1, text=text)
        else:
            above[column] = len(cells)
            cells.append(replace(cell, header=header))
        column += span


def _cell(tc: Element, place: tuple[int, int, int], gathered: Gathered) -> Cell:
    row, column, span = place
    look = tc.find(f"{W}tcPr")
    shading = None if look is None else look.find(f"{W}shd")
    colour = "" if shading is None else (shading.get(f"{W}fill") or "").upper()
    gathered.labels = []
    texts, bold = _texts(tc, gathered, 0)
    text = "\n".join(texts).strip("\n")
    return Cell(
        row,
        column,
        # A number that Word writes is read where it is all that the cell says: as its reference or step.
        text if text.strip() else "\n".join(gathered.labels),
        columns=span,
        where=f"rad {row + 1}, kolumn {column + 1}",
        strong=bold or colour not in _PLAIN,
        colour=None if colour in _PLAIN else colour,
    )


def _number(element: Element | None, otherwise: int) -> int:
    value = "" if element is None else element.get(f"{W}val") or ""
    return min(int(value[:4]), 256) if value.isascii() and value.isdigit() else otherwise


def _texts(cell: Element, gathered: Gathered, depth: int) -> tuple[list[str], bool]:
    """The paragraphs of a cell, and whether one is bold."""
    texts, bold = [], False
    for block in _blocks(cell, gathered):
        if block.tag == f"{W}tbl":
            texts += _inner_table(block, gathered, depth)
            continue
        told = read_paragraph(block)
        if label := gathered.numbering.label(block):
            gathered.labels.append(label)
        texts.append(told.text)
        bold = bold or (told.bold and bool(told.text.strip()))
        gathered.unread += told.unread
        gathered.boxes += told.boxes
        gathered.changed = gathered.changed or told.changed
        gathered.right_to_left = gathered.right_to_left or told.right_to_left
    return texts, bold


def _blocks(cell: Element, gathered: Gathered) -> Iterator[Element]:
    for child in cell:
        if child.tag == f"{W}sdt" and shows_prompt(child):
            gathered.unread += [text.text or "" for text in child.iter(f"{W}t")]
        elif child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _PASSED_THROUGH or child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _blocks(child, gathered)


def _inner_table(table: Element, gathered: Gathered, depth: int) -> list[str]:
    """A table in a cell: one that is a table in its own right is read as one, any other is text, row by row."""
    rows = list(children(table, "tr"))
    if len(rows) > 1 and all(len(list(children(row, "tc"))) >= 3 for row in rows):
        gathered.inner.append(table)
        return []
    gathered.nested = True
    if depth >= _DEEPEST:
        gathered.unread += [text.text or "" for text in table.iter(f"{W}t")]
        return []
    lines = []
    for row in rows:
        parts = ["\n".join(_texts(tc, gathered, depth + 1)[0]).strip() for tc in children(row, "tc")]
        lines.append(" ".join(part for part in parts if part))
    return lines
