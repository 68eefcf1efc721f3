"""How long requests of one kind take, and how many queries each."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil

from riskbild.cli.bench.client import Answer

_WARM_UP = 24


@dataclass(frozen=True)
class Figure:
    """What one kind of request took: milliseconds at the middle and at 95 of 100, and SQL queries at most."""

    p50_ms: float
    p95_ms: float
    queries: int


def rounds_of(ask: Callable[[int], Answer], *, rounds: int, warm_up: int = _WARM_UP) -> Figure:
    """Asks so many times, warmed up first by no more than that. Raises `RuntimeError` where an answer is wrong."""
    warm_up = min(warm_up, rounds)
    answers = [ask(turn) for turn in range(warm_up + rounds)][warm_up:]
    wrong = {answer.status for answer in answers} - {HTTPStatus.OK, HTTPStatus.FOUND}
    if wrong:
        raise RuntimeError(f"A measured request answered {sorted(wrong)}.")
    taken = sorted(answer.milliseconds for answer in answers)
    p95 = taken[ceil(len(taken) * 0.95) - 1]
    return Figure(round(statistics.median(taken), 2), round(p95, 2), max(answer.queries for answer in answers))
