"""Tables whose cells are not drawn, or only in part: finds their columns and rows, over all their pages at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.pdf.bands import Band, bands_of, entries_of
from riskbild.intake.reading.pdf.columns import Columns, columns_of
from riskbild.intake.reading.pdf.furniture import chunks_of
from riskbild.intake.reading.pdf.headings import header_rows, squeezed, title_columns
from riskbild.intake.reading.pdf.labels import cards_of
from riskbild.intake.reading.pdf.lines import rows_of_words, text_of
from riskbild.intake.reading.pdf.notes import note_below
from riskbild.intake.reading.pdf.page import Page, PageTable, Part, Word
from riskbild.intake.reading.pdf.row_costs import Banded
from riskbild.intake.reading.pdf.row_finding import rows_of
from riskbild.intake.reading.pdf.row_parts import row_parts, under_rule
from riskbild.intake.reading.pdf.strips import Cuts, Row, Strip, size_of, strips_of
from riskbild.intake.reading.pdf.title_parts import title_parts

_BESIDE: Final = 0.7
_LEAST_COLUMNS: Final = 2
_SEVERAL: Final = 2
_MOSTLY, _WHOLE, _UNSURE = 0.6, 0.6, 0.6
_FEW_LINES: Final = 3
_SAME_PLACE: Final = 0.7
_FEW_BOLD: Final = 0.3
# So many pages tell where the columns stand, before the last line of each page is found.
_TELLING: Final = 4


@dataclass(slots=True)
class Found:
    """The tables found, and the words of each page that are in none."""

    tables: list[PageTable] = field(default_factory=list)
    left: list[list[Word]] = field(default_factory=list)


def unruled_tables(pages: Sequence[Page], words: Sequence[Sequence[Word]], *, drawn: bool) -> Found:
    """The tables among the words of each page that are in no drawn table and no margin.

    Where the document has neither a table with a header nor `drawn` ones, lines of several columns may be one.
    """
    if not drawn and (cards := cards_of(pages, words)):
        return _found([cards], words)
    groups: list[list[Strip]] = []
    for page, own in zip(pages, words, strict=True):
        goes_on = bool(groups) and groups[-1][-1].page.number == page.number - 1
        for strip in strips_of(page, own, groups[-1][0] if goes_on else None):
            _place(strip, groups)
    if not any(strip.header for group in groups for strip in group) and not drawn:
        groups = _without_header(pages, words)
    return _found(groups, words)


def _found(groups: Sequence[list[Strip]], words: Sequence[Sequence[Word]]) -> Found:
    found = Found()
    taken: set[int] = set()
    for group in groups:
        if (table := _table(group)) is not None:
            found.tables.append(table)
            taken |= {id(word) for strip in group for word in strip.words}
    found.left = [[word for word in own if id(word) not in taken] for own in words]
    return found


def _place(strip: Strip, groups: list[list[Strip]]) -> None:
    """Puts a strip to the table that it goes on, or begins a table with it if it has a header."""
    if strip.header:
        headed = bool(groups) and strip.heading not in {"", groups[-1][0].heading}
        if groups and not headed and _same_header(groups[-1], strip):
            _shorten(strip, groups[-1])
            groups[-1].append(strip)
        else:
            _shorten(strip, [strip])
            groups.append([strip])
    elif groups and groups[-1][-1].page.number == strip.page.number - 1:
        _shorten(strip, groups[-1])
        if strip.rows:
            groups[-1].append(strip)


def _without_header(pages: Sequence[Page], words: Sequence[Sequence[Word]]) -> list[list[Strip]]:
    """One table of all pages: from the first line of several columns to the last; none if there are few."""
    group: list[Strip] = []
    for page, own in zip(pages, words, strict=True):
        rows = rows_of_words(own)
        several = [number for number, row in enumerate(rows) if len(chunks_of(row, _BESIDE)) >= _SEVERAL]
        if len(several) >= _FEW_LINES:
            group.append(Strip(page, rows[several[0] : several[-1] + 1]))
            _with_tail(group[-1], rows[several[-1] + 1 :])
    return [group] if group else []


def _with_tail(strip: Strip, rows: Sequence[Row]) -> None:
    """Adds the lines below that go on at the usual distance."""
    for row in rows:
        if row[0].base - strip.rows[-1][0].base > 1.5 * row[0].size:
            return
        strip.rows.append(row)


def _same_header(group: Sequence[Strip], strip: Strip) -> bool:
    """Whether a header is that of the table on the page before, printed again."""
    last = group[-1].page.number
    if not last < strip.page.number <= last + 1:
        return False
    return _header_text(group[0]) == _header_text(strip) and _stands_alike(group[0], strip)


def _stands_alike(one: Strip, other: Strip) -> bool:
    """Whether the titles of two headers that say the same stand in the same places, as those of one table do."""
    pairs = zip(one.rows[: one.header], other.rows[: other.header], strict=False)
    words = [both for rows in pairs for both in zip(*rows, strict=False)]
    return all(abs(first.x0 - second.x0) < _SAME_PLACE * first.size for first, second in words)


def _header_text(strip: Strip) -> str:
    return squeezed("".join(text_of(row) for row in strip.rows[: strip.header]))


def _shorten(strip: Strip, group: Sequence[Strip]) -> None:
    """Takes from the end of a strip the lines that are no table: those that run over its columns."""
    columns = columns_of(group[:_TELLING])
    body = strip.rows[strip.header :]
    text = [columns.crossed_by(row) for row in body]
    end = len(body)
    while end and text[end - 1]:
        end -= 1
    for number in range(end - 1):
        rest = text[number:end]
        if text[number] and text[number + 1] and sum(rest) > 0.7 * len(rest):
            end = number
            break
    strip.rows = strip.rows[: strip.header] + body[:end]
    if (note := note_below(strip, group)) is not None:
        del strip.rows[note:]


def _table(group: Sequence[Strip]) -> PageTable | None:
    """The table of some strips; None if they do not make one."""
    group = [strip for strip in group if strip.rows]
    if not group or sum(len(strip.rows) - strip.header for strip in group) < 1:
        return None
    columns = columns_of(group)
    edges = list(columns.edges)
    if columns.count < _LEAST_COLUMNS:
        return None
    banded = [_banded(strip, columns) for strip in group]
    rows, ways, sure = rows_of([page for page in banded if page.bands] or banded)
    by_page = iter(rows)
    table = PageTable(
        group[0].page.number,
        edges,
        title_parts(group[0], columns),
        0,
        group[0].top,
        group[-1].bottom,
        group[-1].page.number,
        ruled=False,
        sure=round(min(1.0, sure), 2),
    )
    table.rows = max((part.row + part.rows for part in table.parts), default=0)
    for number, (strip, page) in enumerate(zip(group, banded, strict=True)):
        if number:
            table.breaks.append(table.rows)
            table.open_breaks.append(False)
            table.repeated += title_parts(strip, columns)
        for begin, end in next(by_page) if page.bands else ():
            new = row_parts(table.rows, page.bands[begin:end], strip.page, edges, ways=ways)
            table.parts += under_rule(new, table, page.under[begin], ways)
            table.rows += 1
    fill_down(table)
    return table


def fill_down(table: PageTable) -> None:
    """Lets a process stand for the rows below it that leave it out, as a merged cell would; it is said to be unsure.

    Only in the first column, and where most rows name their process.
    """
    header = header_rows(table)
    rows = table.by_row()[header:]
    own = [row[0] for row in rows if row and row[0].column == 0 and row[0].columns == 1]
    if title_columns(table, header)[:1] != ["process"] or len(own) < _MOSTLY * len(rows):
        return
    above: Part | None = None
    for row in rows:
        if row and row[0].column == 0:
            above = row[0] if row[0].columns == 1 else None
        elif above is not None and len(row) >= _WHOLE * table.columns:
            above.rows = row[0].row - above.row + 1
            above.sure = min(above.sure, _UNSURE)
        else:
            above = None


def bold_lines(body: Sequence[Row], columns: Columns) -> list[Row]:
    """The lines with bold text in the first column alone, where most of what stands there is not: group headings.

    Several bold lines at the top are rather the rest of the titles.
    """
    plain = next((number for number, row in enumerate(body) if not _is_bold(row)), len(body))
    body = body[plain if plain > 1 else 0 :]
    first = [[word for word in row if columns.of(word) == 0] for row in body]
    bold = [bool(words) and _is_bold(words) for words in first]
    if sum(bold) > _FEW_BOLD * sum(map(bool, first)):
        return []
    alone = [row for row, words, strong in zip(body, first, bold, strict=True) if strong and len(words) == len(row)]
    return [row for row in alone if not row[0].text[:1].islower()]


def _is_bold(row: Row) -> bool:
    return all(word.strong for word in row)


def _banded(strip: Strip, columns: Columns) -> Banded:
    """The lines of a strip below its header in bands, with the rules that part them."""
    body = strip.rows[strip.header :]
    size = size_of(body or strip.rows)
    spanning = [row for row in body if columns.crossed_by(row)]
    spanning += [row for row in bold_lines(body, columns) if row not in spanning]
    skipped = {id(word) for row in spanning for word in row}
    bands = bands_of(entries_of([word for row in body for word in row if id(word) not in skipped], columns), size)
    for row in spanning:
        bands.append(Band([], list(row), min(word.y0 for word in row), max(word.y1 for word in row)))
    bands.sort(key=lambda band: (band.top + band.bottom) / 2)
    cuts = Cuts.of(strip.page)
    ys = cuts.between(columns.edges[0], columns.edges[-1])
    cut: list[bool] = [False]
    under: list[tuple[bool, ...]] = [()]
    for above, below in pairwise(bands):
        near = [y for y in ys if above.bottom - 0.35 * size < y < below.top + 0.35 * size]
        cut.append(bool(near))
        under.append(cuts.over(near[0], columns.edges) if near else ())
    return Banded(bands, columns.count, cut[: len(bands)], under=under, edges=columns.edges)
