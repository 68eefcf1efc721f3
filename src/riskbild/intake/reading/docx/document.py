"""A Word document as content: its paragraphs and tables in order, headers and footers, notes, and what is not shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.docx.numbering import numbering_of
from riskbild.intake.reading.docx.paragraph import W, read_paragraph
from riskbild.intake.reading.docx.table import Gathered, children, read_table
from riskbild.intake.reading.grid import BlockKind, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.package import Element, Package
from riskbild.rules.finding import Finding, Severity

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HEADING: Final = re.compile(r"(?:heading|rubrik)\s*\d", re.IGNORECASE)
_TITLE: Final = re.compile(r"title|titel|rubrik", re.IGNORECASE)
_BESIDE: Final = {
    "header": BlockKind.PAGE_HEADER,
    "footer": BlockKind.PAGE_FOOTER,
    "footnotes": BlockKind.NOTE,
    "endnotes": BlockKind.NOTE,
    "comments": BlockKind.NOTE,
}


@dataclass(slots=True)
class _Reading:
    """What is gathered while one document is read."""

    kinds: dict[str, BlockKind]
    blocks: list[TextBlock | Grid] = field(default_factory=list)
    gathered: Gathered = field(default_factory=Gathered)
    tables: int = 0


def read_docx(data: bytes, name: str) -> Content:
    """The document in `data`; `name` is for refusals. Tracked changes are read as accepted, and told of."""
    package = Package(data, name)
    part = next(
        iter(package.related("", "officeDocument") or [p for p in package.parts if p == "word/document.xml"]), ""
    )
    body = package.xml(part).find(f"{W}body") if part else None
    if body is None:
        refuse(limits.BROKEN, name)
    styled = body.find(f".//{W}pStyle") is not None
    reading = _Reading(_paragraph_kinds(package, part) if styled else {})
    reading.gathered.numbering = numbering_of(package, part)
    _read_blocks(body, reading)
    beside = list(_beside(package, part))
    unread = tuple(TextBlock(text) for text in reading.gathered.unread if text.strip())
    findings = tuple(_findings(package, part, reading.gathered))
    return Content(MEDIA_TYPE, (*reading.blocks, *beside), unread=unread, findings=findings)


def _paragraph_kinds(package: Package, part: str) -> dict[str, BlockKind]:
    """Which paragraph styles are titles and headings."""
    kinds = {}
    for found in package.related(part, "styles"):
        for style in package.xml(found).iterchildren(f"{W}style"):
            named = style.find(f"{W}name")
            if named is not None and (kind := _kind_named(named.get(f"{W}val") or "")) is not None:
                kinds[style.get(f"{W}styleId") or ""] = kind
    return kinds


def _kind_named(name: str) -> BlockKind | None:
    if _HEADING.match(name):
        return BlockKind.HEADING
    return BlockKind.TITLE if _TITLE.fullmatch(name) else None


def _read_blocks(body: Element, reading: _Reading) -> None:
    for block in children(body, "p", "tbl"):
        if block.tag == f"{W}tbl":
            _read_table(block, reading)
        else:
            _read_text(block, reading)


def _read_table(table: Element, reading: _Reading) -> None:
    reading.tables += 1
    grid = read_table(table, reading.tables, reading.gathered)
    if any(cell.text for cell in grid.cells):
        reading.blocks.append(grid)
    inner, reading.gathered.inner = reading.gathered.inner, []
    for each in inner:
        _read_table(each, reading)
    _read_boxes(reading)


def _read_text(paragraph: Element, reading: _Reading) -> None:
    told = read_paragraph(paragraph)
    gathered = reading.gathered
    gathered.numbering.label(paragraph)  # counted; a heading's number is no part of what it says
    gathered.unread += told.unread
    gathered.boxes += told.boxes
    gathered.changed = gathered.changed or told.changed
    gathered.right_to_left = gathered.right_to_left or told.right_to_left
    if text := told.text.strip():
        number = 1 + sum(isinstance(block, TextBlock) for block in reading.blocks)
        kind = _kind_of(paragraph, reading.kinds)
        reading.blocks.append(TextBlock(text, kind, f"stycke {number}"))
    _read_boxes(reading)


def _read_boxes(reading: _Reading) -> None:
    boxes, reading.gathered.boxes = reading.gathered.boxes, []
    for box in boxes:
        _read_blocks(box, reading)


def _kind_of(paragraph: Element, kinds: dict[str, BlockKind]) -> BlockKind:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return BlockKind.PARAGRAPH
    name = style.get(f"{W}val") or ""
    return kinds.get(name) or _kind_named(name) or BlockKind.PARAGRAPH


def _beside(package: Package, part: str) -> Iterator[TextBlock]:
    """The text of page headers and footers, footnotes and comments; the same text once."""
    seen = set()
    for kind, target in package.relations(part).values():
        if kind not in _BESIDE or target not in package:
            continue
        for paragraph in package.xml(target).iter(f"{W}p"):
            text = read_paragraph(paragraph).text.strip()
            if text and (kind, text) not in seen:
                seen.add((kind, text))
                yield TextBlock(text, _BESIDE[kind])


def _findings(package: Package, part: str, gathered: Gathered) -> Iterator[Finding]:
    if any(part.lower().endswith("vbaproject.bin") for part in package.parts):
        yield noticed(Noticed.MACROS, Severity.INFO, "")
    if package.fetches(part) or any(package.fetches(found) for found in package.related(part, "settings")):
        yield noticed(Noticed.EXTERNAL_LINKS, Severity.INFO, "")
    if gathered.changed:
        yield noticed(Noticed.TRACKED_CHANGES, Severity.WARNING, "")
    if gathered.nested:
        yield noticed(Noticed.NESTED_TABLE, Severity.WARNING, "")
    if gathered.right_to_left:
        yield noticed(Noticed.RIGHT_TO_LEFT, Severity.INFO, "")
