"""Counts letters: those that a file holds, and those that a reading accounts for."""

import io
import re
import zipfile
from collections import Counter

from lxml import etree

from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.grid import Content, Grid

_TEXTS = re.compile(r"\}(?:t|delText)$")


def in_office_file(data: bytes) -> Counter[str]:
    """The letters of the text elements of a Word file, counted straight from its XML."""
    letters: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if re.fullmatch(r"word/(?:document|header\d*|footer\d*|footnotes|comments)\.xml", name):
                for element in etree.fromstring(package.read(name)).iter():
                    if isinstance(element.tag, str) and _TEXTS.search(element.tag):
                        letters.update(filter(str.isalnum, element.text or ""))
    return letters


def in_file(data: bytes, name: str) -> Counter[str]:
    """The letters of everything that a reader sees in a file."""
    return in_content(content_of(data, name))


def in_content(content: Content) -> Counter[str]:
    """The letters of everything that a reader saw."""
    letters: Counter[str] = Counter()
    for block in (*content.blocks, *content.unread):
        texts = [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
        for text in texts:
            letters.update(filter(str.isalnum, text))
    return letters


def in_document(document: ExchangeDocument) -> Counter[str]:
    """The letters that a reading accounts for: printed cells, titles, texts, headings and what is left out.

    A cell that several rows inherit counts once, by the place where it stood.
    """
    places: dict[tuple[object, ...], str] = {}
    for row in (*document.rows, *document.plan):
        assert row.provenance is not None
        for origin in row.provenance.cells.values():
            place = (row.provenance.sheet, row.provenance.page, row.provenance.table)
            key = (*place, origin.cell, origin.box, origin.text)
            places[key] = origin.text or ""
    texts = [*places.values(), *document.header, *document.plan_header, *document.sections]
    texts += [part.text for part in document.texts] + [part.text for part in document.left_out]
    texts += [part.section or "" for part in document.texts]
    letters: Counter[str] = Counter()
    for text in texts:
        letters.update(filter(str.isalnum, text or ""))
    return letters
