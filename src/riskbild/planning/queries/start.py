"""What the year's work wants of a person now: nominations to answer, duties due or late, workshops to score in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from riskbild.organisation.access import access_of
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree
from riskbild.planning.duties_done import DoneIn, done_in
from riskbild.planning.models import Nomination, WorkshopRisk, WorkshopScore, YearSettings
from riskbild.planning.rules_of import executive_board, holders, rule_sets_of, rules_in
from riskbild.planning.terms import NominationState
from riskbild.register.queries.choices import YearSeen
from riskbild.rules.duties import Duty, DutyStatus, status_of
from riskbild.rules.year_rules import YearRules

SOON = timedelta(days=30)
"""How long before its last day a duty is shown."""


@dataclass(frozen=True)
class NominationsWaiting:
    """Nominations at one level that the person answers."""

    year: YearSeen
    node_id: UUID
    count: int


@dataclass(frozen=True)
class DutyWaiting:
    """A duty of a board whose year the person manages, not done and due soon or late."""

    year: YearSeen
    duty: Duty
    due: date
    late: bool


@dataclass(frozen=True)
class WorkshopWaiting:
    """A workshop with risks that the person has not scored; `left` counts them."""

    year: YearSeen
    workshop_id: UUID
    title: str
    held_on: date
    left: int


@dataclass(frozen=True)
class PlanningToDo:
    """Everything of the year's work that waits for one person."""

    nominations: Sequence[NominationsWaiting]
    duties: Sequence[DutyWaiting]
    workshops: Sequence[WorkshopWaiting]

    @property
    def anything(self) -> bool:
        """Whether something waits."""
        return bool(self.nominations or self.duties or self.workshops)


def planning_to_do(by: User, years: Iterable[YearSeen], today: date, *, told: DoneIn = done_in) -> PlanningToDo:
    """What waits in those of `years` that are open; nine queries at most, and what `told` asks beyond.

    Of duties only those of last year, this and the next are told: older years are history, closed or not.
    """
    still_open = {year.id: year for year in years if not year.closed}
    access = access_of(by, today)
    managed = access.at(Permission.MANAGE_YEAR)
    near = [one for one in still_open.values() if one.board_id in managed and abs(one.year - today.year) <= 1]
    return PlanningToDo(
        nominations=_nominations(by, still_open, access.at(Permission.DECIDE_NOMINATION)),
        duties=_duties(by, near, access.tree, today, told) if near else (),
        workshops=_workshops(by, still_open, access.at(Permission.ASSESS)),
    )


def _nominations(by: User, years: dict[UUID, YearSeen], nodes: frozenset[UUID]) -> list[NominationsWaiting]:
    if not nodes or not years:
        return []
    rows = Nomination.objects.filter(
        municipality_id=by.municipality_id, state=NominationState.OPEN, board_year_id__in=list(years),
        to_node_id__in=nodes,
    )  # fmt: skip
    found = rows.values_list("board_year_id", "to_node_id").annotate(count=Count("pk")).order_by("board_year_id")
    return [NominationsWaiting(years[key], node_id, count) for key, node_id, count in found]


def _workshops(by: User, years: dict[UUID, YearSeen], nodes: frozenset[UUID]) -> list[WorkshopWaiting]:
    if not nodes or not years:
        return []
    own = WorkshopScore.objects.filter(
        municipality_id=by.municipality_id, workshop_risk_id=OuterRef("pk"), user_id=by.pk
    )
    rows = WorkshopRisk.objects.filter(
        ~Exists(own), municipality_id=by.municipality_id, shown=False, workshop__municipality_id=by.municipality_id,
        workshop__closed=False, workshop__board_year_id__in=list(years), risk__municipality_id=by.municipality_id,
        risk__node_id__in=nodes, risk__archived=False,
    )  # fmt: skip
    names = ("workshop__board_year_id", "workshop_id", "workshop__title", "workshop__held_on")
    found = rows.values_list(*names).annotate(left=Count("pk")).order_by("workshop__held_on", "workshop_id")
    return [WorkshopWaiting(years[key], *rest) for key, *rest in found]


def _duties(by: User, years: Sequence[YearSeen], tree: Tree, today: date, told: DoneIn) -> list[DutyWaiting]:
    rule_sets = rule_sets_of(by.municipality_id)
    settings = YearSettings.objects.filter(
        municipality_id=by.municipality_id, board_year_id__in=[year.id for year in years]
    )
    pinned = {row.board_year_id: YearRules.from_data(row.definition).rule_set for row in settings}
    done = told(by.municipality_id, {year.year for year in years})
    found = []
    for year in years:
        board = tree.get(year.board_id)
        if board is None or board.closed:
            continue
        rules = rules_in(rule_sets, year.year, number=pinned.get(year.id)).rules
        executive = executive_board(tree, rules)
        mine = frozenset(holders(board.kind, executive=executive is not None and executive.id == board.id))
        for duty in rules.duties:
            due = duty.due_on(year.year)
            status = status_of(due, done.on(duty, year.board_id, year.year), today)
            if duty.holder in mine and status is not DutyStatus.DONE and due <= today + SOON:
                found.append(DutyWaiting(year, duty, due, late=status is DutyStatus.LATE))
    return sorted(found, key=lambda one: (one.due, one.duty.key))
