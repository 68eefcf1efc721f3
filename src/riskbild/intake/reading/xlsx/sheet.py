"""Streams one sheet: its filled cells, merged ranges, hidden rows and columns; blank styled rows are never parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from riskbild.intake.reading import limits
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.package import Element, Package, refuse_entities, unstrict
from riskbild.intake.reading.xlsx.formulas import column_number, factors, moved
from riskbild.intake.reading.xlsx.styles import MAIN, PLAIN, Style

_REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FILTERED_FROM: Final = 4 * limits.MEGABYTE
_LAST_ROW: Final = 1_048_576
_WIDEST: Final = 255
_TRUE: Final = frozenset(("1", "true", "on"))
_ROW, _COLUMN, _MERGE = f"{MAIN}row", f"{MAIN}col", f"{MAIN}mergeCell"
_PAGE_TEXT, _VIEW = f"{MAIN}headerFooter", f"{MAIN}sheetView"

type Factors = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class RawCell:
    """A cell as the file has it: its value's text, its style, and the product its formula is, if it is one."""

    kind: str
    value: str
    style: Style
    formula: bool = False
    factors: Factors | None = None


@dataclass(slots=True)
class RawSheet:
    """A sheet as the file has it. Rows and columns count from 0; `merges` are first row, column, last row, column."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    page_texts: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    right_to_left: bool = False
    shared: dict[str, tuple[int, int, Factors]] = field(default_factory=dict)


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of "B7"; None if it is none."""
    found = _REFERENCE.fullmatch(reference)
    return None if found is None or found[2] == "0" else (int(found[2]) - 1, column_number(found[1]))


def whole(text: str | None, otherwise: int) -> int:
    """A count in the file, at least 1 and within what Excel knows; what is none of the kind is `otherwise`."""
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text[:8]) <= _LAST_ROW else otherwise


def unescaped(text: str) -> str:
    """Text with Excel's ``_x000D_`` put back; what may not stand in a text is taken away later."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_sheet(package: Package, part: str, styles: tuple[Style, ...]) -> RawSheet:
    """One sheet; Refused if it is damaged, declares entities or has more cells than may be read."""
    parser = etree.XMLPullParser(
        events=("end",),
        tag=(_ROW, _COLUMN, _MERGE, _PAGE_TEXT, _VIEW),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
    )
    sheet, last_row = RawSheet(), -1
    try:
        for chunk in _xml_chunks(package, part):
            parser.feed(chunk)
            for _, element in parser.read_events():
                last_row = _take(sheet, cast("Element", element), last_row, styles)
            if len(sheet.cells) > limits.CELLS:
                refuse(limits.TOO_MANY_CELLS, package.name)
        parser.close()
    except etree.XMLSyntaxError:
        refuse(limits.BROKEN, package.name)
    return sheet


def _xml_chunks(package: Package, part: str) -> Iterator[bytes]:
    """The sheet's XML; of a large one, only rows that hold a value, so that a million blank ones cost nothing."""
    chunks = package.chunks(part)
    if package.parts[part].file_size < _FILTERED_FROM:
        data = b"".join(chunks)
        refuse_entities(data, package.name)
        yield unstrict(data)
        return
    left, first = b"", True
    for chunk in chunks:
        if first:
            refuse_entities(chunk, package.name)
        *pieces, left = (left + unstrict(chunk)).split(b"</row>")
        if first and pieces:
            first = False
            head = pieces[0].find(b">", max(pieces[0].find(b"<sheetData"), 0)) + 1
            yield pieces[0][:head]
            pieces[0] = pieces[0][head:]
        yield from (piece + b"</row>" for piece in pieces if b"<v" in piece or b"<is" in piece)
    yield left


def _take(sheet: RawSheet, element: Element, last_row: int, styles: tuple[Style, ...]) -> int:
    if element.tag == _ROW:
        last_row = _take_row(sheet, element, last_row, styles)
        parent = element.getparent()
        element.clear()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]
    elif element.tag == _COLUMN:
        _take_column(sheet, element)
    elif element.tag == _MERGE:
        ends = [place_of(end) for end in (element.get("ref") or "").split(":")]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None:
            sheet.merges.append((*ends[0], *ends[1]))
    elif element.tag == _PAGE_TEXT:
        sheet.page_texts += [each.text for each in element if each.text]
    else:
        sheet.right_to_left = element.get("rightToLeft") in _TRUE
    return last_row


def _take_column(sheet: RawSheet, element: Element) -> None:
    first, last = whole(element.get("min"), 1) - 1, whole(element.get("max"), 1) - 1
    columns = range(first, min(last, limits.COLUMNS - 1) + 1)
    if element.get("hidden") in _TRUE:
        sheet.hidden_columns.update(columns)
    width = (element.get("width") or "").partition(".")[0]
    sheet.widths.update(dict.fromkeys(columns, float(min(whole(width, 0), _WIDEST))))


def _take_row(sheet: RawSheet, element: Element, last_row: int, styles: tuple[Style, ...]) -> int:
    row = whole(element.get("r"), last_row + 2) - 1
    if element.get("hidden") in _TRUE:
        sheet.hidden_rows.add(row)
    column = -1
    for cell in element:
        reference = cell.get("r")
        place = place_of(reference) if reference else None
        column = place[1] if place else column + 1
        _take_cell(sheet, cell, (row, column), styles)
    return row


def _take_cell(sheet: RawSheet, cell: Element, place: tuple[int, int], styles: tuple[Style, ...]) -> None:
    kind, value, formula = cell.get("t") or "n", None, None
    for part in cell:
        if part.tag == f"{MAIN}v":
            value = part.text
        elif part.tag == f"{MAIN}f":
            formula = part
        elif part.tag == f"{MAIN}is":
            value = rich_text(part)
    number = cell.get("s") or "0"
    place_in_styles = whole(number, 0)
    style = styles[place_in_styles] if place_in_styles < len(styles) else PLAIN
    if value is None and formula is None and style.colour is None:
        return
    if place[1] >= limits.COLUMNS:
        sheet.beyond += [value] if value else []
        return
    sheet.cells[place] = RawCell(
        kind, value or "", style, formula is not None, None if formula is None else _factors(sheet, formula, place)
    )


def _factors(sheet: RawSheet, formula: Element, place: tuple[int, int]) -> Factors | None:
    found, group = factors(formula.text or ""), formula.get("si")
    if formula.get("t") != "shared" or group is None:
        return found
    if found is not None:
        sheet.shared[group] = (*place, found)
        return found
    if group not in sheet.shared:
        return None
    row, column, first = sheet.shared[group]
    return moved(first, place[0] - row, place[1] - column)


def rich_text(element: Element) -> str:
    """The text of a shared or inline string, without its reading aids."""
    return "".join(
        part.text or ""
        for part in element.iter(f"{MAIN}t")
        if (parent := part.getparent()) is None or parent.tag != f"{MAIN}rPh"
    )
