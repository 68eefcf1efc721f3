"""Headings that group rows: above each of several like tables, at the foot of the table before, or within a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from riskbild.intake.reading.grid import BlockKind, Cell, Content, Grid, TextBlock
from riskbild.intake.reading.recognising import Recognised, recognise

TITLES = ("Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Åtgärd")
ROWS = (("Risk att avtal saknas", "2", "3", "6", "Inför en rutin"), ("Risk för jäv", "1", "4", "4", "Utbilda chefer"))


def grid(number: int, *lines: Sequence[str]) -> Grid:
    return Grid(tuple(_cells((TITLES, *lines))), number=number)


def _cells(lines: Sequence[Sequence[str]]) -> Iterator[Cell]:
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            yield Cell(row, column, text, strong=row == 0 or len(line) == 1)


def headings(*blocks: TextBlock | Grid) -> list[str | None]:
    return [record.heading for section in _read(*blocks).sections for record in section.recorded.records]


def _read(*blocks: TextBlock | Grid) -> Recognised:
    return recognise(Content("application/pdf", blocks), {})


TITLE = TextBlock("Riskanalys 2025", BlockKind.TITLE)
ECONOMY, STAFF = TextBlock("Ekonomi", BlockKind.HEADING), TextBlock("Personal", BlockKind.HEADING)


def test_a_heading_above_each_of_two_like_tables_groups_their_rows() -> None:
    found = headings(TITLE, ECONOMY, grid(1, *ROWS), STAFF, grid(2, *ROWS))
    assert found == ["Ekonomi", "Ekonomi", "Personal", "Personal"]


def test_the_last_text_of_a_table_right_above_a_like_one_is_a_heading_of_that_one() -> None:
    found = headings(TITLE, ECONOMY, grid(1, *ROWS, ("Personal",)), grid(2, *ROWS))
    assert found == ["Ekonomi", "Ekonomi", "Personal", "Personal"]


def test_a_heading_above_a_table_with_headings_within_is_that_of_its_first_rows() -> None:
    found = headings(TITLE, ECONOMY, grid(1, *ROWS, ("Personal",), *ROWS))
    assert found == ["Ekonomi", "Ekonomi", "Personal", "Personal"]


def test_the_title_of_a_document_groups_nothing() -> None:
    assert headings(TITLE, grid(1, *ROWS, ("Personal",), *ROWS)) == [None, None, "Personal", "Personal"]


def test_a_heading_above_a_single_table_groups_nothing() -> None:
    assert headings(TITLE, ECONOMY, grid(1, *ROWS)) == [None, None]


def test_a_lone_text_below_the_rows_is_unsure() -> None:
    drawn = grid(1, *ROWS, ("Risk som ingen har bedömt",))
    plain = Grid(tuple(replace(cell, strong=cell.row == 0) for cell in drawn.cells))
    records = _read(plain).sections[0].recorded.records
    assert [record.sure < 0.8 for record in records] == [False, False, True]


def test_a_line_with_the_number_of_a_case_groups_nothing() -> None:
    assert headings(TITLE, grid(1, *ROWS, ("Kommunstyrelsen, dnr KS 2025/434",), *ROWS)) == [None] * 4
