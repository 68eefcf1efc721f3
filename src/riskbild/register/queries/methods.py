"""The municipality's assessment methods, every version of each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from riskbild.audit.single import single
from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission
from riskbild.register.models import MethodVersion
from riskbild.register.rules_of import method_of
from riskbild.rules.method import Method
from riskbild.rules.refusal import Missing

_READERS = (Permission.READ, Permission.READ_OWN, Permission.MANAGE_METHOD)


@dataclass(frozen=True)
class MethodSeen:
    """One version of a method. `latest` is the number of the latest version of the same method."""

    id: UUID
    series: UUID
    number: int
    latest: int
    name: str
    made_at: datetime
    method: Method


def method_versions(by: User, today: date) -> list[MethodSeen]:
    """Every version of the municipality's methods, by name and series, the latest version first; one query.

    A method is the same for all who read risks in the municipality, whichever their board.
    """
    if not reads_methods(by, today):
        return []
    rows = MethodVersion.objects.filter(municipality_id=by.municipality_id).order_by("series", "-number")
    latest: dict[UUID, MethodVersion] = {}
    for row in rows:
        latest.setdefault(row.series, row)
    seen = [_seen(row, latest[row.series].number) for row in rows]
    return sorted(seen, key=lambda one: (latest[one.series].name.casefold(), str(one.series), -one.number))


def method_seen_by(by: User, method_id: UUID, today: date) -> MethodSeen:
    """One version. Raises `Missing`."""
    rows = MethodVersion.objects.filter(municipality_id=by.municipality_id)
    row = single(rows.filter(pk=method_id)) if reads_methods(by, today) else None
    if row is None:
        raise Missing
    return _seen(row, rows.filter(series=row.series).aggregate(latest=Max("number"))["latest"])


def latest_version(by: User, series: UUID, today: date) -> MethodSeen:
    """The latest version of a method. Raises `Missing`."""
    rows = MethodVersion.objects.filter(municipality_id=by.municipality_id, series=series)
    row = rows.order_by("-number").first() if reads_methods(by, today) else None
    if row is None:
        raise Missing
    return _seen(row, row.number)


def reads_methods(by: User, today: date) -> bool:
    """Whether the person has anything to do with risks or methods in the municipality."""
    access = access_of(by, today)
    return any(access.anywhere(permission) for permission in _READERS)


def _seen(row: MethodVersion, latest: int) -> MethodSeen:
    return MethodSeen(row.pk, row.series, row.number, latest, row.name, row.made_at, method_of(row))
