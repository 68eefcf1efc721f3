"""How fast the index is with ten thousand texts as long as a real risk; the figures are printed and are floors."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Times:
    """Milliseconds of some rounds, the first left out. The median is held to; the 95th percentile only told."""

    rounds: list[float]

    @property
    def median(self) -> float:
        return self.rounds[ROUNDS // 2]

    def __str__(self) -> str:
        return f"{self.median:.1f} (p95 {self.rounds[int(ROUNDS * 0.95)]:.1f})"


def times(ask: Callable[[], object]) -> Times:
    ask()
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        rounds.append((time.perf_counter() - start) * 1000)
    return Times(sorted(rounds))


def test_ten_thousand_texts_are_put_in_and_searched(filled: tuple[UUID, list[Entry], float]) -> None:
    municipality, entries, seconds = filled

    def hits(query: str) -> int:
        return index.matching(municipality, query, secret=False).count()

    queries = ("kontroll", "kontroll risk", "personuppgift", "ver*", "finnsinte", "utbetalning stöd regel")
    searched = {query: times(lambda query=query: hits(query)) for query in queries}
    saved = times(lambda: index.put(municipality, [Entry(entries[3].subject_id, f"Ny text {random.random()}")]))
    meant = times(lambda: index.suggest(municipality, "personupgift"))
    tell(f"{connection.vendor}: {TEXTS} texts put in {seconds:.1f} s; ms: save {saved}, suggest {meant}")
    tell(", ".join(f"{query} {searched[query]}, {hits(query)} hits" for query in queries))
    assert seconds < 30
    assert max(asked.median for asked in searched.values()) < 40
    assert saved.median < 20
    assert meant.median < 40
