"""Charts of what has been reported, a bar a period: status, result, and whether the work follows the plan."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from riskbild.followup.queries.counts import Counts
from riskbild.rules.reporting import OnPlan
from riskbild.rules.result import Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import Status
from riskbild.web.followup.bars import NARROW, Chart, chart_of
from riskbild.web.followup.marks import kinds_of

type Drawn = tuple[str, Chart, Chart]

_UNSAID = Sentence("Anges inte", "Not stated")


def charts_of(periods: Sequence[tuple[str, Counts]]) -> list[Drawn]:
    """The charts that have anything to show, wide and narrow; periods are (name, counts) in order."""
    given = [(name, counts) for name, counts in periods if counts.given]
    found = []
    for title, kind, counted in _wanted():
        counted_rows = ((name, _by_key(counted(counts))) for name, counts in given)
        rows = [(name, numbers) for name, numbers in counted_rows if any(numbers.values())]
        if rows:
            kinds = kinds_of(kind, _UNSAID)
            found.append((title, chart_of(rows, kinds), chart_of(rows, kinds, NARROW)))
    return found


def _wanted() -> tuple[tuple[str, type[StrEnum], Callable[[Counts], Mapping[Any, int]]], ...]:
    return (
        (_("Status per period"), Status, lambda counts: counts.statuses),
        (_("Resultat per period"), Result, lambda counts: counts.results),
        (_("Följer plan, per period"), OnPlan, lambda counts: counts.on_plan),
    )


def _by_key(numbers: Mapping[Any, int]) -> dict[str, int]:
    return {value.value if value else "": number for value, number in numbers.items()}
