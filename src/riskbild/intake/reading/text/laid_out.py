"""Reads text whose columns are kept apart by blanks, as some programs write the text of a PDF."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading import patterns
from riskbild.intake.reading.grid import BlockKind, Cell, Grid, Line, TextBlock
from riskbild.intake.reading.text.columns import (
    LaidLine,
    cells_of,
    laid_lines,
    nearest_starts,
    starts_of,
    titled_starts,
    with_values_apart,
)
from riskbild.intake.reading.text.pieces import labelled_fields
from riskbild.intake.reading.titles import meanings_of
from riskbild.intake.reading.values import answer_of
from riskbild.intake.reading.words import Words, dictionary
from riskbild.intake.reading.wrap import Mender
from riskbild.rules.heading import read_score_heading

_LEAST: Final = 5
_SHARE: Final = 0.3
_TABS: Final = 0.1
_TITLE_LINES: Final = 9
_LEAST_TITLES: Final = 3
_LOOKED_THROUGH: Final = 25
_MOST_BLANK: Final = 30
_HYPHENS: Final = "-\u00ad"
_SURE: Final = 0.65
_ENDED: Final = re.compile(r"[.!?:)]$")
_FOLIO: Final = re.compile(r"(?:sida|sid\.?)?\s*\d{1,4}\s*(?:(?:av|/)\s*\d{1,4})?|(?:.{0,60}\s)?sida", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """The lines of a page with where its columns begin; `titles` are the columns by the header's own cells."""

    lines: list[LaidLine]
    starts: list[int]


@dataclass(slots=True)
class _Table:
    """The table of the text: its header's lines, then its rows, each a list of lines of cells by column."""

    header: list[dict[int, str]] = field(default_factory=list)
    rows: list[list[tuple[LaidLine, dict[int, str]]]] = field(default_factory=list)
    headings: dict[int, LaidLine] = field(default_factory=dict)


def is_laid_out(text: str) -> bool:
    """Whether blanks, and not tabs, keep columns apart in a good part of the lines."""
    lines = laid_lines(text)
    if text.count("\t") > _TABS * len(lines):
        return False
    wide = sum(len(line.parts) > 1 for line in lines)
    return wide >= _LEAST and wide >= _SHARE * len(lines)


def read_laid_out(text: str) -> list[TextBlock | Grid]:
    """The table, with the text above and below it."""
    lines = laid_lines(text)
    pages = [_Page(own, starts_of(own)) for own in _by_page(lines)]
    header = _header_lines(pages[0])
    first = pages[0].lines.index(header[0]) if header else 0
    known = {_plain(line.text) for line in header}
    _by_titles(pages, header, known)
    columns = max((len(page.starts) for page in pages), default=0)
    blocks: list[TextBlock | Grid] = [_block(line) for line in pages[0].lines[:first]]
    table = _Table([cells_of(line, pages[0].starts) for line in header])
    aside: list[TextBlock] = []
    for page in pages:
        body = page.lines[first + len(header) :] if page is pages[0] else page.lines
        kept = [line for line in body if not _is_aside(line, known, page, aside)]
        _add(table, kept, page.starts)
    return [*blocks, _grid(table, columns), *aside]


def _by_page(lines: Sequence[LaidLine]) -> list[list[LaidLine]]:
    return [[line for line in lines if line.page == number] for number in sorted({line.page for line in lines})]


def _by_titles(pages: Sequence[_Page], header: Sequence[LaidLine], known: set[str]) -> None:
    """Sets where the columns begin by the titles: those of the page itself, else as near those before as can be."""
    if not header or len(titled_starts(header, pages[0].starts)) < _LEAST_TITLES:
        return
    before = titled_starts(header, pages[0].starts)
    for page in pages:
        again = (
            header if page is pages[0] else [line for line in page.lines[:_TITLE_LINES] if _plain(line.text) in known]
        )
        own = titled_starts(again, page.starts) if again else []
        page.starts = own if len(own) == len(before) else nearest_starts(before, page.starts)
        before = page.starts


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def _is_aside(line: LaidLine, known: set[str], page: _Page, aside: list[TextBlock]) -> bool:
    edge = line in (page.lines[0], page.lines[-1])
    again = _plain(line.text) in known and len(_plain(line.text)) > 1
    if again or (edge and _FOLIO.fullmatch(line.text.strip())):
        aside.append(TextBlock(" ".join(line.text.split()), BlockKind.PAGE_FOOTER, f"rad {line.number}", line.page))
        return True
    return False


def _block(line: LaidLine) -> TextBlock:
    text = " ".join(line.text.split())
    kind = BlockKind.HEADING if len(text) < 110 and text[-1] not in ".:;," else BlockKind.PARAGRAPH
    return TextBlock(text, kind, f"rad {line.number}", line.page)


def _header_lines(page: _Page) -> list[LaidLine]:
    """The lines of the titles: from the first that has several known ones down to the first that has a value."""
    for place in range(min(len(page.lines), _LOOKED_THROUGH)):
        cells = cells_of(page.lines[place], page.starts)
        known = sum(_is_title(text) for text in cells.values())
        if len(cells) > 1 and known >= 2 and known >= 0.3 * len(cells):
            break
    else:
        return []
    end = place + 1
    while end < min(len(page.lines), place + _TITLE_LINES) and _goes_on_header(page, place, end):
        end += 1
    return page.lines[place:end]


def _is_title(text: str) -> bool:
    found = meanings_of(text)
    return bool(found) and found[0][1] >= 0.8


def _goes_on_header(page: _Page, first: int, place: int) -> bool:
    """Whether a line still belongs to the titles: nothing in it begins like a cell of the first row."""
    line = page.lines[place]
    cells = cells_of(line, page.starts)
    if line.gap or read_score_heading(line.text.strip()) is not None or any(_is_value(text) for text in cells.values()):
        return False
    above = cells_of(page.lines[first], page.starts)
    begins = sum(text[0].isupper() and column in above for column, text in cells.items())
    return begins <= 0.5 * len(cells) and (0 not in cells or not cells[0][0].isupper())


def _is_value(text: str) -> bool:
    return (
        text.isdigit() or (answer_of(text) is not None and len(text) < 5) or patterns.STEP.fullmatch(text) is not None
    )


def _add(table: _Table, lines: Sequence[LaidLine], starts: list[int]) -> None:
    """Adds the lines of a page; a page with fewer columns than the others has lost some, and is read as it is."""
    cells = [cells_of(line, starts) for line in lines]
    values = _value_columns(cells)
    cells = [with_values_apart(own, frozenset(values)) for own in cells]
    anchors = frozenset([max(values, key=lambda column: values[column])]) if values else frozenset()
    for place, (line, own) in enumerate(zip(lines, cells, strict=True)):
        if read_score_heading(line.text.strip()) is not None:
            table.headings[len(table.rows)] = line
            table.rows.append([])
            continue
        begins = bool(anchors & own.keys() and any(_is_value(own[c]) for c in anchors & own.keys())) or (
            not anchors and _begins_row(cells, lines, place)
        )
        if begins or not table.rows or (len(table.rows) - 1 in table.headings and not table.rows[-1]):
            table.rows.append([])
        table.rows[-1].append((line, own))


def _value_columns(cells: Sequence[dict[int, str]]) -> dict[int, int]:
    """The columns whose cells are single values, one a row, with how many they have."""
    counts: dict[int, list[int]] = {}
    for own in cells:
        for column, text in own.items():
            counts.setdefault(column, [0, 0])
            counts[column][_is_value(text)] += 1
    return {column: yes for column, (no, yes) in counts.items() if yes > 1 and yes >= 4 * no}


def _begins_row(cells: Sequence[dict[int, str]], lines: Sequence[LaidLine], place: int) -> bool:
    """Whether a line begins a row where no column has values: its cells begin like cells, in several columns."""
    own, before = cells[place], cells[place - 1] if place else {}
    first = min(own)
    begins = [text[0].isupper() or text[0].isdigit() for text in own.values()]
    fresh = [column not in before or bool(_ENDED.search(before[column])) for column in own]
    return (
        first <= 1
        and len(own) > 1
        and sum(begins) >= 0.8 * len(begins)
        and (lines[place].gap > 0 or sum(fresh) >= 0.3 * len(fresh) or (0 in own and 0 not in before))
    )


def _grid(table: _Table, columns: int) -> Grid:
    words = Words(dictionary())
    mender = Mender(words)
    mender.learn([[Line(text) for _, own in row for text in own.values()] for row in table.rows])
    cells: list[Cell] = []
    for column in range(columns):
        title = "\n".join(own[column] for own in table.header if column in own)
        if title:
            cells.append(Cell(0, column, _title(title), header=True, strong=True))
    for number, row in enumerate(table.rows, 1):
        if number - 1 in table.headings:
            line = table.headings[number - 1]
            text = " ".join(line.text.split())
            cells.append(
                Cell(number, 0, text, columns=columns, where=f"rad {line.number}", strong=True, page=line.page)
            )
        for column in range(columns):
            cells += _cell(row, column, number, mender)
    return Grid(tuple(cells), sure=_SURE)


def _title(text: str) -> str:
    """A title whose words a narrow column cut, put together if that makes a known one."""
    lines = text.split("\n")
    plain = whole = lines[0]
    for line in lines[1:]:
        cut = plain[-1] in "-\u00ad" and line[0].islower()
        plain = plain[:-1] + line if cut else f"{plain} {line}"
        whole = f"{whole.rstrip(_HYPHENS)}{line}" if line[0].islower() else f"{whole} {line}"
    known = [spelling for spelling in (plain, whole) if (found := meanings_of(spelling)) and found[0][1] >= 0.93]
    return known[0] if known else plain


def _cell(row: list[tuple[LaidLine, dict[int, str]]], column: int, number: int, mender: Mender) -> list[Cell]:
    own = [(line, cells[column]) for line, cells in row if column in cells]
    if not own:
        return []
    text, sure = "", 1.0
    for place, group in enumerate(_paragraphs(own)):
        mended = mender.mend([Line(part) for _, part in group])
        blank = group[0][0].number - own[own.index(group[0]) - 1][0].number - 1 if place else 0
        text += ("\n" * (1 + max(0, min(blank, _MOST_BLANK))) if place else "") + mended.text
        sure = min(sure, mended.sure)
    first, last = own[0][0].number, own[-1][0].number
    where = f"rad {first}{'' if first == last else f'–{last}'}, kolumn {column + 1}"
    return [Cell(number, column, text, where=where, page=own[0][0].page, sure=sure)]


def _paragraphs(own: Sequence[tuple[LaidLine, str]]) -> list[list[tuple[LaidLine, str]]]:
    """The lines of a cell by paragraph: an empty line of the cell parts them, and so does a label."""
    found: list[list[tuple[LaidLine, str]]] = []
    for place, (line, text) in enumerate(own):
        before = own[place - 1] if place else None
        apart = before is not None and line.page == before[0].page and line.number > before[0].number + 1
        label = bool(labelled_fields(text)) or (before is not None and bool(labelled_fields(before[1])))
        if before is None or apart or label:
            found.append([])
        found[-1].append((line, text))
    return found
