"""The five example documents as they come out of their PDFs as text, and tables laid out with blanks."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.documents.cases import raw
from tests.intake.reading import letters
from tests.intake.reading.readings import content_in, document_in
from tests.intake.reading.scoring import cells, paired

from riskbild.documents.exchange import to_data
from riskbild.intake.reading.grid import Grid, TextBlock

FOLDER = Path(__file__).parents[2] / "files" / "texts"
CASES = Path(__file__).parents[2] / "files" / "cases"
FLOWED = {"000": 0.95, "001": 0.90, "002": 0.95, "003": 0.95, "004": 0.80}
LAID_OUT = {
    "A_typst_ruled": 0.93,
    "B_typst_ruled_hyph": 0.94,
    "C_lo_docx": 0.8,
    "D_typst_unruled": 0.9,
    "E_chrome_ruled": 0.8,
}
SPURIOUS = 0.05


def exact(read_data: dict[str, Any], truth: dict[str, Any]) -> tuple[float, float]:
    """The share of the true cells that were read exactly, and how many were read that are not there, as a share."""
    filled = right = extra = 0
    for part in ("rows", "plan"):
        rows, true = read_data.get(part) or [], truth.get(part) or []
        pairs = paired(rows, true)
        for place, row in enumerate(true):
            want, got = cells(row), cells(rows[pairs[place]]) if place in pairs else {}
            also = {
                name: [" ".join(str(v).split()) for v in values] for name, values in row.get("also_accept", {}).items()
            }
            filled += len(want)
            right += sum(got.get(name) in [value, *also.get(name, [])] for name, value in want.items())
            extra += sum(name not in want for name in got)
        extra += sum(len(cells(row)) for place, row in enumerate(rows) if place not in pairs.values())
    return right / filled, extra / filled


def case_name(number: str) -> str:
    return next(FOLDER.glob(f"{number}-*.txt")).name


@pytest.mark.parametrize("number", FLOWED)
def test_a_document_pasted_as_text_is_read_to_its_floor(number: str) -> None:
    name = case_name(number)
    share, spurious = exact(to_data(document_in(FOLDER / name)), raw(name.removesuffix(".txt")))
    assert share >= FLOWED[number]
    assert spurious <= SPURIOUS


@pytest.mark.parametrize("name", LAID_OUT)
def test_a_table_laid_out_with_blanks_is_read_to_its_floor(name: str) -> None:
    truth = json.loads((CASES / f"{name}.pdf.truth.json").read_bytes())
    share, spurious = exact(to_data(document_in(FOLDER / f"{name}.txt")), truth)
    assert share >= LAID_OUT[name]
    assert spurious <= SPURIOUS


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_the_reader_sees_every_letter_of_a_text(path: Path) -> None:
    there = Counter(filter(str.isalnum, path.read_text(encoding="utf-8")))
    assert not there - letters.in_content(content_in(path))


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_no_letter_of_a_text_is_lost(path: Path) -> None:
    seen = letters.in_content(content_in(path))
    # What every page says again is listed once.
    again = Counter(
        block.text for block in content_in(path).blocks if isinstance(block, TextBlock) and block.kind == "page_footer"
    )
    for text, times in again.items():
        seen.subtract({sign: (times - 1) * count for sign, count in Counter(filter(str.isalnum, text)).items()})
    assert not +seen - letters.in_document(document_in(path))


@pytest.mark.parametrize("number", FLOWED)
def test_text_is_marked_as_something_to_look_at(number: str) -> None:
    document = document_in(FOLDER / case_name(number))
    assert "columns-lost" in {finding.code for finding in document.findings}
    assert all(sure <= 0.7 for row in document.rows for sure in row.confidence.values())


def test_the_running_text_around_a_table_is_kept_with_its_headings() -> None:
    document = document_in(FOLDER / case_name("003"))
    assert document.title == "Helårsuppföljning av kritiska risker i Socialnämndens Internkontrollplan 2023"
    assert (document.year, document.kind) == (2023, "annual_follow_up")
    assert any("bruttolista har 20 risker" in part.text for part in document.texts)
    assert {part.section for part in document.texts} >= {"Bakgrund", "Uppföljning 2023"}


def test_a_plan_below_its_risk_profile_is_a_table_of_its_own() -> None:
    document = document_in(FOLDER / case_name("002"))
    assert (len(document.rows), len(document.plan)) == (13, 2)
    assert document.header[:3] == ("Riskområde", "Risk", "Beskrivning")
    assert document.plan_header == ("Riskområden", "Risker", "Aktivitet")


def test_score_headings_group_the_rows_below_them_and_fill_no_score() -> None:
    document = document_in(FOLDER / case_name("004"))
    assert document.rows[0].heading == "Skattning 16: sannolik risk, allvarliga konsekvenser"
    assert all(row.score is None for row in document.rows)
    assert any(isinstance(block, Grid) for block in content_in(FOLDER / case_name("004")).blocks)
