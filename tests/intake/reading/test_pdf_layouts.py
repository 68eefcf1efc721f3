"""PDF files of many layouts, drawn by seed, are read as they were drawn; the long run prints how well each class is."""

import sys
from collections import Counter
from functools import cache

import pypdfium2
import pytest
from tests.intake.reading.pdf_layouts.layouts import CLASSES, layout
from tests.intake.reading.pdf_layouts.measuring import Result, measured, table
from tests.intake.reading.pdf_layouts.paper import Made
from tests.intake.reading.pdf_layouts.producers import PRODUCERS, SHARES, drawn, made, missing
from tests.intake.reading.pdf_layouts.running import drawn_by_turns, read_all
from tests.intake.reading.scoring import cells

SEED = 1
# What is reached on the seed below by a share of the filled cells; a class that is not named is read whole.
# A word that a column cuts without a hyphen beside other paragraphs is not always put together again, and a note
# below a table, under a line as long as the table's, is taken for its last row.
EXACT = {"parallel": 0.93}
SPURIOUS = {"half-ruled": 0.03, "long": 0.006}
LONG_SEEDS = range(1000, 3000)


@cache
def one(name: str, producer: str = "reportlab", seed: int = SEED) -> tuple[Made, bytes]:
    return next(drawn([layout(seed, name, producer)]))


def shown_letters(data: bytes) -> Counter[str]:
    """The letters and digits that a viewer would find in the file."""
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return Counter(filter(str.isalnum, text))


@pytest.mark.parametrize("name", CLASSES)
def test_a_layout_is_read_as_it_was_drawn(name: str) -> None:
    paper, data = one(name)
    result = measured(paper, data, "ritad.pdf")
    assert result.exact >= EXACT.get(name, 1.0) * result.filled, result.told[:6]
    assert result.spurious <= SPURIOUS.get(name, 0.0) * result.filled, result.told[:6]


@pytest.mark.parametrize("name", CLASSES)
def test_what_should_be_read_really_stands_in_the_file(name: str) -> None:
    paper, data = one(name)
    # A merged cell is printed once, whatever number of rows it is said of, and so is a heading.
    once = {"heading", "process", "responsible", "in_plan"}
    texts = [str(text) for row in paper.rows for key, text in cells(row).items() if key not in once]
    wanted = Counter(filter(str.isalnum, "".join(texts)))
    assert wanted - shown_letters(data) == Counter()


@pytest.mark.parametrize("name", CLASSES)
def test_a_seed_gives_the_same_document_again(name: str) -> None:
    assert layout(5, name, "reportlab") == layout(5, name, "reportlab") != layout(6, name, "reportlab")


def test_every_class_and_every_producer_gets_its_turn() -> None:
    papers = [made(seed) for seed in range(300)]
    assert {each.layout for each in papers} == set(CLASSES)
    assert {each.producer for each in papers} == set(SHARES) == set(PRODUCERS)


@pytest.mark.long
def test_thousands_of_layouts_are_read_nearly_whole(capsys: pytest.CaptureFixture[str]) -> None:
    lacking = missing()
    papers = [each for each in map(made, LONG_SEEDS) if each.producer not in lacking]
    results = list(read_all(drawn_by_turns(papers)))
    with capsys.disabled():
        sys.stdout.write(f"\n{len(results)} documents; not here: {', '.join(sorted(lacking)) or 'none'}\n")
        sys.stdout.write("\n\n".join(table(results, by) for by in ("layout", "producer", "kind")))
    assert not [each.name for each in results if each.refused]
    assert share(results, "exact", "filled") >= 0.98
    assert share(results, "spurious", "filled") <= 0.004
    assert share(results, "silent", "rows") <= 0.01


def share(results: list[Result], part: str, whole: str) -> float:
    return sum(getattr(each, part) for each in results) / sum(getattr(each, whole) for each in results)
