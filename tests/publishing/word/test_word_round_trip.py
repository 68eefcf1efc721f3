"""Each of the five documents, drawn as Word and read again by the general reader, is the document that it was."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree
from tests.intake.reading.scoring import score
from tests.publishing.conftest import PublishedCase
from tests.publishing.office import needs_office, saved_anew
from tests.publishing.word.municipal import municipal_template
from tests.publishing.word.templates import packed, parts

from riskbild.documents.exchange import ExchangeDocument, to_data
from riskbild.intake.reading.document import read_bytes
from riskbild.publishing.word import draw
from riskbild.publishing.word.drawing import draw_here

CASES = ("utb", "amn", "sno", "sn", "afn")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = re.compile(rb'<Relationship [^>]*Target="[^"]*(?:docProps|customXml|comments)[^>]*/>')
_SHOWN_NOWHERE = ("docProps/", "customXml/", "word/comments", "word/people")


def stripped(data: bytes) -> bytes:
    """The file with nothing left but what a reader of the document sees."""
    kept = {name: content for name, content in parts(data).items() if not name.startswith(_SHOWN_NOWHERE)}
    for name in [name for name in kept if name.endswith(".rels")]:
        kept[name] = _RELATION.sub(b"", kept[name])
    kept["[Content_Types].xml"] = re.sub(
        rb'<Override [^>]*PartName="/(?:docProps|customXml|word/comments)[^>]*/>', b"", kept["[Content_Types].xml"]
    )
    root = etree.fromstring(kept["word/document.xml"])
    told = [f"{_W}{name}" for name in ("tblCaption", "tblDescription", "bookmarkStart", "bookmarkEnd", "sdtPr")]
    hidden = [vanish.getparent().getparent() for vanish in root.iter(f"{_W}vanish")]
    for element in [*root.iter(*told), *hidden]:
        element.getparent().remove(element)
    kept["word/document.xml"] = etree.tostring(root)
    return packed(kept)


def filled(rows: list[Any]) -> list[Any]:
    """Rows as their cells; a period that has no text and one that is not there are the same."""
    for row in rows:
        for name in ("provenance", "confidence", "secrecy"):
            row.pop(name, None)
        for control in row["controls"]:
            control["status"] = {period: text for period, text in control["status"].items() if text}
    return rows


def shown(document: ExchangeDocument) -> dict[str, Any]:
    """What a document says: title, year, sections, column titles, and every cell of every row, in order."""
    data = to_data(document)
    return {
        "title": document.title,
        "year": document.year,
        "sections": list(document.sections),
        "header": [title for title in document.header if title],
        "rows": filled(data["rows"]),
        "plan": filled(data["plan"]),
    }


def read(data: bytes) -> ExchangeDocument:
    return read_bytes(stripped(data), "dokument.docx")


def check(case: PublishedCase, data: bytes) -> None:
    again, truth = shown(read(data)), shown(case.document)
    assert again == truth
    for part in ("rows", "plan"):
        held, exact, spurious, told = score(again[part], truth[part])
        assert (exact, spurious) == (held, 0), told


@pytest.fixture(scope="module")
def drawn(five: Mapping[str, PublishedCase]) -> Mapping[str, bytes]:
    """Each of the five as Word."""
    return {name: draw(five[name].publication).content for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_read_as_it_was(
    name: str, five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes]
) -> None:
    check(five[name], drawn[name])


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_so_is_the_document_out_of_the_register(name: str, imported_five: Mapping[str, PublishedCase]) -> None:
    case = imported_five[name]
    check(case, draw(case.publication).content)


@pytest.mark.parametrize("name", CASES)
def test_so_are_its_rows_in_a_template_of_the_municipalitys_own(name: str, five: Mapping[str, PublishedCase]) -> None:
    case = five[name]
    again, truth = shown(read(draw_here(case.publication, municipal_template()).content)), shown(case.document)
    assert again["title"] == case.publication.title
    assert {part: again[part] for part in ("header", "rows", "plan")} == {
        part: truth[part] for part in ("header", "rows", "plan")
    }


@pytest.mark.parametrize("name", CASES)
def test_plan_titles_are_as_printed(name: str, five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes]) -> None:
    tables = five[name].publication.tables
    titles = [column.title for column in tables[-1].columns] if len(tables) > 1 else []
    assert list(read(drawn[name]).plan_header) == titles


def test_what_no_reader_of_it_sees_does_not_help(five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes]) -> None:
    content = parts(drawn["amn"])
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>En dold rubrik 1999</w:t></w:r></w:p>"
    body = content["word/document.xml"].decode()
    content["word/document.xml"] = body.replace("<w:body>", f"<w:body>{hidden}", 1).encode()
    content["customXml/item1.xml"] = b"<dolt>En dold rubrik 1999</dolt>"
    core = content["docProps/core.xml"].decode()
    content["docProps/core.xml"] = re.sub("<dc:title>[^<]*", "<dc:title>En dold rubrik 1999", core).encode()
    left = packed(parts(stripped(packed(content))))
    assert all("1999" not in part.decode(errors="replace") for part in parts(left).values())
    check(five["amn"], packed(content))


def test_the_comparison_sees_a_changed_word(five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes]) -> None:
    content = parts(drawn["sn"])
    content["word/document.xml"] = content["word/document.xml"].replace("återsökning".encode(), b"something", 1)
    content["word/document.xml"] = content["word/document.xml"].replace(b"APT", b"ATP", 1)
    with pytest.raises(AssertionError):
        check(five["sn"], packed(content))


@pytest.fixture(scope="module")
def anew(drawn: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Each of the five after LibreOffice has opened it and saved it."""
    return saved_anew(drawn, "docx", tmp_path_factory.mktemp("anew"))


@pytest.mark.office
@needs_office
@pytest.mark.parametrize("name", CASES)
def test_so_is_it_after_libreoffice_has_saved_it(
    name: str, five: Mapping[str, PublishedCase], anew: Mapping[str, bytes]
) -> None:
    check(five[name], anew[name])
