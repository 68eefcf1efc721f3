"""Each of the five documents, drawn as Excel and read again by the general reader, is the document that it was."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from tests.publishing import round_trip
from tests.publishing.conftest import PublishedCase
from tests.publishing.office import saved_anew
from tests.publishing.workbook.offline_case import SECRET, offline_case

from riskbild.documents.workbook.base import unpack
from riskbild.documents.workbook.difference import HereRow, compare
from riskbild.intake.reading.document import read_bytes
from riskbild.intake.reading.returned import returned_from
from riskbild.publishing.workbook import draw

CASES = ("utb", "amn", "sno", "sn", "afn")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LETTERS = re.compile(r"[A-Z]+")


def stripped(data: bytes) -> bytes:
    """The file with nothing left but what a reader of it sees: no properties, no hidden sheets, rows or columns."""
    given = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            if name.startswith(("docProps/", "customXml/")):
                continue
            content = given.read(name)
            if name == "xl/workbook.xml":
                content = _without(content, f"{_MAIN}sheet", "state")
            if name.startswith("xl/worksheets/sheet"):
                content = _visible(content)
            if name == "_rels/.rels":
                content = re.sub(rb'<Relationship [^>]*Target="docProps[^>]*/>', b"", content)
            kept.writestr(name, content)
    return out.getvalue()


def _without(content: bytes, tag: str, attribute: str) -> bytes:
    root = etree.fromstring(content)
    for element in [one for one in root.iter(tag) if one.get(attribute) in {"hidden", "veryHidden"}]:
        element.getparent().remove(element)
    return etree.tostring(root)


def _visible(content: bytes) -> bytes:
    root = etree.fromstring(content)
    hidden = {
        number
        for column in root.iter(f"{_MAIN}col")
        if column.get("hidden") in {"1", "true"}
        for number in range(int(column.get("min")), int(column.get("max")) + 1)
    }
    for row in [*root.iter(f"{_MAIN}row")]:
        if row.get("hidden") in {"1", "true"}:
            row.getparent().remove(row)
            continue
        for cell in [one for one in row if _column(one.get("r")) in hidden]:
            row.remove(cell)
    return etree.tostring(root)


def _column(reference: str) -> int:
    number = 0
    for letter in _LETTERS.match(reference)[0]:  # type: ignore[index]  # every cell has one
        number = number * 26 + ord(letter) - 64
    return number


def check(case: PublishedCase, data: bytes, folder: Path) -> None:
    round_trip.check(case, read_bytes(stripped(data), "dokument.xlsx"), folder)


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_read_back_as_it_was(five: Mapping[str, PublishedCase], name: str, tmp_path: Path) -> None:
    check(five[name], draw(five[name].publication).content, tmp_path)


def test_what_no_reader_of_it_sees_does_not_help(five: Mapping[str, PublishedCase], tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(draw(five["amn"].publication).content))
    sheet = book.worksheets[0]
    told = [cell.value for cell in sheet[1]]
    for place, title in enumerate(told, 1):
        sheet.cell(sheet.max_row + 1 if place == 1 else sheet.max_row, place).value = f"Dold {title}"
    sheet.row_dimensions[sheet.max_row].hidden = True
    sheet.cell(1, len(told) + 1).value, sheet.cell(2, len(told) + 1).value = "Dold kolumn", "Dold text"
    sheet.column_dimensions[sheet.cell(1, len(told) + 1).column_letter].hidden = True
    hidden = book.create_sheet("Dolt")
    hidden.append([*told])
    hidden.append(["Dold rad"] * len(told))
    hidden.sheet_state = "veryHidden"
    book.properties.title = "En dold rubrik 1999"
    out = io.BytesIO()
    book.save(out)
    check(five["amn"], out.getvalue(), tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_a_workbook_for_offline_work_reads_as_the_same_document(
    five: Mapping[str, PublishedCase], name: str, tmp_path: Path
) -> None:
    case = offline_case(five[name])
    check(five[name], draw(case.publication, case.offline).content, tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_the_files_are_valid(five: Mapping[str, PublishedCase], name: str, tmp_path: Path) -> None:
    case = offline_case(five[name])
    for number, data in enumerate((draw(case.publication).content, draw(case.publication, case.offline).content)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(data)
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def differs(case: object, data: bytes, name: str) -> list[object]:
    """What an untouched workbook says otherwise than the register it was drawn from."""
    offline = case.offline  # type: ignore[attr-defined]  # an OfflineCase
    returned = returned_from(data, name)
    assert returned is not None
    base = unpack(returned.packed, [SECRET])
    assert base is not None
    assert any(row.cells for row in base.rows.values())
    here = {key: HereRow(row.version, row.cells) for key, row in offline.rows.items()}
    return list(compare(base, here, returned.rows, returned.kinds).rows)


@pytest.mark.parametrize("name", CASES)
def test_an_untouched_workbook_differs_in_nothing(five: Mapping[str, PublishedCase], name: str) -> None:
    case = offline_case(five[name])
    assert differs(case, draw(case.publication, case.offline).content, "bok.xlsx") == []


@pytest.mark.office
def test_libreoffice_changes_nothing(five: Mapping[str, PublishedCase], tmp_path: Path) -> None:
    plain = {name: draw(five[name].publication).content for name in CASES}
    offline = {f"{name}-offline": offline_case(five[name]) for name in CASES}
    drawn = {**plain, **{name: draw(case.publication, case.offline).content for name, case in offline.items()}}
    for kind in ("xlsx", "ods"):
        folder = tmp_path / kind
        folder.mkdir()
        # In its own format two of them are enough: scores that are worked out, and cells that print several fields.
        files = drawn if kind == "xlsx" else {name: drawn[name] for name in ("utb-offline", "sno-offline")}
        again = saved_anew(files, kind, folder, ending="xlsx")
        for name in CASES if kind == "xlsx" else ():
            check(five[name], again[name], tmp_path)
        for name in files.keys() & offline.keys():
            assert differs(offline[name], again[name], f"{name}.{kind}") == [], name
