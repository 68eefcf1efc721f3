"""Excel files of the older kind, as LibreOffice saves them, are read as the newer ones are."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.reading.scoring import score
from tests.intake.reading.test_cases import FOLDER as CASES

from riskbild.documents.exchange import to_data
from riskbild.intake.reading import read
from riskbild.intake.reading.biff import hidden_in
from riskbild.intake.reading.formats import FileKind, kind_of

FOLDER = Path(__file__).parents[2] / "files" / "sheets"


@pytest.mark.parametrize("name", ["A", "D"])
def test_every_cell_of_an_older_file_is_read(name: str) -> None:
    file = FOLDER / f"{name}.xls"
    data = to_data(read(file))
    truth = json.loads((CASES / f"{name}.xlsx.truth.json").read_bytes())
    filled, exact, spurious, told = score(data["rows"], truth["rows"])
    assert exact == filled, told
    assert spurious == 0, told
    assert data["header"][:1] == truth["header"][:1]


def test_an_older_file_is_known_by_what_is_in_it() -> None:
    assert kind_of((FOLDER / "D.xls").read_bytes(), "kalkyl.pdf") is FileKind.XLS
    assert read(FOLDER / "D.xls").source.media_type == "application/vnd.ms-excel"


def test_a_hidden_sheet_of_an_older_file_is_left_out_and_told_of() -> None:
    document = read(FOLDER / "A.xls")
    assert "hidden-sheet" in {finding.code for finding in document.findings}
    assert document.left_out


def test_a_hidden_column_of_an_older_file_is_left_out_and_told_of() -> None:
    document = read(FOLDER / "A.xls")
    assert "hidden-columns" in {finding.code for finding in document.findings}
    assert any("Intern notering" in part.text for part in document.left_out)


@given(st.integers(0, 17_919), st.binary(min_size=1, max_size=8))
def test_a_damaged_older_file_has_nothing_hidden_or_what_it_had(place: int, change: bytes) -> None:
    good = (FOLDER / "A.xls").read_bytes()
    for hidden in hidden_in(good[:place] + change + good[place + len(change) :]).values():
        assert all(row >= 0 for row in hidden.rows)
        assert all(0 <= column < 256 for column in hidden.columns)
