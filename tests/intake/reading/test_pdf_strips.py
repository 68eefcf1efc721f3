"""Lines of tables without drawn cells: sideways titles, headings above titles, rows that look like page numbers."""

from riskbild.intake.reading.pdf.furniture import margins_of
from riskbild.intake.reading.pdf.lines import text_of
from riskbild.intake.reading.pdf.page import Page, Word
from riskbild.intake.reading.pdf.strips import strips_of
from riskbild.intake.reading.pdf.turning import Turned


def word(text: str, x: float, base: float, *, strong: bool = False, size: float = 9.0) -> Word:
    return Word(text, x, x + 0.5 * size * len(text), base, size, strong=strong)


def sideways(text: str, x: float, top: float) -> Word:
    bottom = top + 4.5 * len(text)
    return Word(text, x, x + 9, bottom, 9.0, quarters=1, turned_box=(x, top, x + 9, bottom))


def page(words: list[Word], number: int = 1) -> Page:
    whole = Turned(0, 0, 800, 600, 0)
    return Page(number, whole, whole, words=words)


def row(base: float, *texts: str, strong: bool = False) -> list[Word]:
    return [word(text, 40 + 120 * place, base, strong=strong) for place, text in enumerate(texts)]


def test_titles_that_stand_sideways_belong_to_the_line_of_the_others() -> None:
    titles = [*row(100, "Risk", "Åtgärd"), sideways("Sannolikhet", 330, 92), *row(100, "", "", "", "Ansvarig")[3:]]
    words = [*titles, *row(160, "Avtal", "Inventera", "3", "Jurist"), *row(172, "Beslut", "Granska", "2", "Chef")]
    (strip,) = strips_of(page(words), words, None)
    assert [each.text for each in strip.rows[0]] == ["Risk", "Åtgärd", "Sannolikhet", "Ansvarig"]


def test_a_heading_above_titles_is_no_line_of_the_table_before() -> None:
    listed = [*row(100, "Risk", "Åtgärd", "Ansvarig"), *row(112, "Avtal", "Inventera", "Jurist")]
    below = [
        word("Ekonomi", 40, 140, strong=True),
        *row(160, "Risk", "Åtgärd", "Ansvarig"),
        *row(172, "Lön", "Spärr", "Chef"),
    ]
    first, second = strips_of(page(listed + below), listed + below, None)
    assert [text_of(line) for line in first.rows[1:]] == ["Avtal Inventera Jurist"]
    assert second.heading == "Ekonomi"


def test_a_row_of_a_table_at_the_top_of_a_page_is_no_page_number() -> None:
    lines = row(30, "Stöld", "Ekonomisk skada", "2", "3", "6"), [word("Nämnden", 40, 580), word("3", 760, 580)]
    pages = [page([*lines[0], *lines[1]])]
    assert [margin.text for margin in margins_of(pages, [pages[0].words])] == ["Nämnden 3"]
