"""Numbers that Word writes by itself are read where a cell says nothing else, and kept out of its text elsewhere."""

import io
import re
import zipfile

import pytest
from tests.intake.reading.drawing import _W, cell, document, package, table

from riskbild.intake.reading import read_bytes
from riskbild.intake.reading.docx.numbering import _letters, _roman

TITLES = ["Steg", "Beskrivning av risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd"]
RISKS = ["Risk att avtal saknas", "Risk att beslut försenas", "Brist på rutin"]
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def numbered(list_id: int, level: int, text: str = "") -> str:
    """A paragraph in a list."""
    look = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{look}{f'<w:r><w:t>{text}</w:t></w:r>' if text else ''}</w:p>"


def file_with(body: str, *levels: tuple[str, str], more: str = "") -> bytes:
    """A Word file whose list 1 has these levels (form, text); `more` are further lists."""
    drawn = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0">{drawn}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_RELATION}/numbering" Target="numbering.xml"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(document(body))) as made:
        parts: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    return package({**parts, "word/numbering.xml": numbering, "word/_rels/document.xml.rels": relations})


def step_cell(paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{paragraphs}</w:tc>"


def rows(steps: list[str]) -> str:
    """A list of risks whose first column has these cells."""
    header = [cell(title) for title in TITLES]
    values = [cell("2"), cell("3"), cell("6"), cell("Ta fram rutin")]
    return table([header, *([step_cell(step), cell(risk), *values] for step, risk in zip(steps, RISKS, strict=True))])


def test_a_step_that_word_numbers_is_read_as_it_is_shown() -> None:
    body = numbered(1, 0, "Första processen") + rows([numbered(1, 1), numbered(1, 1), numbered(1, 1)])
    read = read_bytes(file_with(body, ("decimal", "%1."), ("decimal", "%1.%2")), "fil.docx")
    assert [row.step for row in read.rows] == ["1.1", "1.2", "1.3"]
    assert [row.risk for row in read.rows] == RISKS


def test_a_number_before_a_text_stays_out_of_the_text() -> None:
    body = rows(["<w:p/>", "<w:p/>", "<w:p/>"]).replace(cell(RISKS[0]), step_cell(numbered(1, 0, RISKS[0])))
    read = read_bytes(file_with(body, ("decimal", "%1.")), "fil.docx")
    assert read.rows[0].risk == RISKS[0]
    assert read.rows[0].step is None


def test_a_list_that_begins_anew_counts_from_its_own_first_number() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = rows([numbered(1, 0), numbered(2, 0), numbered(2, 0)])
    read = read_bytes(file_with(body, ("decimal", "%1:1"), more=more), "fil.docx")
    assert [row.step for row in read.rows] == ["1:1", "5:1", "6:1"]


def test_a_bullet_is_no_number() -> None:
    body = rows([numbered(1, 0), numbered(1, 0), numbered(1, 0)])
    read = read_bytes(file_with(body, ("bullet", "•")), "fil.docx")
    assert [row.step for row in read.rows] == [None, None, None]


@pytest.mark.parametrize(("number", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb")])
def test_letters_go_on_doubled_after_z(number: int, shown: str) -> None:
    assert _letters(number) == shown


@pytest.mark.parametrize("number", range(1, 60))
def test_roman_numbers_read_back_to_the_same_number(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    text = _roman(number)
    assert re.fullmatch(r"x{0,3}(?:xl|l)?x{0,3}(?:ix|iv|v?i{0,3})", text)
    total = 0
    for sign, after in zip(text, [*text[1:], ""], strict=True):
        total += -values[sign] if values.get(after, 0) > values[sign] else values[sign]
    assert total == number
