"""What a later year needs of an earlier one: its board and method, and the lineage of each risk in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from riskbild.register.models import BoardYear, Measure, Risk


@dataclass(frozen=True)
class Carried:
    """A year that another year is made from; `series` is its method's, `lineages` in the order of its risks."""

    board_id: UUID
    series: UUID
    lineages: Sequence[UUID]


@dataclass(frozen=True)
class MeasureOfYear:
    """A measure with the versions that an action asks for."""

    id: UUID
    version: int
    risk_version: int
    text: str


def carried_from(board_year_id: UUID) -> Carried:
    """The year's board, series of methods and lineages; for commands and actions, which have asked who may."""
    year = BoardYear.objects.select_related("method").get(pk=board_year_id)
    risks = Risk.objects.filter(municipality_id=year.municipality_id, board_year=year).order_by("position", "pk")
    return Carried(year.board_id, year.method.series, list(risks.values_list("lineage", flat=True)))


def measures_of_year(board_year_id: UUID) -> Iterator[MeasureOfYear]:
    """The year's measures in the order of its risks; versions are read anew for each, since one change moves them."""
    year = BoardYear.objects.get(pk=board_year_id)
    rows = Measure.objects.filter(municipality_id=year.municipality_id, risk__municipality_id=year.municipality_id)
    of_year = rows.filter(risk__board_year=year).select_related("risk")
    for pk in list(of_year.order_by("risk__position", "position").values_list("pk", flat=True)):
        row = of_year.get(pk=pk)
        yield MeasureOfYear(row.pk, row.version, row.risk.version, row.text)
