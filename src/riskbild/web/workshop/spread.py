"""The opinions of a workshop drawn: how many chose each square of the matrix, or each score where there are no axes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from riskbild.planning.queries.workshops import OpinionSeen
from riskbild.register.derive import Scored
from riskbild.rules.level import Level
from riskbild.rules.method import Method
from riskbild.web.risk.matrix import Drawing, Square, drawing


@dataclass(frozen=True)
class Counted:
    """A square of the matrix with how many chose it, and whether the group has decided on it."""

    square: Square
    count: int
    decided: bool


@dataclass(frozen=True)
class Bar:
    """A score with how many gave it."""

    score: int
    level: Level | None
    count: int
    decided: bool


@dataclass(frozen=True)
class Spread:
    """What everybody thought: the drawing where the method has axes, else bars; and the numbers."""

    drawing: Drawing | None
    squares: Sequence[Counted]
    bars: Sequence[Bar]
    lowest: int | None
    middle: str
    highest: int | None
    count: int


def spread_of(method: Method, opinions: Sequence[OpinionSeen], decided: Scored | None) -> Spread:
    """The opinions of one risk. The middle is the median, with half steps."""
    scores = [one.scored.score for one in opinions if one.scored.score is not None]
    drawn = drawing(method)
    return Spread(
        drawing=drawn, squares=_squares(drawn, opinions, decided) if drawn else (),
        bars=() if drawn else _bars(method, scores, decided), lowest=min(scores, default=None),
        middle=f"{median(scores):g}".replace(".", ",") if scores else "", highest=max(scores, default=None),
        count=len(opinions),
    )  # fmt: skip


def _squares(drawn: Drawing, opinions: Sequence[OpinionSeen], decided: Scored | None) -> list[Counted]:
    chosen = Counter((one.scored.likelihood, one.scored.impact) for one in opinions)
    made = (decided.likelihood, decided.impact) if decided else None
    return [
        Counted(square, chosen[square.likelihood, square.impact], made == (square.likelihood, square.impact))
        for square in drawn.squares
    ]


def _bars(method: Method, scores: Sequence[int], decided: Scored | None) -> list[Bar]:
    counts = Counter(scores)
    made = decided.score if decided else None
    every = sorted({*counts, *([made] if made is not None else [])})
    return [Bar(score, method.level_of(score), counts[score], score == made) for score in every]
