"""How many risks stand in each square of the matrix, and how many stand in none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from riskbild.organisation.permissions import Actor
from riskbild.register.models.risk import UNSCORED
from riskbild.register.queries.filters import RiskFilter, filtered

# Columns of the index over the short ones, which answers alone; the score's rank is the score where there is one.
_AXES = ("likelihood", "impact", "score_rank")


@dataclass(frozen=True)
class HeatMap:
    """Counts by (likelihood, impact), by score where there are no axes, and of risks with no score; one query."""

    squares: Mapping[tuple[int, int], int]
    scores: Mapping[int, int]
    unscored: int

    @property
    def total(self) -> int:
        """Every risk that was counted."""
        return sum(self.squares.values()) + sum(self.scores.values()) + self.unscored


def heat_map(by: Actor, wanted: RiskFilter, today: date) -> HeatMap:
    """Counts the risks that the filter leaves."""
    rows = filtered(by, wanted, today).order_by().values(*_AXES).annotate(count=Count("*"))
    return _counted(rows)


def heat_maps(by: Actor, wanted: RiskFilter, today: date) -> dict[UUID, HeatMap]:
    """The same for each board by itself, since boards may work with different methods; one query."""
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    rows = filtered(by, wanted, today).order_by().values("board_id", *_AXES)
    for row in rows.annotate(count=Count("*")):
        found[row["board_id"]].append(row)
    return {board_id: _counted(own) for board_id, own in found.items()}


def _counted(rows: Iterable[Mapping[str, Any]]) -> HeatMap:
    squares: dict[tuple[int, int], int] = {}
    scores: dict[int, int] = {}
    unscored = 0
    for row in rows:
        likelihood, impact, score = (row[name] for name in _AXES)
        if likelihood is not None and impact is not None:
            squares[likelihood, impact] = squares.get((likelihood, impact), 0) + row["count"]
        elif score != UNSCORED:
            scores[score] = scores.get(score, 0) + row["count"]
        else:
            unscored += row["count"]
    return HeatMap(squares, scores, unscored)
