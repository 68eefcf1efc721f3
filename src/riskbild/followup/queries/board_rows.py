"""The reports of one period: a page of them as its board shows it, or all of them for a document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.followup.models import FollowUpPeriod, Report, ReportHolder
from riskbild.followup.queries.board import period_for
from riskbild.followup.queries.seen import ReportMasks, masks_of_reports, reports_seen_by
from riskbild.followup.queries.telling import (
    Earlier,
    LastReport,
    Said,
    earlier_reports,
    last_of,
    last_report,
    said_in,
    state_on,
    title_seen,
    words_seen,
)
from riskbild.organisation.permissions import Actor
from riskbild.organisation.queries import names_of
from riskbild.organisation.tree import Tree, tree_of
from riskbild.register.queries.keyset import Cursor, Order, page_of, read_cursor, values_at
from riskbild.register.queries.telling import Shown
from riskbild.rules.period_life import PeriodState
from riskbild.rules.report_state import ReportState
from riskbild.rules.reporting import Subject
from riskbild.rules.result import DEVIATIONS
from riskbild.rules.whose import Way

PAGE_SIZE = 100
_ORDER = (Order("retired", bool), Order("position", int), Order("pk", UUID))

type _Held = tuple[UUID, Way, bool]


class Narrowed(StrEnum):
    """Which reports of a period are asked for."""

    GIVEN = "given"
    LEFT = "left"
    LATE = "late"
    DEVIATING = "deviating"
    NOBODYS = "nobodys"


@dataclass(frozen=True)
class Holder:
    """Somebody that a report falls to."""

    person_id: UUID
    name: str
    way: Way
    active: bool


@dataclass(frozen=True)
class BoardRow:
    """One report of a period; `last` is what was said of the same thing the time before."""

    id: UUID
    version: int
    subject: Subject
    lineage: UUID
    risk_id: UUID | None
    node_id: UUID
    node: str
    state: ReportState
    title: Shown
    words: Mapping[str, Shown]
    said: Said
    reported_by: str
    last: LastReport | None
    holders: Sequence[Holder]


@dataclass(frozen=True)
class RowsPage:
    """A page of a period's reports; `total` counts all pages. A cursor is "" where there is no such page."""

    rows: Sequence[BoardRow]
    total: int
    previous: str
    next: str


def period_rows(by: Actor, period_id: UUID, today: date) -> list[BoardRow]:
    """Every report of a period that the person sees, for documents; eight queries. Raises `Missing`."""
    period = period_for(by, period_id, today)
    return _told(by, period, list(_rows(by, period, today).order_by("retired", "position", "pk")), today)


def rows_page(
    by: Actor, period_id: UUID, today: date, *, narrowed: Narrowed | None = None, cursor: str = ""
) -> RowsPage:
    """A page of the reports that the person sees; nine queries, however many there are.

    Raises `Missing`, and `Refused` for a cursor that no page of it gave.
    """
    period = period_for(by, period_id, today)
    rows = _rows(by, period, today)
    if narrowed is not None:
        rows = rows.filter(_narrow(narrowed, period, today))
    found, before, after = page_of(rows, _ORDER, read_cursor(cursor, _ORDER) if cursor else None, PAGE_SIZE)
    return RowsPage(
        _told(by, period, found, today), rows.count() if before or after else len(found),
        Cursor(values_at(found[0], _ORDER), backwards=True).text() if before and found else "",
        Cursor(values_at(found[-1], _ORDER)).text() if after and found else "",
    )  # fmt: skip


def _rows(by: Actor, period: FollowUpPeriod, today: date) -> QuerySet[Report]:
    rows = reports_seen_by(by, today).filter(municipality_id=period.municipality_id, period=period)
    return rows.defer("board", "measure", "place")


def _narrow(narrowed: Narrowed, period: FollowUpPeriod, today: date) -> Q:
    left = Q(reported_at=None, expected=True, retired=False)
    match narrowed:
        case Narrowed.GIVEN:
            return Q(reported_at__isnull=False, retired=False)
        case Narrowed.LEFT:
            return left
        case Narrowed.LATE:
            passed = period.state == PeriodState.CLOSED or today > period.due
            return left if passed else Q(pk__in=[])
        case Narrowed.DEVIATING:
            return Q(result__in=DEVIATIONS, retired=False)
        case Narrowed.NOBODYS:
            return ~held_at_all(period.municipality_id) & Q(retired=False)


def held_at_all(municipality_id: UUID) -> Exists:
    """Whether a report falls to anybody."""
    return Exists(ReportHolder.objects.filter(municipality_id=municipality_id, report_id=OuterRef("pk"), active=True))


def _told(by: Actor, period: FollowUpPeriod, found: Sequence[Report], today: date) -> list[BoardRow]:
    for row in found:
        row.period = period  # every one is of this period, which has been read
    last = last_of(found, earlier_reports(found))
    masks = masks_of_reports(by, [*found, *last.values()], today)
    held = _held(period, found)
    names = _names(period, found, held)
    tree = tree_of(period.board.municipality, today)
    return [_row(row, last.get(row.pk), masks, held.get(row.pk, ()), names, tree, today) for row in found]


def _held(period: FollowUpPeriod, found: Sequence[Report]) -> dict[UUID, list[_Held]]:
    """Who each report falls to: the person, the way, and whether it still does; one query."""
    rows = ReportHolder.objects.filter(municipality_id=period.municipality_id, period=period).order_by("pk")
    if len(found) <= PAGE_SIZE:
        rows = rows.filter(report_id__in=[row.pk for row in found])
    held: dict[UUID, list[_Held]] = defaultdict(list)
    for report_id, person_id, way, active in rows.values_list("report_id", "person_id", "way", "active"):
        held[report_id].append((person_id, Way(way), active))
    return held


def _names(period: FollowUpPeriod, rows: Iterable[Report], held: Mapping[UUID, Iterable[_Held]]) -> dict[UUID, str]:
    """The names of everybody that a report falls to or was given by; one query, or none."""
    people = {person for each in held.values() for person, _, _ in each}
    people |= {row.reported_by_id for row in rows if row.reported_by_id}
    return names_of(period.municipality_id, list(people)) if people else {}


def _row(  # noqa: PLR0917 - one report and everything it is told with
    row: Report, before: Earlier | None, masks: ReportMasks, held: Iterable[_Held], names: Mapping[UUID, str],
    tree: Tree, today: date,
) -> BoardRow:  # fmt: skip
    node, hidden = tree.get(row.node_id), masks.get(row.pk, {})
    return BoardRow(
        id=row.pk, version=row.version, subject=Subject(row.subject), lineage=row.lineage, risk_id=row.risk_id,
        node_id=row.node_id, node=node.name if node else "", state=state_on(row, row.period, today),
        title=title_seen(row, hidden), words=words_seen(row, hidden), said=said_in(row, hidden),
        reported_by=names.get(row.reported_by_id, "") if row.reported_by_id else "",
        last=last_report(before, masks.get(before.id, {})) if before else None,
        holders=[Holder(person, names.get(person, ""), way, active) for person, way, active in held],
    )  # fmt: skip
