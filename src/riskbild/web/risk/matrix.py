"""The drawing of an assessment's matrix: where each square, word and mark stands, in units of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from riskbild.register.queries.page import AssessmentSeen
from riskbild.register.terms import AssessmentKind
from riskbild.rules.level import Level
from riskbild.rules.method import Method

_WIDEST, _NARROWEST, _ALL = 60, 30, 264
_LEFT, _BELOW, _EDGE = 46, 44, 3
_SHORTEST_ARROW = 1.5


@dataclass(frozen=True)
class Square:
    """One square; `kinds` are the assessments that stand in it, `x` and `y` its upper left corner."""

    x: int
    y: int
    likelihood: int
    impact: int
    score: int
    level: Level | None
    kinds: frozenset[AssessmentKind]

    @property
    def marked(self) -> str:
        """How the square is framed: "both", "inherent", "residual" or not at all."""
        return "both" if len(self.kinds) > 1 else next(iter(self.kinds), "")


@dataclass(frozen=True)
class Arrow:
    """From the inherent assessment to the residual one, from edge to edge."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Drawing:
    """The whole matrix: likelihood upwards, impact to the right."""

    side: int
    width: int
    height: int
    left: int
    bottom: int
    squares: Sequence[Square]
    rows: Sequence[tuple[int, int]]
    columns: Sequence[tuple[int, int]]
    arrow: Arrow | None

    @property
    def marked(self) -> bool:
        """Whether some assessment stands in the matrix."""
        return any(square.kinds for square in self.squares)


def drawing(method: Method, assessments: Sequence[AssessmentSeen] = ()) -> Drawing | None:
    """The method's matrix with these assessments marked, or nothing where the method has no scales."""
    if method.likelihood is None or method.impact is None:
        return None
    rows, columns = method.likelihood.values[::-1], method.impact.values
    side = max(_NARROWEST, min(_WIDEST, _ALL // max(len(rows), len(columns))))
    bottom = _EDGE + side * len(rows)
    marks = {one.kind: (one.likelihood, one.impact) for one in assessments}
    squares = [
        Square(
            x=_LEFT + side * columns.index(square.impact),
            y=_EDGE + side * rows.index(square.likelihood),
            likelihood=square.likelihood,
            impact=square.impact,
            score=square.score,
            level=square.level,
            kinds=frozenset(kind for kind, place in marks.items() if place == (square.likelihood, square.impact)),
        )
        for square in method.squares()
    ]
    return Drawing(
        side=side, width=_LEFT + side * len(columns) + _EDGE, height=bottom + _BELOW, left=_LEFT, bottom=bottom,
        squares=squares, rows=[(value, _EDGE + side * place + side // 2) for place, value in enumerate(rows)],
        columns=[(value, _LEFT + side * place + side // 2) for place, value in enumerate(columns)],
        arrow=_arrow(squares, side),
    )  # fmt: skip


def _arrow(squares: Sequence[Square], side: int) -> Arrow | None:
    """Shortened at both ends so that it covers no number; nothing between squares that touch."""
    ends = [
        (one.x + side / 2, one.y + side / 2)
        for kind in (AssessmentKind.INHERENT, AssessmentKind.RESIDUAL)
        for one in squares
        if kind in one.kinds
    ]
    for (x1, y1), (x2, y2) in pairwise(ends):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        if length >= side * _SHORTEST_ARROW:
            cut = 0.62 * side / length
            dx, dy = (x2 - x1) * cut, (y2 - y1) * cut
            return Arrow(round(x1 + dx, 1), round(y1 + dy, 1), round(x2 - dx, 1), round(y2 - dy, 1))
    return None
