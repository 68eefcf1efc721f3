"""What a person can choose among when narrowing or editing: years, values of cells, roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from riskbild.audit.actor import Operator
from riskbild.audit.prepared import Prepared
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear, Risk, RiskRole
from riskbild.register.queries.filters import readable_in
from riskbild.register.queries.seen import risks_seen_by
from riskbild.register.rules_of import method_of, methods_of
from riskbild.rules.method import Method

MOST = 300


@dataclass(frozen=True)
class YearSeen:
    """A board's year as this person sees it, with its method."""

    id: UUID
    version: int
    board_id: UUID
    year: int
    closed: bool
    sample: bool
    method_id: UUID
    method: Method


def _years() -> QuerySet[BoardYear, tuple[UUID, UUID, int, UUID, int, bool, bool, UUID]]:
    rows = BoardYear.objects.order_by("-year", "board_id")
    return rows.values_list("municipality_id", "id", "version", "board_id", "year", "closed", "sample", "method_id")


_OF_BOARDS = Prepared(_years, by=["municipality_id", "board_id__in"])


def years_seen_by(by: Actor, today: date) -> list[YearSeen]:
    """The years of every board where this person may read something, latest year first.

    One query, and one more for methods that this process has not met before.
    """
    if isinstance(by, Operator):
        found = list(_years())
    else:
        access = access_of(by, today)
        readable = access.at(Permission.READ) | access.at(Permission.READ_OWN)
        boards = frozenset(board.id for node_id in readable if (board := access.tree.board_of(node_id)))
        found = _OF_BOARDS.rows(by.municipality_id, boards)
    methods = methods_of({row[0] for row in found}, {row[-1] for row in found})
    return [YearSeen(*row[1:], method=methods[row[-1]]) for row in found]


def as_seen(row: BoardYear) -> YearSeen:
    """A year, whose method has been fetched with it, as a value."""
    return YearSeen(
        row.pk, row.version, row.board_id, row.year, row.closed, row.sample, row.method_id, method_of(row.method)
    )


def values_seen_by(by: Actor, year: int, cell: str, today: date) -> Sequence[str]:
    """The different texts of a cell (`process`, `heading`, `category`) in a year's risks, in order; at most 300."""
    rows = _unmasked(by, year, cell, today).exclude(**{cell: ""})
    return list(rows.order_by(cell).values_list(cell, flat=True).distinct()[:MOST])


def roles_seen_by(by: Actor, year: int, today: date) -> Sequence[str]:
    """The roles that answer for a year's risks, in order; at most 300."""
    rows = RiskRole.objects.filter(risk_id__in=_unmasked(by, year, "responsible", today).values("pk"))
    if not isinstance(by, Operator):
        rows = rows.filter(municipality_id=by.municipality_id)
    return list(rows.order_by("role").values_list("role", flat=True).distinct()[:MOST])


def _unmasked(by: Actor, year: int, cell: str, today: date) -> QuerySet[Risk]:
    return readable_in(risks_seen_by(by, today).filter(year=year, archived=False), by, cell, today)
