"""The normaliser as a pure function: whatever the text, its tokens are clean and its own words find it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.search.texts import any_text, fulfils, swedish_text

from riskbild.search.normaliser import (
    LONGEST_QUERY,
    LONGEST_TOKEN,
    MOST_QUERY_WORDS,
    MOST_WORDS,
    document_tokens,
    query_clauses,
)


@given(any_text)
def test_a_token_is_letters_and_digits_and_not_long(text: str) -> None:
    for token in document_tokens(text):
        assert token.isalnum()
        assert 0 < len(token) <= LONGEST_TOKEN


@given(any_text)
def test_the_tokens_of_a_text_are_sorted_and_each_there_once(text: str) -> None:
    tokens = document_tokens(text)
    assert tokens == sorted(set(tokens))


@given(swedish_text, st.data())
def test_a_text_is_found_by_any_of_its_words_and_by_all_of_them(text: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(text.split()), max_size=MOST_QUERY_WORDS))
    assert fulfils(document_tokens(text), query_clauses(" ".join(words)[:LONGEST_QUERY]))


@given(any_text)
def test_no_query_is_refused_and_each_asks_for_clean_tokens_only(query: str) -> None:
    for clause in query_clauses(query):
        assert clause.tokens or clause.prefixes
        assert all(text.isalnum() and len(text) <= LONGEST_TOKEN for text in (*clause.tokens, *clause.prefixes))


@given(swedish_text)
def test_capitals_and_the_way_accents_are_stored_make_no_difference(text: str) -> None:
    assert document_tokens(text.upper()) == document_tokens(text)
    assert document_tokens(unicodedata.normalize("NFD", text)) == document_tokens(text)


@given(swedish_text, swedish_text)
def test_more_text_is_found_by_more(one: str, other: str) -> None:
    assert set(document_tokens(f"{one} {other}")) >= set(document_tokens(one))


@pytest.mark.parametrize("query", ["", "   ", "???", "*", '"', "och", "i på av", "-", "\x00\x01", "_ __", "😀"])
def test_a_query_without_a_word_asks_for_nothing(query: str) -> None:
    assert query_clauses(query) == ()


def test_an_asterisk_makes_the_last_word_a_beginning_and_no_other() -> None:
    first, last = query_clauses("risk* personuppg*")
    assert first.prefixes == ()
    assert last.prefixes == ("personuppg",)
    assert fulfils(document_tokens("Personuppgiftsincident är en risk"), (first, last))


@pytest.mark.parametrize("query", ["personuppg*", '"personuppg*"', "”personuppg*”", "(personuppg*)", "PERSONUPPG* "])
def test_quotes_and_brackets_about_a_beginning_do_not_matter(query: str) -> None:
    assert fulfils(document_tokens("Personuppgifter"), query_clauses(query))


def test_a_beginning_that_is_longer_than_the_stem_finds_the_word_all_the_same() -> None:
    assert fulfils(document_tokens("Kommunens rutiner"), query_clauses("kommunerna*"))


def test_a_word_that_is_nothing_but_a_joining_word_can_still_be_a_beginning() -> None:
    (clause,) = query_clauses("för*")
    assert fulfils(document_tokens("Föreningar"), (clause,))


def test_a_query_without_end_is_cut_and_a_text_without_end_too() -> None:
    assert len(query_clauses("rutin brist " * 10_000)) == 2
    assert len(query_clauses(" ".join(f"ord{n}" for n in range(10_000)))) == MOST_QUERY_WORDS
    assert len(document_tokens(" ".join(f"ord{n}" for n in range(100_000)))) == MOST_WORDS
    assert document_tokens("a" * 1_000_000) == ["a" * LONGEST_TOKEN]
    assert len(document_tokens("-".join(["ab"] * 1_000_000))) < 10
