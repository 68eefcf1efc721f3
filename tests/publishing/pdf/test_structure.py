"""Who listens to a PDF hears what who looks at it sees: headings, tables with their headers, pictures in words."""

import io
from collections.abc import Mapping

import pikepdf
import pypdfium2
import pytest
from tests.publishing.pdf.looking import structure_of
from tests.publishing.pdf.making import matrix, publication
from tests.publishing.pictures import check_picture, pages_of

from riskbild.publishing.pdf import Level, draw
from riskbild.publishing.publication import Band, Column, Heading, Matrix, Page, Publication, Row, Table

NAMES = ("utb", "amn", "sno", "sn", "afn", "every", "twenty", "tall")


@pytest.mark.parametrize("name", NAMES)
def test_a_document_says_what_it_is(
    publications: Mapping[str, Publication], drawn: Mapping[str, bytes], name: str
) -> None:
    found, made = structure_of(drawn[name]), publications[name]
    headings = [block for block in made.blocks if isinstance(block, Heading)]
    assert (found.language, found.title) == ("sv-SE", made.title)
    assert found.outline == [heading.text for heading in headings]
    for depth in (1, 2, 3):
        assert found.kinds[f"H{depth}"] == sum(heading.depth == depth for heading in headings)


@pytest.mark.parametrize("name", NAMES)
def test_a_table_over_many_pages_is_one_table_with_its_headers(
    publications: Mapping[str, Publication], drawn: Mapping[str, bytes], name: str
) -> None:
    found, made = structure_of(drawn[name]), publications[name].tables
    assert len(found.tables) == len(made)
    for tagged, table in zip(found.tables, made, strict=True):
        two = any(column.over for column in table.columns)
        assert tagged.rows == len(table.parts) + 1 + two
        assert tagged.column_headers == titles_of(table) + sum(isinstance(part, Band) for part in table.parts)
        assert len(tagged.row_headers) == len(set(tagged.row_headers)) == naming_cells(table)


def titles_of(table: Table) -> int:
    overs = [column.over for column in table.columns if column.over]
    return len(table.columns) + len(set(overs))


def naming_cells(table: Table) -> int:
    return sum(
        column.row_header and cell is not None
        for part in table.parts
        if isinstance(part, Row)
        for column, cell in zip(table.columns, part.cells, strict=True)
    )


def test_every_cell_tells_which_cell_names_its_row(drawn: Mapping[str, bytes]) -> None:
    (table,) = structure_of(drawn["every"]).tables
    first, second = table.row_headers
    assert [[name for name in names if name in table.row_headers] for name in ("",) for names in table.headers_of] == [
        *[[first]] * 12, *[[second]] * 6
    ]  # fmt: skip
    # The heading over a group, too.
    assert len({names[0] for names in table.headers_of}) == 2


def test_a_picture_is_told_in_words(drawn: Mapping[str, bytes]) -> None:
    assert structure_of(drawn["every"]).alternatives == ["Provkommunens vapen", matrix().description]


@pytest.mark.parametrize("name", ["utb", "amn", "sno", "sn", "afn", "every"])
def test_its_first_page_looks_as_in_the_manual(drawn: Mapping[str, bytes], name: str) -> None:
    (first,) = pages_of(drawn[name], wide=1100, most=1)
    check_picture("pdf-plan" if name == "every" else f"pdf-{name}", first)


def test_page_numbers_are_no_part_of_what_is_read_aloud(drawn: Mapping[str, bytes]) -> None:
    assert structure_of(drawn["twenty"]).kinds.keys() <= {
        "Document",
        "Table",
        "THead",
        "TBody",
        "TR",
        "TH",
        "TD",
        "P",
        "Div",
    }


def test_only_the_level_that_allows_it_carries_the_data(levels: Mapping[Level, bytes]) -> None:
    found = {level: attached(content) for level, content in levels.items()}
    assert found == {level: [] for level in Level} | {Level.A3A: [b'{"format": "riskbild-document/1"}']}


def attached(content: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments]


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_paper_is_what_the_layout_says(size: str, *, landscape: bool) -> None:
    steps = tuple((number, f"Steg {number}") for number in range(1, 6))
    wide = Matrix("Karta", "Tom karta.", steps, steps, {})
    empty = Table("Tom", (Column("risk", "Risk", row_header=True),), ())
    made = publication(Heading("Plan", 1), wide, empty, page=Page(size, landscape=landscape, margin=25))
    with pypdfium2.PdfDocument(draw(made).content) as document:
        (sheet,) = document
        short, long = {"a4": (595, 842), "a3": (842, 1191)}[size]
        assert tuple(map(round, sheet.get_size())) == ((long, short) if landscape else (short, long))
