"""An open workbook as content: each visible sheet a grid of what is shown, its notes, and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

from lxml import etree

from riskbild.intake.reading import limits
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import BlockKind, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.ods.names import OFFICE, STYLE, TABLE, all_paragraphs
from riskbild.intake.reading.ods.sheet import Sheet, sheet_of
from riskbild.intake.reading.ods.styles import Looks
from riskbild.intake.reading.package import Element, Package, refuse_entities
from riskbild.intake.reading.xlsx.formulas import column_letters
from riskbild.rules.finding import Finding, Severity

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
_SHEET, _ROW, _COLUMN = f"{TABLE}table", f"{TABLE}table-row", f"{TABLE}table-column"
_STYLES, _SHAPES = f"{OFFICE}automatic-styles", f"{TABLE}shapes"
_OUTSIDE: Final = (f"{TABLE}table-source", f"{TABLE}dde-link", f"{TABLE}cell-range-source")


@dataclass(slots=True)
class _Book:
    """What is gathered while one workbook is read."""

    package: Package
    looks: Looks = field(default_factory=Looks)
    sheets: list[Sheet] = field(default_factory=list)
    outside: bool = False
    depth: int = 0
    """How many tables are open: one within a cell or a shape is no sheet."""


def read_ods(data: bytes, name: str) -> Content:
    """The workbook in `data`; `name` is for refusals. Macros and outside links are findings, never followed."""
    package = Package(data, name)
    if "content.xml" not in package:
        refuse(limits.BROKEN, name)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.bytes_of("META-INF/manifest.xml"):
        refuse(limits.PASSWORD, name)
    book = _Book(package)
    page_texts = list(_page_texts(book))
    _read(book)
    blocks: list[TextBlock | Grid] = [TextBlock(text, BlockKind.PAGE_HEADER) for text in page_texts]
    unread: list[TextBlock] = []
    findings = list(_warnings(book))
    for sheet in book.sheets:
        findings += _findings(sheet)
        unread += sheet.beneath + [TextBlock(text, where=sheet.name) for text in sheet.beyond]
        grid = sheet.grid(1 + sum(isinstance(block, Grid) for block in blocks))
        if sheet.shown:
            blocks += [grid, *sheet.notes]
        else:
            unread += [TextBlock(cell.text, where=f"{sheet.name}!{cell.where}") for cell in grid.cells if cell.text]
            unread += sheet.notes
    return Content(MEDIA_TYPE, tuple(blocks), unread=tuple(unread), findings=tuple(findings))


def _page_texts(book: _Book) -> Iterator[str]:
    """The texts of page headers and footers; the styles of the whole file are taken in on the way."""
    if "styles.xml" not in book.package:
        return
    root = book.package.xml("styles.xml")
    book.looks.add(root.iter(f"{STYLE}style"))
    seen = set()
    for page in root.iter(f"{STYLE}header", f"{STYLE}footer"):
        for text in all_paragraphs(page):
            if text not in seen and page.get(f"{STYLE}display") != "false" and not _only_fields(text):
                seen.add(text)
                yield text


def _only_fields(text: str) -> bool:
    """Whether a page header says nothing but what LibreOffice puts there by itself."""
    return text in {"???", "Sida 1", "Page 1"} or text.startswith("Sida 1 ")


def _read(book: _Book) -> None:
    """Reads the sheets; Refused if the file is damaged, declares entities or has more cells than may be read."""
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=(_SHEET, _ROW, _COLUMN, _STYLES, _SHAPES, *_OUTSIDE),
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    first = True
    try:
        for chunk in book.package.chunks("content.xml"):
            if first:
                refuse_entities(chunk, book.package.name)
            first = False
            parser.feed(chunk)
            for event, element in parser.read_events():
                _take(book, event, cast("Element", element))
        parser.close()
    except etree.XMLSyntaxError:
        refuse(limits.BROKEN, book.package.name)


def _take(book: _Book, event: str, element: Element) -> None:
    if element.tag == _SHEET:
        book.depth += 1 if event == "start" else -1
        if event == "start" and book.depth == 1:
            book.sheets.append(sheet_of(element, book.looks))
    elif event == "start":
        book.outside = book.outside or element.tag in _OUTSIDE
    elif element.tag == _STYLES:
        book.looks.add(element.iter(f"{STYLE}style"))
    elif book.depth == 1:
        _take_part(book.sheets[-1], element, book.looks)
        if sum(len(sheet.cells) for sheet in book.sheets) > limits.CELLS:
            refuse(limits.TOO_MANY_CELLS, book.package.name)


def _take_part(sheet: Sheet, element: Element, looks: Looks) -> None:
    if element.tag == _ROW:
        sheet.take_row(element, looks)
        element.clear()
    elif element.tag == _COLUMN:
        sheet.take_column(element, looks)
    elif element.tag == _SHAPES:
        sheet.notes += [TextBlock(text, BlockKind.NOTE, sheet.name) for text in all_paragraphs(element)]


def _warnings(book: _Book) -> Iterator[Finding]:
    if any(part.startswith(("Basic/", "Scripts/")) and not part.endswith("/") for part in book.package.parts):
        yield noticed(Noticed.MACROS, Severity.INFO, "")
    if book.outside:
        yield noticed(Noticed.EXTERNAL_LINKS, Severity.INFO, "")


def _findings(sheet: Sheet) -> Iterator[Finding]:
    if not sheet.shown:
        if sheet.cells:
            yield noticed(Noticed.HIDDEN_SHEET, Severity.INFO, sheet.name, name=sheet.name)
        return
    if sheet.right_to_left:
        yield noticed(Noticed.RIGHT_TO_LEFT, Severity.INFO, sheet.name)
    if sheet.beyond:
        edge = column_letters(limits.COLUMNS - 1)
        yield noticed(Noticed.BEYOND_COLUMNS, Severity.WARNING, sheet.name, column=edge)
    for where, saved, right in sheet.worked_out():
        place = f"{sheet.name}!{where}"
        yield noticed(Noticed.FORMULA_DIFFERS, Severity.WARNING, place, saved=saved, product=right)
    if sheet.without_value:
        yield noticed(Noticed.FORMULA_WITHOUT_VALUE, Severity.WARNING, sheet.name, count=sheet.without_value)
