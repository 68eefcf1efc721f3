"""The counts of a year as maps: one for each method, with the addresses of the lists that its squares stand for."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.register.queries.heat import HeatMap
from riskbild.rules.method import Level, Method, Scale, Square
from riskbild.web.heat.picture import NARROW, WIDE, Picture, picture_of
from riskbild.web.register.address import ListAddress
from riskbild.web.register.reach import Reach


@dataclass(frozen=True)
class Counted:
    """A square, or a score outside the matrix, with the risks in it and the query that lists them."""

    count: int
    query: str
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    level: Level | None = None


@dataclass(frozen=True)
class MethodMap:
    """One method's map. `rows` run from the highest likelihood down, each from the lowest impact up.

    Outside the matrix stand scores with no axes, values that are not on the scales, and risks with no score.
    """

    key: UUID
    method: Method
    boards: Sequence[str]
    rows: Sequence[Sequence[Counted]]
    pictures: Sequence[Picture]
    scores: Sequence[Counted]
    off_scale: Sequence[Counted]
    unscored: Counted
    total: int

    @property
    def likelihood(self) -> Scale | None:
        """The scale of the rows, None where the method has none."""
        return self.method.likelihood

    @property
    def impact(self) -> Scale | None:
        """The scale of the columns, None where the method has none."""
        return self.method.impact

    @property
    def columns(self) -> list[int]:
        """The number of risks in each column of the matrix."""
        return [sum(one.count for one in column) for column in zip(*self.rows, strict=True)]

    @property
    def inside(self) -> int:
        """The number of risks in the matrix."""
        return sum(self.columns)


def maps_of(counted: Mapping[UUID, HeatMap], address: ListAddress, reach: Reach) -> list[MethodMap]:
    """The maps in which there is something; where there is nothing at all, every map, empty."""
    methods = reach.methods(address.wanted.year)
    several = len(methods) > 1
    maps = [_map(key, method, counted, address, reach, several=several) for key, method in methods.items()]
    return [one for one in maps if one.total] or maps


def _map(
    key: UUID, method: Method, counted: Mapping[UUID, HeatMap], address: ListAddress, reach: Reach, *, several: bool
) -> MethodMap:
    boards = [one.board_id for one in reach.in_year(address.wanted.year) if one.method_id == key]
    total = _sum(counted[board] for board in boards if board in counted)
    listing = _Listing(address, str(key) if several else None)
    squares = {(square.likelihood, square.impact): square for square in method.squares()}
    rows = _rows(method, squares, total, listing)
    return MethodMap(
        key=key,
        method=method,
        boards=[reach.unit_name(board) for board in boards],
        rows=rows,
        pictures=_pictures(method),
        scores=[_score(method, score, count, listing) for score, count in sorted(total.scores.items(), reverse=True)],
        off_scale=[
            Counted(count, listing.square(*axes), *axes)
            for axes, count in sorted(total.squares.items())
            if axes not in squares
        ],
        unscored=Counted(total.unscored, listing.query(unscored="1", axes="no")),
        total=total.total,
    )


def _pictures(method: Method) -> list[Picture]:
    """The matrix for wide screens and paper, and for narrow ones; nothing for a method with no scales."""
    if method.likelihood is None or method.impact is None:
        return []
    rooms = {"wide": WIDE, "narrow": NARROW}
    return [picture_of(method.likelihood, method.impact, room, name) for name, room in rooms.items()]


@dataclass(frozen=True)
class _Listing:
    """Addresses of the list with the map's own filter; `method` where there are several maps."""

    address: ListAddress
    method: str | None

    def query(self, **changes: str | None) -> str:
        return self.address.query(method=self.method or self.address.filters.get("method"), **changes)

    def square(self, likelihood: int, impact: int) -> str:
        return self.query(likelihood=str(likelihood), impact=str(impact))


def _rows(
    method: Method, squares: Mapping[tuple[int, int], Square], total: HeatMap, listing: _Listing
) -> list[list[Counted]]:
    if method.likelihood is None or method.impact is None:
        return []
    return [
        [
            _square(squares[likelihood, impact], total.squares.get((likelihood, impact), 0), listing)
            for impact in method.impact.values
        ]
        for likelihood in reversed(method.likelihood.values)
    ]


def _square(square: Square, count: int, listing: _Listing) -> Counted:
    query = listing.square(square.likelihood, square.impact)
    return Counted(count, query, square.likelihood, square.impact, square.score, square.level)


def _score(method: Method, score: int, count: int, listing: _Listing) -> Counted:
    query = listing.query(score=str(score), axes="no")
    return Counted(count, query, score=score, level=method.level_of(score))


def _sum(maps: Iterable[HeatMap]) -> HeatMap:
    squares: Counter[tuple[int, int]] = Counter()
    scores: Counter[int] = Counter()
    unscored = 0
    for one in maps:
        squares.update(one.squares)
        scores.update(one.scores)
        unscored += one.unscored
    return HeatMap(squares, scores, unscored)
