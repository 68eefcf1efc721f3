"""Makes the cards of a file whole before they are read: forms written as labelled lines, and cards cut by a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS, ROW_TEXTS
from riskbild.intake.reading.grid import BlockKind, Cell, Content, Grid, TextBlock
from riskbild.intake.reading.labelled import label_places
from riskbild.intake.reading.lexicon import CONTROL
from riskbild.intake.reading.titles import meanings_of, plain_title

type _Blocks = list[TextBlock | Grid]

_SURE: Final = 0.85
_ALONE: Final = 0.93
_LONGEST_LABEL: Final = 60
_LEAST_LABELS: Final = 3
_LEAST_CARDS: Final = 2
_ABOUT: Final = frozenset(("risk", CONTROL))
_OF_A_ROW: Final = frozenset((*ROW_TEXTS, *ROW_NUMBERS, *ROW_ANSWERS, "controls.method", "controls.frequency", CONTROL))
_KEPT: Final = frozenset((BlockKind.PAGE_HEADER, BlockKind.PAGE_FOOTER, BlockKind.NOTE))


def with_whole_cards(content: Content) -> Content:
    """The content with forms of labelled lines as grids of labels and values, and cards over two pages as one grid."""
    blocks = _joined(list(content.blocks))
    return replace(content, blocks=tuple(_with_forms(blocks)))


def _joined(blocks: _Blocks) -> _Blocks:
    """Two grids that together have just the labels of another one, the second at the top of the next page, are one."""
    labels = {id(block): _labels(block) for block in blocks if isinstance(block, Grid)}
    whole = {each for each in labels.values() if len(each) >= _LEAST_LABELS}
    found: _Blocks = []
    place = -1
    for block in blocks:
        above = found[place] if place >= 0 else None
        if isinstance(block, Grid) and isinstance(above, Grid) and _is_cut(above, block):
            both = labels[id(above)], labels[id(block)]
            if all(both) and both[0] + both[1] in whole and not set(both[0]) & set(both[1]):
                found[place] = _below_each_other(above, block)
                labels[id(found[place])] = both[0] + both[1]
                continue
        if isinstance(block, Grid):
            place = len(found)
        found.append(block)
    return found


def _is_cut(above: Grid, below: Grid) -> bool:
    return above.page is not None and below.page == above.page + 1


def _below_each_other(above: Grid, below: Grid) -> Grid:
    rows = 1 + max(cell.row for cell in above.cells)
    return replace(above, cells=above.cells + tuple(replace(cell, row=cell.row + rows) for cell in below.cells))


def _labels(grid: Grid) -> tuple[str, ...]:
    """The texts in the first column of a grid, as titles are compared."""
    return tuple(plain_title(cell.text) for cells in grid.by_row.values() for cell in cells if cell.column == 0)


@dataclass(slots=True)
class _Told:
    """A label of a form with the block that it stands in and the blocks of its text."""

    block: TextBlock
    label: str
    values: list[TextBlock] = field(default_factory=list)


def _with_forms(blocks: _Blocks) -> Iterator[TextBlock | Grid]:
    """The blocks, with the lines of forms taken together; a document with hardly any labels has none."""
    read = [_entries(block) for block in blocks]
    labels = [entry.label for entries in read for entry in entries]
    again = {label for label in labels if labels.count(label) >= _LEAST_CARDS}
    fields = {_meant(label) for label in again}
    if len(fields) < _LEAST_LABELS or not fields & _ABOUT:
        yield from blocks
        return
    form: list[_Told] = []
    for block, entries in zip(blocks, read, strict=True):
        if any(entry.label in again for entry in entries):
            form += entries
        elif form and isinstance(block, TextBlock) and _goes_on(form[-1], block):
            form[-1].values.append(block)
        else:
            if isinstance(block, Grid) or (form and block.kind not in _KEPT and not _parts_cards(block)):
                yield from _form(form)
                form = []
            yield block
    yield from _form(form)


def _entries(block: TextBlock | Grid) -> list[_Told]:
    """The labels that a block holds, each with its text; none for a block that does not begin with one."""
    if not isinstance(block, TextBlock) or block.kind in _KEPT:
        return []
    found = label_places(block.text, _meant, lambda text: _meant(text, _ALONE))
    if found and not block.text[: found[0][0]].strip():
        ends = [start for start, _ in found[1:]] + [len(block.text)]
        told = [(label, block.text[start:end]) for (start, label), end in zip(found, ends, strict=True)]
        return [_told(block, label, text) for label, text in told]
    plain = block.text.strip().rstrip(":?")
    alone = len(plain) <= _LONGEST_LABEL and "\n" not in plain and _meant(plain, _ALONE)
    return [_Told(block, block.text.strip().rstrip(":"))] if alone else []


def _told(block: TextBlock, label: str, text: str) -> _Told:
    value = text[len(label) + 1 :].strip()
    return _Told(block, label.strip(), [replace(block, text=value)] if value else [])


def _goes_on(told: _Told, block: TextBlock) -> bool:
    """Whether a text stands below a label that has none beside it."""
    beside = bool(told.values) and told.values[0].where == told.block.where
    return not beside and block.kind is BlockKind.PARAGRAPH and not _parts_cards(block)


def _meant(label: str, sure: float = _SURE) -> str:
    found = meanings_of(label)
    return found[0][0] if found and found[0][1] >= sure and found[0][0] in _OF_A_ROW else ""


def _parts_cards(block: TextBlock) -> bool:
    """Whether a text only numbers the next card: "Risk 3"."""
    return re.fullmatch(r"[^\W\d_]{2}\D{0,30}\d{1,3}\D?", block.text.strip()) is not None


def _form(form: Sequence[_Told]) -> Iterator[Grid]:
    """The labels of a form and their texts as a grid of two columns."""
    cells: list[Cell] = []
    for row, told in enumerate(form):
        cells.append(_cell(row, 0, told.block, told.label))
        if told.values:
            cells.append(_cell(row, 1, told.values[0], "\n".join(value.text for value in told.values)))
    if cells:
        yield Grid(tuple(cells), page=form[0].block.page)


def _cell(row: int, column: int, block: TextBlock, text: str) -> Cell:
    return Cell(row, column, text, where=block.where, page=block.page, box=block.box, strong=column == 0)
