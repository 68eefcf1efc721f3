"""No letter of a document is lost: each is in a cell, in a text, in a heading or listed as left out."""

from collections import Counter
from pathlib import Path

import pytest
from tests.intake.reading import drawing, layouts, letters
from tests.intake.reading.readings import content_in, document_in
from tests.intake.reading.test_cases import FILES

from riskbild.intake.reading import read_bytes


def missing(data: bytes, name: str) -> Counter[str]:
    return letters.in_file(data, name) - letters.in_document(read_bytes(data, name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_letter_of_an_example_is_lost(path: Path) -> None:
    assert not letters.in_content(content_in(path)) - letters.in_document(document_in(path))


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".docx"], ids=lambda path: path.name)
def test_the_reader_sees_every_letter_of_a_word_file(path: Path) -> None:
    assert not letters.in_office_file(path.read_bytes()) - letters.in_content(content_in(path))


@pytest.mark.parametrize("name", layouts.CLASSES)
@pytest.mark.parametrize("seed", range(900, 906))
def test_no_letter_of_a_made_table_is_lost(name: str, seed: int) -> None:
    made = layouts.layout(name, seed)
    assert not missing(drawing.xlsx(made), "made.xlsx")
    assert not missing(drawing.docx(made), "made.docx")
