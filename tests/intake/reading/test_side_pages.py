"""Strips of one table, each on pages of its own, are one table again; cards cut by a page are whole."""

from dataclasses import replace

from riskbild.intake.reading.card_grids import with_whole_cards
from riskbild.intake.reading.grid import Cell, Content, Grid
from riskbild.intake.reading.recognising import recognise
from riskbild.intake.reading.side_pages import with_strips_joined

LEFT = (("Nr", "Risk"), ("1", "Risk att avtal saknas"), ("2", "Risk att beslut försenas"))
RIGHT = (("Åtgärd", "Ansvarig"), ("Inventera avtalen", "Rektor"), ("Se över rutinen", "Enhetschef"))
CARD = (("Risk", "Risk att avtal saknas"), ("Orsak", "Inget register"), ("Åtgärd", "Inventera"), ("Ansvarig", "VD"))


def grid(rows: tuple[tuple[str, ...], ...], page: int, *, step: float = 30.0) -> Grid:
    """A table at the top of a page, its rows so far apart."""
    cells = [
        Cell(row, column, text, page=page, box=(100.0 * column, step * row, 100.0 * column + 99, step * row + 12))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Grid(tuple(cells), page=page, number=page)


def rows_of(made: Grid) -> list[list[str]]:
    return [[cell.text for cell in cells] for cells in made.by_row.values()]


def test_columns_on_a_page_of_their_own_stand_beside_the_others_again() -> None:
    (joined,) = with_strips_joined([grid(LEFT, 1), grid(RIGHT, 2)])
    assert isinstance(joined, Grid)
    assert rows_of(joined) == [[*left, *right] for left, right in zip(LEFT, RIGHT, strict=True)]
    assert joined.sure < 0.8
    assert {cell.page for cell in joined.cells} == {1, 2}


def test_another_table_on_the_next_page_stays_a_table_of_its_own() -> None:
    same = [grid(LEFT, 1), grid(LEFT, 2)]
    higher = [grid(LEFT, 1), grid(RIGHT, 2, step=44.0)]
    untitled = [grid(LEFT, 1), grid(RIGHT[1:], 2)]
    for blocks in (same, higher, untitled):
        assert with_strips_joined(blocks) == blocks


def test_a_card_cut_by_a_page_is_one_card() -> None:
    blocks = (grid(CARD, 1), grid(CARD[:1], 1), grid(CARD[1:], 2))
    whole = with_whole_cards(Content("application/pdf", blocks)).blocks
    assert [rows_of(each) for each in whole if isinstance(each, Grid)] == [[list(line) for line in CARD]] * 2


def test_a_matrix_beside_a_list_is_no_further_rows_of_it() -> None:
    listed = (("Nr", "Risk", "S", "K", "RV"), ("1", LEFT[1][1], "3", "4", "12"), ("2", LEFT[2][1], "2", "3", "6"))
    matrix = tuple(tuple(str(row * column) for column in range(1, 6)) for row in range(4, 0, -1))
    found = recognise(Content("application/pdf", (grid(listed, 1), grid(matrix, 1))), {})
    assert [len(section.recorded.records) for section in found.sections] == [2]


def test_the_owner_on_the_card_of_a_control_owns_the_control() -> None:
    card = (("Risk", "Avtal saknas"), ("Kontrollmoment", "Granska avtal"), ("Metod", "Urval"), ("Ansvarig", "Jurist"))
    (section,) = recognise(Content("application/pdf", (grid(card, 1),)), {}).sections
    (control,) = section.recorded.records[0].controls
    assert control["controls.responsible"].text == "Jurist"


def test_the_end_of_one_card_and_the_beginning_of_another_stay_apart() -> None:
    blocks = (grid(CARD, 1), replace(grid(CARD[:2], 2), number=5), grid(CARD[1:], 3))
    assert with_whole_cards(Content("application/pdf", blocks)).blocks == blocks
