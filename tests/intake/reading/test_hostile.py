"""Broken and hostile files are refused with one sentence, and what is only suspicious is read with a finding."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from tests.intake.reading import drawing, layouts
from tests.intake.reading.drawing import cell, document, package, paragraph, table

from riskbild.intake.reading import limits, read_bytes
from riskbild.rules.refusal import Refused

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheet: str, strings: str | None = None) -> bytes:
    """A workbook with one sheet, as XML."""
    links = {"sheet": "worksheet", "strings": "sharedStrings"}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATION}/{kind}" Target="{name}.xml"/>' for name, kind in links.items()
    )
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{names}"><Relationship Id="a" Type="{RELATION}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Blad1" sheetId="1" '
        'r:id="sheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{names}">{relations}</Relationships>',
        "xl/sheet.xml": sheet,
        "xl/strings.xml": strings or f'<sst xmlns="{MAIN}"/>',
    }
    return package(dict(parts))


def refusal(data: bytes, name: str = "fil.xlsx") -> str:
    with pytest.raises(Refused) as refused:
        read_bytes(data, name)
    return str(refused.value.sentence)


def good() -> bytes:
    return drawing.xlsx(layouts.layout("plain", 1))


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"  \r\n"], ids=["nothing", "zeros", "blanks"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "Filen fil.xlsx är tom."


def test_a_file_over_fifty_megabytes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 100)
    assert "för stor" in refusal(good())


@pytest.mark.parametrize("name", ["EncryptedPackage", "EncryptionInfo"])
def test_a_file_with_a_password_says_that_it_has_one(name: str) -> None:
    assert "lösenord" in refusal(COMPOUND + b"\0" * 512 + name.encode("utf-16-le"))


def test_an_old_word_file_asks_for_the_new_format() -> None:
    assert "DOCX" in refusal(COMPOUND + b"\0" * 512 + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n12345", b"{\\rtf1 text}", b"<html><body>x</body></html>", b"MZ\x90\0\3"]
)
def test_a_file_of_another_type_is_refused_whatever_it_is_called(data: bytes) -> None:
    assert "typ som inte kan läsas" in refusal(data, "risker.xlsx")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
def test_a_file_cut_short_is_refused(share: float) -> None:
    data = good()
    assert "skadad" in refusal(data[: int(len(data) * share)])


def test_damage_inside_a_part_is_refused() -> None:
    data = bytearray(good())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as whole:
        start = whole.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    data[start : start + 200] = bytes(byte ^ 0x5A for byte in data[start : start + 200])
    assert "skadad" in refusal(bytes(data))


@pytest.mark.parametrize(
    "entities",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
    ids=["entity bomb", "file entity", "outside document type"],
)
def test_xml_with_entities_is_refused_in_every_part(entities: str) -> None:
    sheet = f'{entities}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    assert "XML-entiteter" in refusal(workbook(sheet))
    assert "XML-entiteter" in refusal(workbook(f'<worksheet xmlns="{MAIN}"/>', f'{entities}<sst xmlns="{MAIN}"/>'))
    word = package({**_parts(document("")), "word/document.xml": f"{entities}<x/>"})
    assert "XML-entiteter" in refusal(word, "fil.docx")


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    word = package({**_parts(document("")), "word/document.xml": b" " * (40 << 20)})
    assert len(word) < 1 << 20
    assert "orimligt mycket" in refusal(word, "fil.docx")


def test_more_parts_than_any_document_has_are_refused() -> None:
    parts: dict[str, str | bytes] = {f"word/{number}.xml": "" for number in range(limits.PARTS + 1)}
    assert "orimligt mycket" in refusal(package(parts), "fil.docx")


def test_a_million_blank_styled_rows_cost_nothing_and_what_stands_below_is_read() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(4, 150_000))
    cells = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>{t}</t></is></c>' for c, t in line) + "</row>"
        for n, line in (
            (1, (("A", "Risk"), ("B", "Åtgärd"), ("C", "Ansvarig"))),
            (2, (("A", "Risk att beslut försenas"), ("B", "Se över rutinen"), ("C", "Enhetschef"))),
        )
    )
    last = '<row r="150000"><c r="A150000" t="inlineStr"><is><t>Sista raden</t></is></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}{rows}{last}</sheetData></worksheet>'
    read = read_bytes(workbook(sheet), "fil.xlsx")
    assert [row.risk for row in read.rows] == ["Risk att beslut försenas"]
    assert "Sista raden" in [part.text for part in read.texts]


def test_a_cell_at_the_far_end_of_a_sheet_is_told_of_and_costs_nothing() -> None:
    cells = '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    read = read_bytes(workbook(sheet), "fil.xlsx")
    assert {"beyond-columns", "no-rows"} <= {finding.code for finding in read.findings}
    assert [each.text for each in read.left_out] == ["7"]


def test_macros_and_outside_links_are_told_of_and_never_run() -> None:
    parts = _parts(good()) | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<x/>"}
    read = read_bytes(package(parts), "fil.xlsm")
    assert {"macros", "external-links"} <= {finding.code for finding in read.findings}
    assert read.rows


def test_a_document_with_nothing_to_take_has_no_rows_and_says_so() -> None:
    read = read_bytes(document(paragraph("Protokoll") + paragraph("Mötet öppnas.")), "protokoll.docx")
    assert not read.rows
    assert "no-rows" in {finding.code for finding in read.findings}
    assert [part.text for part in read.texts] == ["Protokoll", "Mötet öppnas."]


def test_a_table_in_a_cell_is_told_of_and_its_text_kept() -> None:
    inner = f"<w:tc><w:tcPr/>{table([[cell('Steg ett'), cell('Rutin A')]])}</w:tc>"
    rows = [[cell("Risk"), cell("Åtgärd"), cell("Ansvarig")], [cell("Risk att data förloras"), inner, cell("IT-chef")]]
    read = read_bytes(document(table(rows)), "fil.docx")
    assert [row.measures for row in read.rows] == ["Steg ett Rutin A"]
    assert "nested-table" in {finding.code for finding in read.findings}


def test_products_are_worked_out_and_other_formulas_never() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Kommentar"])
    sheet.append(["Risk att avtal saknas", 3, 4, "=B2*C2", '=HYPERLINK("http://example.org")'])
    sheet.append(["Risk att data förloras", 2, 2, '=IF(B3="","",B3*C3)', "=B3+C3"])
    stream = io.BytesIO()
    book.save(stream)
    read = read_bytes(stream.getvalue(), "fil.xlsx")
    assert [row.score for row in read.rows] == [12, 4]
    assert [row.comment for row in read.rows] == [None, None]
    assert "formula-without-value" in {finding.code for finding in read.findings}


def test_a_score_that_is_only_a_colour_is_told_of_and_not_invented() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Risk", "Riskvärde", "Åtgärd"])
    for number, colour in enumerate(("FFFF0000", "FF00B050"), 2):
        sheet.append([f"Risk att ärende {number} försenas", None, "Se över rutinen"])
        sheet.cell(number, 2).fill = PatternFill("solid", fgColor=colour)
    stream = io.BytesIO()
    book.save(stream)
    read = read_bytes(stream.getvalue(), "fil.xlsx")
    assert [row.score for row in read.rows] == [None, None]
    assert [finding.where for finding in read.findings if finding.code == "colour-only"] == ["Sheet!B2", "Sheet!B3"]
