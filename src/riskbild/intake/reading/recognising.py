"""Which tables of a file are about risks or controls, and which of its texts stand around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.card_grids import with_whole_cards
from riskbild.intake.reading.cards import read_cards
from riskbild.intake.reading.carrying import carry_down
from riskbild.intake.reading.grid import BlockKind, Content, Grid, TextBlock
from riskbild.intake.reading.meaning import meanings_of_columns
from riskbild.intake.reading.records import Recorded, records_of
from riskbild.intake.reading.tables import Table, find_tables
from riskbild.intake.reading.view import View

_LONGEST_HEADING = 150
_CASE: Final = re.compile(r"\bdnr(?![a-zåäö])|\bdiarien(?:r|ummer)\b")
_FEW_CELLS, _UNSURE = 3, 0.6
_FEWEST_GROUPS, _MOST_HEADED = 2, 0.75


@dataclass(slots=True)
class Section:
    """A table with its rows, and the texts that stand above it since the table before."""

    table: Table
    recorded: Recorded
    texts: list[TextBlock]

    @property
    def titles(self) -> tuple[str, ...]:
        """The column titles as they are compared; () for a table without a header of its own."""
        return () if self.table.header is None else self.table.header.titles

    @property
    def above(self) -> str:
        """The headings above the table, and the name of its sheet."""
        named = [self.table.view.grid.sheet or ""]
        return " ".join(named + [text.text for text in self.texts if len(text.text) <= _LONGEST_HEADING])


@dataclass(slots=True)
class Recognised:
    """The tables of a file, and every text that is in none of them, in order.

    `before` are the texts before the first table: of its sheet first, then of what comes before the sheet.
    """

    sections: list[Section] = field(default_factory=list)
    around: list[TextBlock] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    before: list[TextBlock] = field(default_factory=list)


def recognise(content: Content, saved: Mapping[str, str]) -> Recognised:
    """The tables of a file's content. `saved` are field names by plain column title, from a profile."""
    found = Recognised()
    waiting: list[TextBlock] = []
    for block in with_whole_cards(content).blocks:
        if isinstance(block, TextBlock):
            found.around.append(block)
            waiting.append(block)
        else:
            waiting = _take_grid(block, saved, found, waiting)
    if not found.sections:
        found.before = waiting
    _mean_the_same(found.sections, saved)
    _hand_down_headings(found)
    _set_headings(found)
    _head_cards(found)
    for section in found.sections:
        if section.table.body and section.table.columns and not section.recorded.records:
            section.recorded = records_of(section.table)
            carry_down(section.recorded)
            _head_nothing_with_cases(section.recorded)
            _head_first_group(section, found)
            _doubt_lone_ends(section.recorded)
    _doubt_run_together(found.sections)
    return found


def _mean_the_same(sections: list[Section], saved: Mapping[str, str]) -> None:
    """Tables with the same titles have the same columns, and all their cells together tell what those are."""
    groups: dict[tuple[str, ...], list[Section]] = {}
    for section in sections:
        if titles := section.titles:
            groups.setdefault(titles, []).append(section)
    for group in groups.values():
        lengths = {len(section.table.columns) for section in group}
        if len(group) < 2 or len(lengths) > 1:
            continue
        columns = [
            replace(alike[0], cells=tuple(text for column in alike for text in column.cells))
            for alike in zip(*(section.table.columns for section in group), strict=True)
        ]
        meanings = tuple(meanings_of_columns(columns, saved, titled=True))
        for section in group:
            section.table = replace(section.table, meanings=meanings)


def _take_grid(grid: Grid, saved: Mapping[str, str], found: Recognised, waiting: list[TextBlock]) -> list[TextBlock]:
    view = View(grid)
    found.views.append(view)
    above = found.sections[-1].table if found.sections else None
    cards = read_cards(view, saved, certain=True)
    tables = [] if cards is not None else find_tables(view, saved, above)
    if not tables and (cards := cards or read_cards(view, saved, certain=False)) is not None:
        table, recorded = cards
        found.before = found.before or list(waiting)
        found.sections.append(Section(table, recorded, waiting))
        return []
    used = {row for table in tables for row in _rows_of(table)}
    for table in sorted(tables, key=lambda table: (table.body[0], table.columns[0].first)):
        texts = _texts(view, tuple(row for row in view.numbers if row not in used and row < table.body[0]))
        new = [text for text in texts if text not in found.around]
        found.around += new
        if not found.sections:
            found.before = [*new, *waiting]
        found.sections.append(Section(table, Recorded(), [*waiting, *new]))
        waiting = []
    found.around += _beside_headers(tables)
    left = [text for text in _texts(view, tuple(r for r in view.numbers if r not in used)) if text not in found.around]
    found.around += left
    return [*waiting, *left]


def _beside_headers(tables: list[Table]) -> list[TextBlock]:
    """What stands in the header's rows of a grid's tables, and is the title of no column of theirs."""
    columns = {column for table in tables for column in table.place}
    found: dict[int, TextBlock] = {}
    for table in tables:
        rows = () if table.header is None else range(table.header.first, table.header.last + 1)
        cells = (cell for row in rows for cell in table.view.rows.get(row, ()))
        for cell in cells:
            if not columns & set(range(cell.column, cell.column + cell.columns)):
                where = f"{table.view.grid.sheet}!{cell.where}" if table.view.grid.sheet else cell.where
                found[id(cell)] = TextBlock(cell.text, BlockKind.PARAGRAPH, where, cell.page)
    return list(found.values())


def _rows_of(table: Table) -> set[int]:
    header = () if table.header is None else range(table.header.first, table.header.last + 1)
    return {*header, *table.body}


def _texts(view: View, rows: tuple[int, ...]) -> list[TextBlock]:
    """Rows of a grid that are no table, as texts; what stands beside each other stays on one line."""
    texts = []
    for row in rows:
        cells = view.rows[row]
        where = f"{view.grid.sheet}!{cells[0].where}" if view.grid.sheet else cells[0].where
        strong = len(cells) == 1 and cells[0].strong and len(cells[0].text) <= _LONGEST_HEADING
        kind = BlockKind.HEADING if strong else BlockKind.PARAGRAPH
        texts.append(TextBlock("\t".join(cell.text for cell in cells), kind, where, cells[0].page))
    return texts


def _hand_down_headings(found: Recognised) -> None:
    """A lone short text at the foot of a table, right above a table with the same columns, is a heading of that one."""
    for above, below in pairwise(found.sections):
        body, view = above.table.body, above.table.view
        if below.texts or len(body) < 2 or not above.titles:
            continue
        if above.titles != below.titles:
            _hand_down_texts(above, below, found)
            continue
        cells = view.rows[body[-1]]
        if len(cells) > 1 or len(view.rows[body[-2]]) == 1 or not _may_head(cells[0].text):
            continue
        above.table = replace(above.table, body=body[:-1])
        below.texts = [TextBlock(cells[0].text, BlockKind.HEADING, cells[0].where, cells[0].page)]
        found.around += below.texts


def _hand_down_texts(above: Section, below: Section, found: Recognised) -> None:
    """Single texts below an empty row, between the rows of a table and the header of another one, are that one's."""
    body, view = above.table.body, above.table.view
    if view is not below.table.view or below.table.header is None or below.table.header.first < body[-1]:
        return
    first = len(body)
    while first > 1 and len(view.rows[body[first - 1]]) == 1:
        first -= 1
    # Only what an empty row parts from the rows above; a group may have a heading right below another's last row.
    parted = [number for number in range(first, len(body)) if body[number] - body[number - 1] > 1]
    if first > 1 and parted and _may_head(view.rows[body[-1]][0].text):
        above.table = replace(above.table, body=body[: parted[-1]])
        below.texts = _texts(view, body[parted[-1] :])
        found.around += below.texts


def _head_first_group(section: Section, found: Recognised) -> None:
    """Where a table's rows are grouped by headings within it, the heading just above it is that of its first rows."""
    recorded = section.recorded
    first = [record for record in recorded.records if record.heading is None]
    if len(first) in {0, len(recorded.records)} or any(cell.row < first[-1].row for cell in recorded.headings):
        return
    if section.texts and section.texts[-1].kind is BlockKind.HEADING:
        heading = _own_heading(section, found)
        for record in first:
            record.heading = heading


def _head_nothing_with_cases(recorded: Recorded) -> None:
    """A line with the number of a case is what the page says at its top, and groups no rows."""
    for record in recorded.records:
        if record.heading is not None and _CASE.search(record.heading):
            record.heading = None


def _doubt_lone_ends(recorded: Recorded) -> None:
    """A single text below the rows of a table may be a risk that nobody has assessed yet, or a note on the table."""
    filled = [len(record.pieces) + len(record.extras) + len(record.controls) for record in recorded.records]
    if not filled or sorted(filled)[len(filled) // 2] < _FEW_CELLS:
        return
    for record, count in zip(reversed(recorded.records), reversed(filled), strict=True):
        if count > 1:
            return
        record.sure = _UNSURE


def _doubt_run_together(sections: list[Section]) -> None:
    """A table whose titles another one has in more columns has two of its own run together."""
    most: dict[str, int] = {}
    for section in sections:
        titles = "".join(section.titles)
        most[titles] = max(most.get(titles, 0), len(section.titles))
    for section in sections:
        if len(section.titles) < most["".join(section.titles)]:
            for record in section.recorded.records:
                record.sure = min(record.sure, _UNSURE)


def _set_headings(found: Recognised) -> None:
    """A heading above each of several tables with the same columns groups the rows below it."""
    for section in found.sections:
        same = [other for other in found.sections if other.titles and other.titles == section.titles]
        headings = {id(other): _own_heading(other, found) for other in same}
        # What stands above every one of them alike parts nothing.
        parting = len(set(headings.values())) > 1
        if parting and headings[id(same[0])] is None:
            headings[id(same[0])] = _like_the_others(same[0], [headings[id(other)] for other in same[1:]])
        if parting and all(headings[id(other)] is not None for other in same[1:]):
            section.table = replace(section.table, heading=headings[id(section)])


def _head_cards(found: Recognised) -> None:
    """Headings that stand above some of the cards group them; where nearly each has one, it is the card's own."""
    cards = [section for section in found.sections if section.table.header is None and section.recorded.records]
    above = [_last_heading(section, found) for section in cards]
    headings = [heading for heading in above if heading is not None]
    if len(set(headings)) < _FEWEST_GROUPS or len(headings) > _MOST_HEADED * len(cards):
        return
    current = None
    for section, heading in zip(cards, above, strict=True):
        current = heading or current
        for record in section.recorded.records:
            record.heading = current


def _last_heading(section: Section, found: Recognised) -> str | None:
    texts = section.texts[1:] if section is found.sections[0] else section.texts
    headings = [text.text for text in texts if text.kind is BlockKind.HEADING and _may_head(text.text)]
    return headings[-1] if headings else None


def _like_the_others(first: Section, headings: list[str | None]) -> str | None:
    """The text above the first of several tables, if it begins as the headings of all the others do."""
    text = first.texts[-1].text if first.texts else ""
    begins = {heading.split()[0] if heading else "" for heading in (text, *headings)}
    return text if len(begins) == 1 and text and _may_head(text) else None


def _own_heading(section: Section, found: Recognised) -> str | None:
    """The short text just above a table, unless it is the document's title."""
    texts = [text for text in section.texts if text.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}]
    titled = any(text.kind is BlockKind.TITLE for text in section.texts)
    if section is found.sections[0] and not titled:
        texts = texts[1:]
    return texts[-1].text if texts and _may_head(texts[-1].text) else None


def _may_head(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not text.endswith(".") and _CASE.search(text) is None
