"""Who holds the roles that a year's reports name, and who stands in for whom."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.followup.models import ReportHolder, RoleHolder, StandIn
from riskbild.followup.queries.seen import masks_of_reports, reports_seen_by
from riskbild.followup.ruled import rows_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import Actor, refusal, refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import year_for
from riskbild.rules.sentence import Sentence
from riskbild.rules.whose import role_key, roles_named


@dataclass(frozen=True)
class HeldAt:
    """The people who hold a role at one node."""

    node_id: UUID
    node: str
    people: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class RoleSeen:
    """A role that reports fall to: how many, how many of those fall to nobody, and who holds it where."""

    role: str
    reports: int
    without_people: int
    held: Sequence[HeldAt]


@dataclass(frozen=True)
class StandInSeen:
    """Somebody who reports for another, both days counted."""

    id: UUID
    person_id: UUID
    person: str
    stand_in_id: UUID
    stand_in: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class RolesOfYear:
    """The roles that the year's reports name; `refusal` says why the person cannot say who holds them."""

    board_id: UUID
    roles: Sequence[RoleSeen]
    refusal: Sentence | None


def roles_of_year(by: Actor, board_year_id: UUID, today: date) -> RolesOfYear:
    """The roles of a year's reports, those that most fall to first; six queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    periods = list({row.pk for row in rows_of(year.municipality_id, year.pk).values()})
    rows = reports_seen_by(by, today).filter(
        municipality_id=year.municipality_id, period_id__in=periods, retired=False, reported_at=None
    )  # fmt: skip
    reports = list(rows.only("municipality_id", "node_id", "subject", "risk_id", "also_risks", "role"))
    masks = masks_of_reports(by, reports, today)
    falls = ReportHolder.objects.filter(municipality_id=year.municipality_id, period_id__in=periods)
    with_people = set(falls.values_list("report_id", flat=True))
    named: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    bare: dict[str, int] = defaultdict(int)
    for report in reports:
        for key in roles_named("" if "role" in masks.get(report.pk, {}) else report.role):
            named.setdefault(key, _spelled(report.role, key))
            count[key] += 1
            bare[key] += report.pk not in with_people
    held = _held(year.municipality_id, set(named))
    roles = [RoleSeen(named[key], count[key], bare[key], held.get(key, ())) for key in named]
    return RolesOfYear(
        year.board_id, sorted(roles, key=lambda one: (-one.reports, one.role)),
        refusal(by, Permission.EDIT_PLAN, year.board_id, today=today),
    )  # fmt: skip


def stand_ins_seen_by(by: Actor, today: date) -> Sequence[StandInSeen]:
    """The stand-ins of today and later: one's own, both ways, or everybody's for who manages years; one query."""
    rows = StandIn.objects.filter(valid_to__gte=today).select_related("person", "stand_in")
    if not isinstance(by, Operator):
        rows = rows.filter(municipality_id=by.municipality_id)
        if refusal_anywhere(by, Permission.MANAGE_YEAR, today=today) is not None:
            rows = rows.filter(person_id=by.pk) | rows.filter(stand_in_id=by.pk)
    return [
        StandInSeen(
            row.pk, row.person_id, row.person.name, row.stand_in_id, row.stand_in.name, row.valid_from, row.valid_to
        )
        for row in rows.order_by("valid_from", "pk")
    ]


def reporters_of(by: Actor) -> list[tuple[UUID, str]]:
    """The active people of the municipality, by name: whom a report can be handed to; at most 1 000."""
    rows = User.objects.filter(is_active=True)
    if not isinstance(by, Operator):
        rows = rows.filter(municipality_id=by.municipality_id)
    return list(rows.order_by("name", "pk").values_list("pk", "name")[:1000])


def _held(municipality_id: UUID, keys: set[str]) -> dict[str, list[HeldAt]]:
    rows = RoleHolder.objects.filter(municipality_id=municipality_id, key__in=keys).select_related("person", "node")
    found: dict[tuple[str, UUID], list[tuple[UUID, str]]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for row in rows.order_by("node_id", "pk"):
        found[row.key, row.node_id].append((row.person_id, row.person.name))
        names[row.node_id] = row.node.name
    held: dict[str, list[HeldAt]] = defaultdict(list)
    for (key, node_id), people in found.items():
        held[key].append(HeldAt(node_id, names[node_id], people))
    return dict(held)


def _spelled(cell: str, key: str) -> str:
    """The role as the cell spells it."""
    parts = (part.strip() for line in cell.splitlines() for part in line.replace("+", ",").split(","))
    return next((part for part in parts if role_key(part) == key), key)
