"""What is printed of the five documents is read back as they are: by the general reader, from what is seen alone."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from tests.documents.cases import raw
from tests.intake.reading.scoring import score
from tests.publishing.conftest import PublishedCase
from tests.publishing.pdf.looking import stripped
from tests.publishing.pdf.making import everything

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow, to_data
from riskbild.intake.reading import read
from riskbild.intake.review.cells import cells_of
from riskbild.publishing.pdf import Level, draw, draw_each

pytestmark = pytest.mark.django_db
CODES = ("utb", "amn", "sno", "sn", "afn")


@pytest.fixture(scope="module")
def read_back(
    imported_five: Mapping[str, PublishedCase], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, ExchangeDocument]:
    """Each of the five out of a register, printed, stripped of all that is not seen, and read."""
    folder, found = tmp_path_factory.mktemp("printed"), {}
    drawn = draw_each(case.publication for case in imported_five.values())
    for code, each in zip(imported_five, drawn, strict=True):
        file = folder / f"{code}.pdf"
        file.write_bytes(stripped(each.content))
        found[code] = read(file)
    return found


def fair(row: ExchangeRow, there: ExchangeRow, also: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The cells of a row that was read; where its transcribers found two readings fair, either will do."""
    cells, printed = cells_of(row), cells_of(there)
    return {name: printed[name] if cell in also.get(name, ()) else cell for name, cell in cells.items()}


@pytest.mark.parametrize("code", CODES)
def test_every_row_comes_back_cell_for_cell(
    imported_five: Mapping[str, PublishedCase], read_back: Mapping[str, ExchangeDocument], code: str
) -> None:
    case = imported_five[code]
    truth, found = raw(case.name), read_back[code]
    parts = (
        (case.document.rows, found.rows, truth["rows"]), (case.document.plan, found.plan, truth.get("plan") or [])
    )  # fmt: skip
    for there, here, rows in parts:
        assert len(here) == len(rows)
        for row, printed, one in zip(here, there, rows, strict=True):
            assert fair(row, printed, one.get("also_accept", {})) == cells_of(printed)


@pytest.mark.parametrize("code", CODES)
def test_its_head_comes_back(
    imported_five: Mapping[str, PublishedCase], read_back: Mapping[str, ExchangeDocument], code: str
) -> None:
    truth, found = raw(imported_five[code].name), read_back[code]
    assert [title for title in found.header if title] == [title for title in truth["header"] if title]
    assert (found.title, found.year) == (truth["document"]["title"], truth["document"]["year"])
    assert list(found.sections) == truth["document"]["sections"]


@pytest.mark.parametrize("code", CODES)
def test_the_second_opinion_is_the_same(
    imported_five: Mapping[str, PublishedCase], read_back: Mapping[str, ExchangeDocument], code: str
) -> None:
    found, truth = to_data(read_back[code]), raw(imported_five[code].name)
    for part in ("rows", "plan"):
        filled, exact, spurious, told = score(found.get(part) or [], truth.get(part) or [])
        assert (exact, spurious, told) == (filled, 0, [])


def test_what_no_reader_of_it_sees_is_gone() -> None:
    """Everything that a file can tell beside its letters."""
    drawn = draw(replace(everything(), data=b'{"dolt": 1}'), level=Level.A3A_UA1)
    with pikepdf.open(io.BytesIO(drawn.content)) as pdf:
        assert pdf.attachments
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
