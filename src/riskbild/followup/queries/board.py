"""A year's periods, and one period as its board page shows it: who has reported, who is late, what they showed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import FollowUpPeriod, Report, ReportHolder
from riskbild.followup.queries.counts import Counts, counted, no_counts, periods_counted
from riskbild.followup.queries.seen import ReportMasks, masks_of_reports, reports_seen_by
from riskbild.followup.queries.telling import (
    Earlier,
    LastReport,
    PeriodRef,
    Said,
    earlier_reports,
    last_of,
    last_report,
    period_ref,
    said_in,
    state_on,
    title_seen,
    words_seen,
)
from riskbild.followup.ruled import row_for, rows_of, ruled_periods
from riskbild.followup.subjects import followed_plan
from riskbild.organisation.conflict import NOT_FOUND, within_reach
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.queries import names_of
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree, tree_of
from riskbild.planning.queries.seen import reads_under, year_for
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.register.queries.telling import Shown
from riskbild.rules import period_life
from riskbild.rules.period_life import MOVES, PeriodState, PeriodStep
from riskbild.rules.refusal import Missing
from riskbild.rules.report_state import WAITING, ReportState
from riskbild.rules.reporting import Subject
from riskbild.rules.sentence import Sentence
from riskbild.rules.whose import Way

type _Held = tuple[UUID, Way, bool]
type Steps = Mapping[PeriodStep, Sentence | None]
"""Why each step cannot be taken by the person, None for those that can."""


@dataclass(frozen=True)
class PeriodLine:
    """A period in a year's list. `id` is None and `version` 0 where the rules alone know of it yet."""

    id: UUID | None
    version: int
    period: PeriodRef
    imported: bool
    reason: str
    counts: Counts
    steps: Steps


@dataclass(frozen=True)
class YearPeriods:
    """The periods of a board's year in the order they end. `add_refusal`: why the person cannot add one."""

    year: YearSeen
    periods: Sequence[PeriodLine]
    add_refusal: Sentence | None


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
class Group:
    """The reports of one unit or one person, counted. `id` is None for those that fall to nobody."""

    id: UUID | None
    name: str
    counts: Counts


@dataclass(frozen=True)
class PeriodBoard:
    """One period. `behind` tells that another version of the plan has come into force since it was brought up to date.

    `whole` tells that the person sees every report of it; else the counts are of those they see.
    """

    id: UUID
    version: int
    year: YearSeen
    period: PeriodRef
    imported: bool
    reason: str
    behind: bool
    whole: bool
    rows: Sequence[BoardRow]
    counts: Counts
    by_unit: Sequence[Group]
    by_person: Sequence[Group]
    steps: Steps
    assign_refusal: Sentence | None

    @property
    def late(self) -> list[BoardRow]:
        """The reports that are waited for and past their last day."""
        return [row for row in self.rows if row.state is ReportState.LATE]

    @property
    def waited_for(self) -> set[UUID]:
        """The people that something is waited for from, to be reminded."""
        rows = (row for row in self.rows if row.state in WAITING)
        return {one.person_id for row in rows for one in row.holders if one.active}


def periods_of_year(by: Actor, board_year_id: UUID, today: date) -> YearPeriods:
    """The periods of a year, those of the rules among them; five queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    rows = rows_of(year.municipality_id, year.pk)
    ruled = [row_for(year, period) for period in ruled_periods(year) if period.key not in rows]
    counts = periods_counted(by, list(rows.values()), today)
    every = sorted([*rows.values(), *ruled], key=lambda row: (row.ends, row.starts, row.key))
    lines = [
        PeriodLine(
            id=row.pk if row.key in rows else None, version=row.version if row.key in rows else 0,
            period=period_ref(row), imported=row.imported, reason=row.reason,
            counts=counts.get(row.pk) or no_counts(), steps=_steps(by, row, today, closed=year.closed),
        )
        for row in every
    ]  # fmt: skip
    refused = year_closed(year) if year.closed else refusal(by, Permission.MANAGE_YEAR, year.board_id, today=today)
    return YearPeriods(as_seen(year), lines, refused)


def period_board(by: Actor, period_id: UUID, today: date) -> PeriodBoard:
    """A period with every report that the person sees; nine queries at most, however many. Raises `Missing`."""
    period = _period(by, period_id, today)
    reports = reports_seen_by(by, today).filter(municipality_id=period.municipality_id, period=period)
    found = list(reports.order_by("retired", "position", "pk").defer("board", "measure", "place"))
    for row in found:
        row.period = period  # every one is of this period, which has been read
    last = last_of(found, earlier_reports(found))
    masks = masks_of_reports(by, [*found, *last.values()], today)
    held = _held(period)
    names = _names(period, found, held)
    tree = tree_of(period.board.municipality, today)
    rows = [_row(row, last.get(row.pk), masks, held.get(row.pk, ()), names, tree, today) for row in found]
    plan, _ = followed_plan(period.board_year)
    year = period.board_year
    return PeriodBoard(
        id=period.pk, version=period.version, year=as_seen(year), period=period_ref(period), imported=period.imported,
        reason=period.reason,
        behind=period.state == PeriodState.OPEN and period.plan_id != (plan.pk if plan else None),
        whole=refusal(by, Permission.READ, period.board_id, today=today) is None,
        rows=rows, counts=counted(rows), by_unit=_by_unit(rows, tree_order=[node.id for _, node in tree.ordered()]),
        by_person=_by_person(rows), steps=_steps(by, period, today, closed=year.closed),
        assign_refusal=refusal(by, Permission.EDIT_PLAN, period.board_id, today=today),
    )  # fmt: skip


def _period(by: Actor, period_id: UUID, today: date) -> FollowUpPeriod:
    rows = FollowUpPeriod.objects.select_related("board_year__method", "board_year__board", "board__municipality")
    period = within_reach(rows, by).filter(pk=period_id).first()
    if period is None or not reads_under(by, period.board_id, today):
        raise Missing(NOT_FOUND)
    return period


def _held(period: FollowUpPeriod) -> dict[UUID, list[_Held]]:
    """Who each report falls to: the person, the way, and whether it still does; one query."""
    rows = ReportHolder.objects.filter(municipality_id=period.municipality_id, period=period).order_by("pk")
    found: dict[UUID, list[_Held]] = defaultdict(list)
    for report_id, person_id, way, active in rows.values_list("report_id", "person_id", "way", "active"):
        found[report_id].append((person_id, Way(way), active))
    return found


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


def _by_unit(rows: Iterable[BoardRow], tree_order: Sequence[UUID]) -> list[Group]:
    units: dict[UUID, list[BoardRow]] = defaultdict(list)
    for row in rows:
        units[row.node_id].append(row)
    place = {node_id: number for number, node_id in enumerate(tree_order)}
    ordered = sorted(units.items(), key=lambda one: place.get(one[0], len(place)))
    return [Group(node_id, found[0].node, counted(found)) for node_id, found in ordered]


def _by_person(rows: Iterable[BoardRow]) -> list[Group]:
    """By name; last those that fall to nobody."""
    people: dict[UUID | None, list[BoardRow]] = defaultdict(list)
    names: dict[UUID | None, str] = {}
    for row in rows:
        active = [one for one in row.holders if one.active]
        for one in active:
            people[one.person_id].append(row)
            names[one.person_id] = one.name
        if not active:
            people[None].append(row)
    ordered = sorted(people.items(), key=lambda one: (one[0] is None, names.get(one[0], "").casefold(), str(one[0])))
    return [Group(person_id, names.get(person_id, ""), counted(found)) for person_id, found in ordered]


def _steps(by: Actor, row: FollowUpPeriod, today: date, *, closed: bool) -> dict[PeriodStep, Sentence | None]:
    manage = refusal(by, Permission.MANAGE_YEAR, row.board_id, today=today)
    shut = year_closed(row.board_year) if closed else None
    state = PeriodState(row.state)
    return {
        step: shut or period_life.refusal(state, step) or (manage if MOVES[state][step].permission else None)
        for step in PeriodStep
    }
