"""What LibreOffice shows of a drawn document is what it showed when somebody last looked at it and found it good.

The kept pictures are those of the manual; `tests.publishing.pictures` says how they are taken anew.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from tests.publishing.conftest import PublishedCase
from tests.publishing.office import saved_anew
from tests.publishing.pictures import check_picture, looks_as_kept, pages_of, side_by_side
from tests.publishing.word.municipal import municipal_template
from tests.publishing.word.sample import LOGO, PLAN
from tests.publishing.workbook.offline_case import OfflineCase, offline_case

from riskbild.documents.layout import MatrixText, Source
from riskbild.publishing import word, workbook
from riskbild.publishing.assemble import DocumentFacts, row_facts
from riskbild.publishing.assemble.matrix import matrix_of
from riskbild.publishing.assemble.records import records_of
from riskbild.publishing.publication import Band, Publication, Row, Table
from riskbild.rules.level import Colour
from riskbild.rules.standard_methods import FOUR_BY_FOUR

FIVE = ("utb", "amn", "sno", "sn", "afn")
WORD = ("word-plan", "word-own-template", *(f"word-{name}" for name in FIVE))
EXCEL = (*(f"excel-{name}" for name in FIVE), "excel-workbook")
pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def shown(
    five: Mapping[str, PublishedCase], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Image.Image]]:
    """The pages of every document of which a picture is kept, from one run of LibreOffice."""
    plan, offline = replace(PLAN, logo=LOGO), to_fill_in(five["utb"])
    files = {"word-plan.docx": word.draw(plan), "word-own-template.docx": word.draw(plan, municipal_template())}
    files |= {f"word-{name}.docx": word.draw(case.publication) for name, case in five.items()}
    files |= {f"excel-{name}.xlsx": workbook.draw(case.publication) for name, case in five.items()}
    files |= {f"{name}.docx": word.draw(_with(change)) for name, change in CHANGES.items()}
    files["excel-workbook.xlsx"] = workbook.draw(offline.publication, offline.offline)
    drawn = {name: one.content for name, one in files.items()}
    made = saved_anew(drawn, "pdf", tmp_path_factory.mktemp("pictures"))
    return {name: pages_of(pdf) for name, pdf in made.items()}


def _with(change: Callable[[Table], Table]) -> Publication:
    """The plan with its table changed."""
    blocks = tuple(change(block) if isinstance(block, Table) else block for block in PLAN.blocks)
    return replace(PLAN, logo=LOGO, blocks=blocks)


def _without_column(table: Table) -> Table:
    parts = tuple(part if isinstance(part, Band) else replace(part, cells=part.cells[:-1]) for part in table.parts)
    return replace(table, columns=table.columns[:-1], parts=parts)


def _in_another_order(table: Table) -> Table:
    band, first, second, *rest = table.parts
    return replace(table, parts=(band, second, first, *rest))


def _with_a_line_more(table: Table) -> Table:
    band, first, *rest = table.parts
    assert isinstance(first, Row)
    *cells, risk, measures, responsible = first.cells
    assert measures is not None
    longer = replace(measures, text=f"{measures.text}\nFölj upp")
    return replace(table, parts=(band, replace(first, cells=(*cells, risk, longer, responsible)), *rest))


def _in_another_colour(table: Table) -> Table:
    band, first, *rest = table.parts
    assert isinstance(first, Row)
    cells = tuple(
        cell and replace(cell, mark=cell.mark and replace(cell.mark, colour=Colour.GREEN)) for cell in first.cells
    )
    return replace(table, parts=(band, replace(first, cells=cells), *rest))


CHANGES = {
    "wrong-column": _without_column, "wrong-order": _in_another_order, "wrong-line": _with_a_line_more,
    "wrong-colour": _in_another_colour,
}  # fmt: skip


def to_fill_in(case: PublishedCase) -> OfflineCase:
    """A case as a workbook for offline work, by a method that has words and colours."""
    made = offline_case(case)
    facts = DocumentFacts(dated=case.publication.dated, year=2024, rows=row_facts(case.document, case.profile))
    matrix = matrix_of(records_of(Source.ROWS, case.document, facts), FOUR_BY_FOUR, MatrixText.COUNTS)
    return replace(made, offline=replace(made.offline, method=FOUR_BY_FOUR, matrix=matrix))


def picture(name: str, shown: Mapping[str, list[Image.Image]]) -> Image.Image:
    """The first page; two where the first has no table; of the workbook those with the method and the map, too."""
    of_each = {"word-own-template": (0, 1), "excel-sn": (0, 1), "excel-workbook": (0, -2, -1)}
    return side_by_side(*(shown[name][number] for number in of_each.get(name, (0,))))


@pytest.mark.parametrize("name", [*WORD, *EXCEL])
def test_it_looks_as_it_did(name: str, shown: Mapping[str, list[Image.Image]]) -> None:
    check_picture(name, picture(name, shown))


@pytest.mark.parametrize("wrong", CHANGES)
def test_the_comparison_sees_what_a_reader_would_see(wrong: str, shown: Mapping[str, list[Image.Image]]) -> None:
    assert not looks_as_kept("word-plan", picture(wrong, shown))


def test_the_comparison_does_not_mind_that_letters_stand_a_dot_aside(shown: Mapping[str, list[Image.Image]]) -> None:
    now = picture("word-plan", shown)
    assert all(looks_as_kept("word-plan", ImageChops.offset(now, *aside)) for aside in ((1, 0), (0, 1), (1, 1)))


def test_all_of_a_document_is_shown(shown: Mapping[str, list[Image.Image]]) -> None:
    assert [len(shown[name]) for name in WORD] == [2, 3, 2, 6, 4, 2, 3]
    assert all(page.width > page.height for page in shown["word-plan"])
    assert [len(shown[name]) for name in EXCEL] == [1, 3, 7, 2, 2, 5]
