"""How fast the index is with ten thousand texts as long as a real risk; the figures are printed and are floors."""

import random
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from tests.search.lists import lines_of, tell
from tests.search.texts import COMPOUNDS, FORMS

from riskbild.search import index
from riskbild.search.index import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.alone]

TEXTS = 10_000
LENGTH = 1_200
ROUNDS = 40


def texts(chance: random.Random) -> list[str]:
    """Texts whose words are as unevenly common as in a language: the first many times the last."""
    words = [*COMPOUNDS, *FORMS, *" ".join(lines_of("simple_words.txt")).split()]
    chance.shuffle(words)
    weights = [1 / (rank + 5) for rank in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=LENGTH // 8))[:LENGTH] for _ in range(TEXTS)]


@pytest.fixture
def filled() -> tuple[UUID, list[Entry], float]:
    municipality, chance = uuid4(), random.Random(7)
    entries = [Entry(uuid4(), text) for text in texts(chance)]
    start = time.perf_counter()
    index.put(municipality, entries)
    seconds = time.perf_counter() - start
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_searchrow")
    return municipality, entries, seconds


def milliseconds(ask: Callable[[], object]) -> float:
    """The 95th percentile of some rounds, the first left out."""
    ask()
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        rounds.append((time.perf_counter() - start) * 1000)
    return sorted(rounds)[int(ROUNDS * 0.95)]


def test_ten_thousand_texts_are_put_in_and_searched(filled: tuple[UUID, list[Entry], float]) -> None:
    municipality, entries, seconds = filled

    def hits(query: str) -> int:
        return index.matching(municipality, query, secret=False).count()

    queries = ("kontroll", "kontroll risk", "personuppgift", "ver*", "finnsinte", "utbetalning stöd regel")
    searched = {query: milliseconds(lambda query=query: hits(query)) for query in queries}
    saved = milliseconds(lambda: index.put(municipality, [Entry(entries[3].subject_id, f"Ny text {random.random()}")]))
    meant = milliseconds(lambda: index.suggest(municipality, "personupgift"))
    counts = {query: hits(query) for query in queries}
    tell(f"{connection.vendor}: {TEXTS} texts put in {seconds:.1f} s; p95 ms: save {saved:.1f}, suggest {meant:.1f}")
    tell(", ".join(f"{query} {searched[query]:.1f} ({counts[query]} hits)" for query in queries))
    assert seconds < 30
    assert max(searched.values()) < 60
    assert saved < 20
    assert meant < 60
