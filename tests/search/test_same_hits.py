"""The database finds exactly what the normaliser means, so SQLite and PostgreSQL find the same: run on both."""

from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.search.texts import any_text, fulfils, queries

from riskbild.search import index
from riskbild.search.index import Entry
from riskbild.search.normaliser import document_tokens, query_clauses

pytestmark = pytest.mark.django_db
# Every example has a municipality of its own, so what an earlier one left behind cannot be found.
many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def meant(texts: dict[UUID, str], query: str) -> set[UUID]:
    clauses = query_clauses(query)
    return {subject for subject, text in texts.items() if fulfils(document_tokens(text), clauses)}


@many
@given(texts=st.lists(any_text, max_size=8), asked=st.lists(queries, min_size=1, max_size=6))
def test_the_database_finds_what_is_meant(texts: list[str], asked: list[str]) -> None:
    municipality, subjects = uuid4(), {uuid4(): text for text in texts}
    index.put(municipality, [Entry(subject, text) for subject, text in subjects.items()])
    for query in asked:
        assert set(index.matching(municipality, query, secret=False)) == meant(subjects, query), query


@many
@given(texts=st.lists(st.tuples(any_text, any_text), max_size=6), query=queries)
def test_with_secret_texts_too(texts: list[tuple[str, str]], query: str) -> None:
    municipality, subjects = uuid4(), {uuid4(): pair for pair in texts}
    index.put(municipality, [Entry(subject, *pair) for subject, pair in subjects.items()])
    open_texts = {subject: text for subject, (text, _) in subjects.items()}
    all_texts = {subject: f"{text} {secret}" for subject, (text, secret) in subjects.items()}
    assert set(index.matching(municipality, query, secret=False)) == meant(open_texts, query)
    assert set(index.matching(municipality, query, secret=True)) == meant(all_texts, query)


@many
@given(
    before=st.lists(any_text, min_size=3, max_size=6), after=st.lists(any_text, min_size=3, max_size=3), query=queries
)
def test_and_after_texts_were_replaced_and_removed(before: list[str], after: list[str], query: str) -> None:
    municipality, subjects = uuid4(), {uuid4(): text for text in before}
    index.put(municipality, [Entry(subject, text) for subject, text in subjects.items()])
    first, second, *_ = subjects
    subjects |= {first: after[0], second: after[1], uuid4(): after[2]}
    index.put(municipality, [Entry(subject, text) for subject, text in subjects.items()])
    del subjects[second]
    index.remove(municipality, [second])
    assert set(index.matching(municipality, query, secret=False)) == meant(subjects, query)
