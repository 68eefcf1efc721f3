"""Who the reports of a board fall to: the plan's people and the holders of its roles by unit, written to the rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from riskbild.audit.writing import insert
from riskbild.followup.models import FollowUpPeriod, Report, ReportHolder, RoleHolder
from riskbild.followup.subjects import ReportKey, Wanted, followed_plan, wanted_in
from riskbild.organisation.models import Node
from riskbild.organisation.tree import Tree, tree_of
from riskbild.planning.rules_of import setup_of
from riskbild.rules.reporting import Subject
from riskbild.rules.whose import HANDED, Way, in_role, whose


class Holding:
    """The holders of roles on one day, ready to be asked about many reports; one query."""

    def __init__(self, board: Node, today: date) -> None:
        """Takes the board with its municipality."""
        self._tree: Tree = tree_of(board.municipality, today)
        self._holders: Mapping[tuple[UUID, str], Sequence[UUID]] = _holders(board.municipality_id)
        self._paths: dict[UUID, list[UUID]] = {}
        self._known: dict[tuple[UUID, str], tuple[UUID, ...]] = {}

    def of(self, wanted: Wanted) -> tuple[tuple[UUID, Way], ...]:
        """Who a thing to be reported falls to."""
        roles = () if wanted.owner else self._in_role(wanted.words.get("role", ""), wanted.node_id)
        return whose(owner=wanted.owner, in_roles=roles, performer=wanted.performer)

    def _in_role(self, cell: str, node_id: UUID) -> tuple[UUID, ...]:
        if not cell or not self._holders:
            return ()
        if (node_id, cell) not in self._known:
            path = self._paths.setdefault(node_id, [node.id for node in reversed(self._tree.path(node_id))])
            self._known[node_id, cell] = in_role(cell, path, self._holders)
        return self._known[node_id, cell]


def _holders(municipality_id: UUID) -> dict[tuple[UUID, str], list[UUID]]:
    found: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    rows = RoleHolder.objects.filter(municipality_id=municipality_id, person__is_active=True).order_by("pk")
    for node_id, key, person_id in rows.values_list("node_id", "key", "person_id"):
        found[node_id, key].append(person_id)
    return dict(found)


type Falls = Mapping[ReportKey, Sequence[tuple[UUID, Way]]]
"""Who each report falls to, and in which way."""


def falls_in(period: FollowUpPeriod, wanted: Iterable[Wanted], today: date) -> Falls:
    """Who everything in a period falls to."""
    holding = Holding(period.board, today)
    return {one.key: holding.of(one) for one in wanted}


def refresh_holders(reports: Iterable[Report], today: date) -> None:
    """Works out anew who some reports fall to, as when a role has got another holder; ten queries a period."""
    rows: dict[UUID, dict[ReportKey, Report]] = defaultdict(dict)
    for report in reports:
        rows[report.period_id][Subject(report.subject), report.lineage] = report
    municipalities = {report.municipality_id for of_period in rows.values() for report in of_period.values()}
    periods = FollowUpPeriod.objects.filter(municipality_id__in=municipalities, pk__in=list(rows))
    for period in periods.select_related("board_year__method", "board__municipality").order_by("pk"):
        plan, any_plan = followed_plan(period.board_year)
        wanted = wanted_in(period, plan, setup_of(period.board_year), any_plan=any_plan)
        put_holders(rows[period.pk], falls_in(period, wanted, today), fresh=False)


def put_holders(rows: Mapping[ReportKey, Report], falls: Falls, *, fresh: bool) -> None:
    """Writes who the reports of one period fall to, but for those given or handed by somebody to another."""
    waiting = {key: report for key, report in rows.items() if report.reported_at is None and key in falls}
    there = {} if fresh or not waiting else _held_in(next(iter(waiting.values())))
    gone: list[UUID] = []
    new: list[ReportHolder] = []
    for key, report in waiting.items():
        present = there.get(report.pk, ())
        if any(Way(holder.way) in HANDED for holder in present):
            continue
        if {holder.person_id: Way(holder.way) for holder in present} != dict(falls[key]):
            gone += [holder.pk for holder in present]
            new += [_holder(report, person, way) for person, way in falls[key]]
    if gone:
        municipality_id = next(iter(waiting.values())).municipality_id
        ReportHolder.objects.filter(municipality_id=municipality_id, pk__in=gone).delete()
    insert(ReportHolder, new)


def _held_in(one: Report) -> dict[UUID, list[ReportHolder]]:
    held: dict[UUID, list[ReportHolder]] = defaultdict(list)
    for holder in ReportHolder.objects.filter(municipality_id=one.municipality_id, period_id=one.period_id):
        held[holder.report_id].append(holder)
    return dict(held)


def _holder(report: Report, person: UUID, way: Way) -> ReportHolder:
    return ReportHolder(
        municipality_id=report.municipality_id, report=report, period_id=report.period_id, person_id=person, way=way
    )
