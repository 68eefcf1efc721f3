"""A word that does not fit its column is broken with a hyphen, where Swedish breaks it."""

from dataclasses import replace

import pyphen
from tests.publishing.pdf.looking import text_of
from tests.publishing.pdf.making import publication

from riskbild.publishing.pdf import draw
from riskbild.publishing.publication import Cell, Column, Page, Publication, Row, Table

WORDS = ("kompetensförsörjningsplanering", "verksamhetsuppföljningen", "ärendehanteringssystem",
         "arbetsmarknadsförvaltningen", "upphandlingsdokumentation")  # fmt: skip
HYPHEN = "\u00ad"


def narrow() -> Publication:
    """The words in a column that none of them fits."""
    columns = (Column("risk", "Risk", 1.0, row_header=True), Column("comment", "Kommentar", 9.0))
    return publication(
        Table("Risker", columns, tuple(Row((Cell(word), Cell("x"))) for word in WORDS)), page=Page(text=9)
    )


def pieces(made: Publication) -> list[list[str]]:
    """What stands on each line of each word."""
    text = "".join(text_of(draw(made).content).split()).split("Kommentar")[1]
    return [word.split(HYPHEN) for word in text.split("x")[: len(WORDS)]]


def broken_at(parts: list[str]) -> list[int]:
    return [len("".join(parts[:number])) for number in range(1, len(parts))]


def test_a_long_word_is_broken_where_swedish_breaks_it() -> None:
    swedish = pyphen.Pyphen(lang="sv")
    found = pieces(narrow())
    assert ["".join(parts) for parts in found] == list(WORDS)
    for word, parts in zip(WORDS, found, strict=True):
        assert len(parts) > 1, word
        assert set(broken_at(parts)) <= set(swedish.positions(word)), parts


def test_another_language_breaks_words_elsewhere() -> None:
    english = pieces(replace(narrow(), language="en"))
    assert ["".join(parts) for parts in english] == list(WORDS)
    assert english != pieces(narrow())


def test_a_title_is_broken_between_its_words_where_each_of_them_fits() -> None:
    columns = (Column("risk", "Risk", 9.0), Column("minor", "Mindre avvikelser", 0.8), Column("till", WORDS[0], 0.8))
    said = text_of(draw(publication(Table("Nämnder", columns, (Row((Cell("x"), Cell("1"), Cell("2"))),)))).content)
    first, _, second = "".join(said.split()).partition("avvikelser")
    assert first.endswith("Mindre")
    assert second.startswith("kompetens")
    assert WORDS[0] not in second, "a word that does not fit is hyphenated still"
