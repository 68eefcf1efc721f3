"""Each of the five documents, drawn as Word and read again by the general reader, is the document that it was."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.publishing.conftest import PublishedCase
from tests.publishing.office import saved_anew
from tests.publishing.round_trip import check, shown
from tests.publishing.word.municipal import municipal_template
from tests.publishing.word.templates import packed, parts

from riskbild.documents.exchange import ExchangeDocument
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


def read(data: bytes) -> ExchangeDocument:
    return read_bytes(stripped(data), "dokument.docx")


@pytest.fixture(scope="module")
def drawn(five: Mapping[str, PublishedCase]) -> Mapping[str, bytes]:
    """Each of the five as Word."""
    return {name: draw(five[name].publication).content for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_the_document_is_read_as_it_was(
    name: str, five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes], tmp_path: Path
) -> None:
    check(five[name], read(drawn[name]), tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_word_opens_the_document_without_a_word_about_repairing(
    name: str, drawn: Mapping[str, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "dokument.docx"
    file.write_bytes(drawn[name])
    assert [error.description for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize("name", CASES)
def test_so_are_its_rows_in_a_template_of_the_municipalitys_own(name: str, five: Mapping[str, PublishedCase]) -> None:
    case = five[name]
    again, truth = shown(read(draw_here(case.publication, municipal_template()).content)), shown(case.document)
    assert again["title"] == case.publication.title
    assert {part: again[part] for part in ("header", "rows", "plan")} == {
        part: truth[part] for part in ("header", "rows", "plan")
    }


def test_what_no_reader_of_it_sees_does_not_help(
    five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes], tmp_path: Path
) -> None:
    content = parts(drawn["amn"])
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>En dold rubrik 1999</w:t></w:r></w:p>"
    body = content["word/document.xml"].decode()
    content["word/document.xml"] = body.replace("<w:body>", f"<w:body>{hidden}", 1).encode()
    content["customXml/item1.xml"] = b"<dolt>En dold rubrik 1999</dolt>"
    core = content["docProps/core.xml"].decode()
    content["docProps/core.xml"] = re.sub("<dc:title>[^<]*", "<dc:title>En dold rubrik 1999", core).encode()
    left = packed(parts(stripped(packed(content))))
    assert all("1999" not in part.decode(errors="replace") for part in parts(left).values())
    check(five["amn"], read(packed(content)), tmp_path)


def test_the_comparison_sees_a_changed_word(
    five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes], tmp_path: Path
) -> None:
    content = parts(drawn["sn"])
    content["word/document.xml"] = content["word/document.xml"].replace("återsökning".encode(), b"something", 1)
    content["word/document.xml"] = content["word/document.xml"].replace(b"APT", b"ATP", 1)
    with pytest.raises(AssertionError):
        check(five["sn"], read(packed(content)), tmp_path)


@pytest.fixture(scope="module")
def anew(drawn: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Each of the five after LibreOffice has opened it and saved it."""
    return saved_anew(drawn, "docx", tmp_path_factory.mktemp("anew"))


@pytest.mark.office
@pytest.mark.parametrize("name", CASES)
def test_so_is_it_after_libreoffice_has_saved_it(
    name: str, five: Mapping[str, PublishedCase], anew: Mapping[str, bytes], tmp_path: Path
) -> None:
    check(five[name], read(anew[name]), tmp_path)
