"""Tables drawn as CSV can be opened safely and read back to the letter."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.strategies import texts
from tests.publishing.reading_back import lines, unguarded

from riskbild.publishing import delimited
from riskbild.publishing.delimited import guarded
from riskbild.publishing.sheet import Book, Cell, Column, Sheet

NOON = datetime(2024, 5, 1, 12, 0, tzinfo=UTC)


def drawn(*rows: list[Cell], titles: tuple[str, ...] = ("Risk",), language: str = "sv") -> bytes:
    sheet = Sheet("Risker", tuple(map(Column, titles)), rows)
    return delimited.draw(Book("Risker", (sheet,), NOON, "en" if language == "en" else "sv"))


def test_the_file_is_what_swedish_excel_opens_as_it_is() -> None:
    assert drawn(["Åtgärd; en till", 8], titles=("Risk", "Värde")) == (
        '\ufeff"Risk";"Värde"\r\n"Åtgärd; en till";8\r\n'.encode()
    )


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8 123", "-5", "@a", " =1", "\n=1", "\t=1", "＝1", "'=1", "''=1", "- Utbildning", "\u00a0=1"]
)
def test_a_text_that_looks_like_a_formula_is_guarded_by_an_apostrophe_and_found_again(text: str) -> None:
    cell = lines(drawn([text]))[1][0]
    assert cell == "'" + text
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", ["a=1", "'a", "1-2", "'", "2.1", "”=1”", "a\n=1"])
def test_any_other_text_stands_as_it_is(text: str) -> None:
    assert lines(drawn([text]))[1] == [text]


@given(st.text() | st.text("'=+-@ \t\nab"))
def test_no_guarded_text_begins_as_a_formula_and_each_gives_its_text_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).strip()[:1] not in ("=", "+", "-", "@")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.none() | texts | st.text("'=+;\"\n\r,", min_size=1), min_size=2, max_size=2), max_size=5))
def test_every_cell_is_found_again_in_its_place(rows: list[list[Cell]]) -> None:
    read = lines(drawn(*rows, titles=("A", "=B")))
    assert [[unguarded(cell) for cell in line] for line in read] == [["A", "=B"], *([c or "" for c in r] for r in rows)]


def test_dates_are_iso_and_answers_in_the_language_of_the_book() -> None:
    row: list[Cell] = [date(2024, 10, 1), True, False, None, -2, 2.5]
    assert lines(drawn(row, titles=tuple("ABCDEF")))[1] == ["2024-10-01", "Ja", "Nej", "", "-2", "2.5"]
    assert lines(drawn(row, titles=tuple("ABCDEF"), language="en"))[1][1:3] == ["Yes", "No"]


def test_several_tables_stand_below_each_other_and_each_line_names_its_own() -> None:
    head = Sheet("Dokument", (Column("Uppgift"), Column("Värde")), [["År", 2024]])
    risks = Sheet("Risker", (Column("Nr"), Column("Risk"), Column("Värde")), [[1, "a", 8], [2, "b", None]])
    read = lines(delimited.draw(Book("x", (head, risks), NOON)))
    assert read == [
        ["Del", "Uppgift", "Värde", ""],
        ["Dokument", "År", "2024", ""],
        ["Del", "Nr", "Risk", "Värde"],
        ["Risker", "1", "a", "8"],
        ["Risker", "2", "b", ""],
    ]


def test_a_long_table_comes_in_pieces_and_reads_its_rows_as_it_goes() -> None:
    read: list[int] = []

    def rows() -> object:
        for number in range(2000):
            read.append(number)
            yield [number]

    sheet = Sheet("Risker", (Column("Nr"),), rows())  # type: ignore[arg-type] # a generator of rows is iterable
    pieces = delimited.stream(Book("x", (sheet,), NOON))
    assert next(pieces) == b"\xef\xbb\xbf"
    next(pieces)
    assert len(read) < 600
    assert lines(b"".join(pieces))[-1] == ["1999"]
