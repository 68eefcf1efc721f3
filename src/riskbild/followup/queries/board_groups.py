"""One period by unit and by person: how much is asked of each, how much they have given, how much is late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from riskbild.followup.models import FollowUpPeriod, ReportHolder
from riskbild.followup.queries.board import period_for
from riskbild.followup.queries.board_rows import held_at_all
from riskbild.followup.queries.counts import Counts, counts_by
from riskbild.followup.queries.seen import reports_seen_by
from riskbild.organisation.permissions import Actor
from riskbild.organisation.queries import names_of
from riskbild.organisation.tree import tree_of


@dataclass(frozen=True)
class Group:
    """The reports of one unit or one person, counted. `id` is None for those that fall to nobody."""

    id: UUID | None
    name: str
    counts: Counts

    @property
    def waits(self) -> bool:
        """Whether something is left."""
        return self.counts.given < self.counts.asked


def by_unit(by: Actor, period_id: UUID, today: date) -> list[Group]:
    """The units of a period in the tree's order; three queries, however many reports. Raises `Missing`."""
    period = period_for(by, period_id, today)
    rows = reports_seen_by(by, today).filter(municipality_id=period.municipality_id, period=period)
    found = counts_by(rows, "node_id", {period.pk: period}, today)
    named = [(node.id, node.name) for _, node in tree_of(period.board.municipality, today).ordered()]
    known = {key for key, _ in named}
    return [Group(key, name, found[key]) for key, name in named if key in found] + [
        Group(key, "", counts) for key, counts in found.items() if key not in known
    ]


def by_person(by: Actor, period_id: UUID, today: date) -> list[Group]:
    """The people of a period by name, last what falls to nobody; five queries, however many reports.

    Raises `Missing`. A report that falls to two counts for both.
    """
    period = period_for(by, period_id, today)
    mine: Mapping[str, Any] = {"municipality_id": period.municipality_id, "period": period}
    seen = reports_seen_by(by, today).filter(**mine)
    held = ReportHolder.objects.filter(
        **mine, active=True, report__municipality_id=period.municipality_id, report_id__in=seen.values("pk")
    )
    found = counts_by(held, "person_id", {period.pk: period}, today, of="report__")
    nobodys = counts_by(seen.filter(~held_at_all(period.municipality_id)), "period_id", {period.pk: period}, today)
    return [*_named(period, found), *(Group(None, "", counts) for counts in nobodys.values())]


def _named(period: FollowUpPeriod, found: Mapping[UUID, Counts]) -> Sequence[Group]:
    names = names_of(period.municipality_id, list(found)) if found else {}
    people = [Group(key, names.get(key, ""), counts) for key, counts in found.items()]
    return sorted(people, key=lambda one: (one.name.casefold(), str(one.id)))


def waited_for(by: Actor, period_id: UUID, today: date) -> set[UUID]:
    """Everybody that something is waited for from, to be reminded. Raises `Missing`."""
    return {one.id for one in by_person(by, period_id, today) if one.id and one.waits}
