"""Texts for measuring: the real documents' rows with words exchanged, as long and as Swedish as they are."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from riskbild.cli.demo.data import towns
from riskbild.documents.exchange import ROW_TEXTS, ExchangeRow
from riskbild.rules.response import Response

CATEGORIES = ("Administration", "Ekonomi", "Oegentligheter, mutor och jäv", "Personal", "Verksamhet och organisation")

# Parts that Swedish compounds of administration are made of, so that the vocabulary grows as a real one does.
_HEADS = (
    *("avtal", "upphandling", "bistånd", "skol", "arkiv", "löne", "budget", "delegation", "person"),
    *("data", "bygg", "miljö", "vård", "fastighet", "bidrag"),
)
_TAILS = (
    *("hantering", "rutin", "kontroll", "uppföljning", "beslut", "underlag", "process", "register"),
    *("ärende", "ansvar", "granskning", "system"),
)
_DEADLINES = ("Hösten 2026", "2026-05-31", "Kontinuerligt", "T2 2026", "")
_PROCESSES = 40  # as many as a board works with


@dataclass(frozen=True)
class Cells:
    """One generated risk: its cells, its assessment, and what is done about it."""

    fields: dict[str, str | bool]
    likelihood: int
    impact: int
    response: str


@cache
def _rows() -> Sequence[ExchangeRow]:
    return [row for town in towns() for row in town.document.rows]


@cache
def _measures() -> Sequence[str]:
    return [text for row in _rows() if row.measures for text in row.measures.split("\n") if text.strip()]


def process_name(number: int) -> str:
    """One of the processes that the risks of every board are spread over."""
    named = sorted({row.process for row in _rows() if row.process})
    return f"{named[number % len(named)]} {number}"


def cells(count: int, seed: str) -> Iterator[Cells]:
    """So many risks, each after one of the documents' rows; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311 - measuring needs repetition, not secrecy
    processes = [process_name(number) for number in range(_PROCESSES)]
    for place in range(count):
        yield _one(chance, processes, place)


def _one(chance: random.Random, processes: Sequence[str], place: int) -> Cells:
    row = chance.choice(_rows())
    texts = {name: _recombined(chance, text) for name in ROW_TEXTS if (text := getattr(row, name))}
    answers = {"in_plan": chance.random() < 0.4}
    always = {
        "reference": f"R{place:06}",
        "process": chance.choice(processes),
        "category": chance.choice(CATEGORIES),
        "measures": "\n".join(_recombined(chance, chance.choice(_measures())) for _ in range(2)),
        "responsible": f"Enhetschef {chance.choice(_HEADS)}",
        "deadline": chance.choice(_DEADLINES),
    }
    response = chance.choice(("", Response.REDUCE.value, Response.WATCH.value, Response.ACCEPT.value))
    return Cells({**texts, **always, **answers}, chance.randint(1, 4), chance.randint(1, 4), response)


def _recombined(chance: random.Random, text: str) -> str:
    """The text with some words replaced, so that no two are alike."""
    words = text.split(" ")
    for place in range(0, len(words), 5):
        if chance.random() < 0.5:
            words[place] = chance.choice(_HEADS) + chance.choice(_TAILS)
    return " ".join(words)
