"""A workbook as content: each visible sheet a grid of what Excel shows, with notes, page headers and what is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import BlockKind, Cell, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.package import Package, relation_of
from riskbild.intake.reading.xlsx.formulas import column_letters, product
from riskbild.intake.reading.xlsx.sheet import RawCell, RawSheet, read_sheet, rich_text, unescaped
from riskbild.intake.reading.xlsx.shown import shown
from riskbild.intake.reading.xlsx.styles import MAIN, Style, read_styles
from riskbild.rules.finding import Finding, Severity

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DRAWING_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_MERGES: Final = 20_000
_TRUE: Final = frozenset(("1", "true", "on"))


@dataclass(slots=True)
class _Book:
    """What the sheets of one workbook share, and what is gathered while they are read."""

    package: Package
    strings: list[str]
    styles: tuple[Style, ...]
    from_1904: bool
    blocks: list[TextBlock | Grid] = field(default_factory=list)
    unread: list[TextBlock] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_xlsx(data: bytes, name: str) -> Content:
    """The workbook in `data`; `name` is for refusals. Macros and outside links are findings, never followed."""
    package = Package(data, name)
    part = _workbook_part(package)
    root = package.xml(part)
    properties = root.find(f"{MAIN}workbookPr")
    book = _Book(
        package=package,
        strings=_strings(package, part),
        styles=next((read_styles(package.xml(found)) for found in package.related(part, "styles")), ()),
        from_1904=properties is not None and properties.get("date1904") in _TRUE,
    )
    relations = package.relations(part)
    _warn(book)
    for sheet in root.iter(f"{MAIN}sheet"):
        kind, target = relations.get(relation_of(sheet), ("", ""))
        if kind == "worksheet" and target in package:
            _take_sheet(book, target, sheet.get("name") or "", hidden=sheet.get("state") in {"hidden", "veryHidden"})
    return Content(MEDIA_TYPE, tuple(book.blocks), unread=tuple(book.unread), findings=tuple(book.findings))


def _workbook_part(package: Package) -> str:
    found = package.related("", "officeDocument") or [p for p in package.parts if p == "xl/workbook.xml"]
    if not found:
        refuse(limits.BROKEN, package.name)
    return found[0]


def _strings(package: Package, part: str) -> list[str]:
    found = package.related(part, "sharedStrings")
    if not found:
        return []
    if package.parts[found[0]].file_size > limits.TEXT_CHARACTERS * 2:
        refuse(limits.TOO_MANY_CELLS, package.name)
    return [unescaped(rich_text(item)) for item in package.xml(found[0]).iter(f"{MAIN}si")]


def _warn(book: _Book) -> None:
    parts = book.package.parts
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        book.findings.append(noticed(Noticed.MACROS, Severity.INFO, ""))
    if any(part.startswith("xl/externalLinks/") for part in parts):
        book.findings.append(noticed(Noticed.EXTERNAL_LINKS, Severity.INFO, ""))


def _take_sheet(book: _Book, part: str, name: str, *, hidden: bool) -> None:
    sheet = read_sheet(book.package, part, book.styles)
    texts = _shown_texts(book, sheet, name)
    if hidden:
        if texts:
            book.findings.append(noticed(Noticed.HIDDEN_SHEET, Severity.INFO, name, name=name))
        book.unread += [
            TextBlock(text, where=f"{name}!{_reference(place)}") for place, text in sorted(texts.items()) if text
        ]
        return
    if sheet.right_to_left:
        book.findings.append(noticed(Noticed.RIGHT_TO_LEFT, Severity.INFO, name))
    if sheet.beyond:
        edge = column_letters(limits.COLUMNS - 1)
        book.findings.append(noticed(Noticed.BEYOND_COLUMNS, Severity.WARNING, name, column=edge))
        book.unread += [TextBlock(text, where=name) for text in sheet.beyond]
    book.blocks += [TextBlock(_page_text(text), BlockKind.PAGE_HEADER, name) for text in sheet.page_texts]
    book.blocks.append(_grid(book, sheet, texts, name))
    book.blocks += _notes(book.package, part, name)


def _reference(place: tuple[int, int]) -> str:
    return f"{column_letters(place[1])}{place[0] + 1}"


def _grid(book: _Book, sheet: RawSheet, texts: dict[tuple[int, int], str], name: str) -> Grid:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    cells, beneath = [], _beneath(sheet)
    for place, text in texts.items():
        if place in beneath:
            book.unread += [TextBlock(text, where=f"{name}!{_reference(place)}")] if text else []
            continue
        rows, columns = spans.get(place, (1, 1))
        style = sheet.cells[place].style
        cells.append(
            Cell(
                *place,
                text,
                rows=rows,
                columns=columns,
                where=_reference(place),
                strong=style.bold or style.colour is not None,
                colour=style.colour,
            )
        )
    number = 1 + sum(isinstance(block, Grid) for block in book.blocks)
    return Grid(
        tuple(cells),
        sheet=name,
        number=number,
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=frozenset(sheet.hidden_columns),
        widths=sheet.widths,
    )


def _beneath(sheet: RawSheet) -> set[tuple[int, int]]:
    """The cells that lie beneath a merged one, where Excel shows nothing of them."""
    by_column: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        by_column.setdefault(column, []).append(row)
    beneath: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merges[:_MERGES]:
        for column in range(left, min(right, limits.COLUMNS) + 1):
            rows = by_column.get(column, ())
            area = range(top, bottom + 1)
            found = (
                (row for row in rows if row in area)
                if len(area) > len(rows)
                else (r for r in area if (r, column) in sheet.cells)
            )
            beneath.update((row, column) for row in found)
        beneath.discard((top, left))
    return beneath


def _shown_texts(book: _Book, sheet: RawSheet, name: str) -> dict[tuple[int, int], str]:
    """What each cell shows; a cell with nothing but a fill colour is there with the text ""."""
    texts = {place: _shown(book, cell) for place, cell in sheet.cells.items()}
    missing = 0
    for place, cell in sheet.cells.items():
        if not cell.formula or (cell.value and cell.factors is None):
            continue
        worked_out = None if cell.factors is None else product(texts, cell.factors)
        if not cell.value:
            missing += worked_out is None and cell.factors is None
            texts[place] = "" if worked_out is None else str(worked_out)
        elif worked_out is not None and texts[place] != str(worked_out):
            where = f"{name}!{_reference(place)}"
            book.findings.append(
                noticed(Noticed.FORMULA_DIFFERS, Severity.WARNING, where, saved=texts[place], product=str(worked_out))
            )
    if missing:
        book.findings.append(noticed(Noticed.FORMULA_WITHOUT_VALUE, Severity.WARNING, name, count=missing))
    return {place: text for place, text in texts.items() if text or sheet.cells[place].style.colour}


def _shown(book: _Book, cell: RawCell) -> str:
    match cell.kind:
        case "s":
            number = int(cell.value[:10]) if cell.value.isascii() and cell.value.isdigit() else -1
            return book.strings[number] if 0 <= number < len(book.strings) else ""
        case "n":
            return shown(cell.value, cell.style.code, from_1904=book.from_1904) if cell.value else ""
        case "b":
            return {"1": "SANT", "0": "FALSKT"}.get(cell.value, "")
        case "d":
            return cell.value.removesuffix("T00:00:00")
    return unescaped(cell.value)


def _notes(package: Package, part: str, name: str) -> Iterator[TextBlock]:
    """Comments on cells and the text of drawn boxes."""
    for found in package.related(part, "comments"):
        for comment in package.xml(found).iter(f"{MAIN}comment"):
            yield TextBlock(unescaped(rich_text(comment)), BlockKind.NOTE, f"{name}!{comment.get('ref') or ''}")
    for found in package.related(part, "drawing"):
        if text := "".join(each.text or "" for each in package.xml(found).iter(_DRAWING_TEXT)):
            yield TextBlock(text, BlockKind.NOTE, name)


def _page_text(text: str) -> str:
    """A page header or footer without the codes that place its parts."""
    parts = text.replace("&&", "\0").split("&")
    kept = [parts[0]] + [part[1:] for part in parts[1:] if part[:1] in "LCR" and len(part) > 1]
    return " ".join(kept).replace("\0", "&").strip()
