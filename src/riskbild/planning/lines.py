"""A risk as one line of a list: the short columns and the texts that the planning shows, without the wide row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.planning.models import ProfileRisk
from riskbild.register.models import BoardYear, Risk


@dataclass(slots=True)
class ShortLine:
    """One risk, as far as the choice for the plan and its title go.

    Making whole rows of some fifty columns, five hundred at a time, would cost more than the query.
    """

    municipality_id: UUID
    id: UUID
    node_id: UUID
    version: int
    title: str
    process: str
    risk: str
    description: str
    category: str
    likelihood: int | None
    impact: int | None
    score: int | None
    level: str
    in_plan: bool | None

    @property
    def pk(self) -> UUID:
        """The risk's key, under the name that a row of the register has it."""
        return self.id


@dataclass(slots=True)
class RiskLine(ShortLine):
    """One risk with its lineage, and what a risk profile shows of it besides."""

    lineage: UUID
    consequence: str
    response: str
    response_reason: str


@dataclass(slots=True)
class PlacedLine:
    """One row of a risk profile: its own columns, and the risk that stands there."""

    pk: UUID
    version: int
    position: int
    group: str
    origin: str
    from_node_id: UUID | None
    risk: RiskLine


_SHORT = [field.name for field in fields(ShortLine)][1:]
_SHORT_OF_ROW = [f"risk__{name}" for name in _SHORT]
_RISK = [field.name for field in fields(RiskLine)][1:]
_RISK_OF_ROW = [f"risk__{name}" for name in _RISK]
_PLACED = [field.name for field in fields(PlacedLine)][:-1]


def lines_of(municipality_id: UUID, rows: QuerySet[Risk]) -> list[RiskLine]:
    """The risks of a query of one municipality, in its order; one query."""
    return [RiskLine(municipality_id, *row) for row in rows.values_list(*_RISK)]


def short_lines_of(municipality_id: UUID, rows: QuerySet[Risk]) -> list[ShortLine]:
    """The same with the short columns alone."""
    return [ShortLine(municipality_id, *row) for row in rows.values_list(*_SHORT)]


_IN_PROFILE = Prepared(
    lambda: ProfileRisk.objects.filter(risk__archived=False).order_by("position", "pk").values_list(*_SHORT_OF_ROW),
    by=["municipality_id", "profile__municipality_id", "profile__board_year_id", "profile__node_id"],
)
_KEYED = Prepared(
    lambda: Risk.objects.filter(archived=False).order_by("position", "pk").values_list(*_SHORT),
    by=["municipality_id", "board_year_id", "id__in"],
)


def short_lines_in(year: BoardYear, node_id: UUID) -> list[ShortLine]:
    """The risks in the profile of a node, with the short columns, in its order; archived ones left out. One query."""
    rows = _IN_PROFILE.rows(year.municipality_id, year.municipality_id, year.pk, node_id)
    return [ShortLine(year.municipality_id, *row) for row in rows]


def short_lines_with(year: BoardYear, keys: Iterable[UUID]) -> list[ShortLine]:
    """The risks of a year with these keys, with the short columns, in the register's order; archived ones left out.

    One query, or none.
    """
    rows = _KEYED.rows(year.municipality_id, year.pk, frozenset(keys))
    return [ShortLine(year.municipality_id, *row) for row in rows]


def placed_lines(municipality_id: UUID, rows: QuerySet[ProfileRisk]) -> list[PlacedLine]:
    """The rows of a profile with their risks, in the query's order; one query."""
    return [_placed(municipality_id, row) for row in rows.values_list(*_PLACED, *_RISK_OF_ROW)]


def _placed(municipality_id: UUID, row: Sequence[Any]) -> PlacedLine:
    risk = RiskLine(municipality_id, *row[len(_PLACED) :])
    return PlacedLine(*[*row[: len(_PLACED)], risk])
