"""The checks' figures: how long every rule takes over rows as long and as Swedish as real ones, faults and all."""

import time
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from riskbild.checks.linting import lint
from riskbild.checks.setting import Setting
from riskbild.cli.bench.texts import cells
from riskbild.documents.exchange import ROW_TEXTS, DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.profile import Profile
from riskbild.rules.standard_methods import FOUR_BY_FOUR

_ROUNDS = 5
_MOST_MS = 2000
"""What ten thousand rows may take at most."""
_YEAR = 2026


def measure(rows: int = 10_000, seed: int = 1) -> dict[str, Any]:
    """Milliseconds for all rules over so many rows, at the middle and at worst; the remarks of each kind of weight.

    The first round, which reads the search's word list, is told apart: a command has it in its time, a server once.
    """
    document = ExchangeDocument(
        source=Source("bench"), kind=DocumentKind.RISK_LIST, year=_YEAR, rows=tuple(_rows(rows, str(seed)))
    )
    setting = Setting(Profile("Standard", FOUR_BY_FOUR), _YEAR)
    taken = []
    for _ in range(_ROUNDS + 1):
        start = time.perf_counter()
        remarks = lint(document, setting)
        taken.append((time.perf_counter() - start) * 1000)
    first, *warm = taken
    weights = Counter(str(remark.severity) for remark in remarks)
    return {
        "check_rows": rows,
        "check_first_ms": round(first, 1),
        "check_ms": round(median(warm), 1),
        "check_worst_ms": round(max(warm), 1),
        "check_most_ms": _MOST_MS,
        **{f"check_remarks_{weight}": count for weight, count in sorted(weights.items())},
    }


def _rows(count: int, seed: str) -> Iterator[ExchangeRow]:
    for one in cells(count, seed):
        texts: dict[str, Any] = {name: text for name, text in one.fields.items() if name in ROW_TEXTS and text}
        yield ExchangeRow(
            **texts,
            likelihood=one.likelihood,
            impact=one.impact,
            score=one.likelihood * one.impact,
            in_plan=bool(one.fields["in_plan"]),
        )
