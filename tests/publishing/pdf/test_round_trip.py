"""What is printed of the five documents is read back as they are: by the general reader, from what is seen alone."""

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from tests.publishing.conftest import PublishedCase
from tests.publishing.pdf.looking import stripped
from tests.publishing.pdf.making import everything
from tests.publishing.round_trip import check

from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading.document import read_bytes
from riskbild.publishing.pdf import Level, draw
from riskbild.publishing.publication import Cell, Paragraph, Row, Table

CODES = ("utb", "amn", "sno", "sn", "afn")


def read(content: bytes) -> ExchangeDocument:
    return read_bytes(stripped(content), "dokument.pdf")


@pytest.mark.parametrize("code", CODES)
def test_a_document_is_read_as_it_was(
    five: Mapping[str, PublishedCase], drawn: Mapping[str, bytes], code: str, tmp_path: Path
) -> None:
    check(five[code], read(drawn[code]), tmp_path)


def test_the_comparison_sees_a_changed_word(five: Mapping[str, PublishedCase], tmp_path: Path) -> None:
    case = five["sn"]
    changed = replace(
        case.publication, blocks=tuple(_changed(b) if isinstance(b, Table) else b for b in case.publication.blocks)
    )
    with pytest.raises(AssertionError):
        check(case, read(draw(changed).content), tmp_path)


def _changed(table: Table) -> Table:
    """The table with a letter less in the last cell that has any."""
    first, *parts = reversed(table.parts)
    assert isinstance(first, Row)
    last = next(cell for cell in reversed(first.cells) if cell is not None and cell.text)
    place = first.cells.index(last)
    shorter = Row((*first.cells[:place], Cell(last.text[:-1], last.mark, last.down), *first.cells[place + 1 :]))
    return replace(table, parts=(*reversed(parts), shorter))


def test_what_no_reader_of_it_sees_is_gone() -> None:
    """Everything that a file can tell beside its letters."""
    made = replace(everything(), data=b'{"dolt": 1}')
    broken = Paragraph("Provkommunen kompetensförsörjningsplanering " * 9)
    drawn = draw(replace(made, blocks=(*made.blocks, broken)), level=Level.A3A)
    with pikepdf.open(io.BytesIO(drawn.content)) as pdf:
        assert pdf.attachments
        assert b"/ActualText" in b"".join(sheet.Contents.read_bytes() for sheet in pdf.pages)
        pdf.docinfo["/Title"] = "En dold rubrik 1999"
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Dold", 0))
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(stripped(out.getvalue()))) as left:
        assert not left.attachments
        assert "/Info" not in left.trailer
        assert set(left.Root.keys()) <= {"/Type", "/Pages", "/PageLabels", "/Version", "/PageMode", "/OutputIntents"}
        for sheet in left.pages:
            assert set(sheet.keys()) <= {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/Group", "/Tabs"}
            drawn_there = sheet.Contents.read_bytes()
            assert not [mark for mark in (b"/ActualText", b"/Alt", b"/Lang", b"/MCID") if mark in drawn_there]
