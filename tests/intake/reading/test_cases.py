"""The example tables as Excel and Word files are read to the letter."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.intake.reading.readings import document_in
from tests.intake.reading.scoring import score

from riskbild.documents.exchange import read_exchange, to_data, write_exchange
from riskbild.web.intake.table import UNSURE

FOLDER = Path(__file__).parents[2] / "files" / "cases"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".xlsx", ".docx"})
# In the control plan that pairs its paragraphs only by where they stand, three statuses stand beside three controls.
# The transcription says that they "have no clear correspondence", and gives the second to the first control.
SPLIT = "controls[0].status.T2 2022", "controls[1].status.T2 2022"
TWO_WAYS = {name: {f"2.{cell}" for cell in SPLIT} for name in ("E.xlsx", "E.docx")}


def truth(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.with_name(path.name + ".truth.json").read_bytes())
    return data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_is_read_and_none_is_invented(path: Path) -> None:
    data = to_data(document_in(path))
    filled, exact, spurious, told = score(data["rows"] + data["plan"], truth(path)["rows"])
    if path.name in TWO_WAYS:
        assert {line.partition(": ")[0] for line in told} <= TWO_WAYS[path.name]
        assert all(data["rows"][2]["confidence"][cell] < UNSURE for cell in SPLIT), "the review asks for a look"
        return
    assert exact >= 0.995 * filled, told
    assert spurious <= 0.005 * filled, told


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_title_year_kind_and_header_are_as_printed(path: Path) -> None:
    document, expected = document_in(path), truth(path)
    assert document.title == expected["document"]["title"]
    assert document.year == expected["document"]["year"]
    assert document.kind == expected["document"]["kind"]
    assert list(document.header) == expected["header"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_reading_can_be_written_and_read_back_in_the_exchange_format(path: Path) -> None:
    document = document_in(path)
    assert read_exchange(write_exchange(document)) == document


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_filled_cell_says_where_it_stood_and_how_sure_it_is(path: Path) -> None:
    for row in to_data(document_in(path))["rows"]:
        names = {name for name, value in row.items() if name not in {"heading", "provenance", "confidence"}}
        filled = {name for name in names if row[name] is not None and name != "controls"}
        assert filled <= row["provenance"]["cells"].keys()
        assert filled <= row["confidence"].keys()


def test_a_hidden_column_is_left_out_and_told_of() -> None:
    document = document_in(FOLDER / "A.xlsx")
    assert any("Intern notering" in each.text for each in document.left_out)
    assert {"hidden-columns", "hidden-sheet"} <= {finding.code for finding in document.findings}


def test_content_controls_and_tracked_changes_are_read_as_word_shows_them() -> None:
    document = document_in(FOLDER / "A_forms.docx")
    assert [row.in_plan for row in document.rows[:4]] == [True, False, False, True]
    assert "tracked-changes" in {finding.code for finding in document.findings}
    assert any("skickas ut" in each.text for each in document.left_out)
