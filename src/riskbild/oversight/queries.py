"""Oversight: every body that answers for an internal control, against the duties of the year, in comparable numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.followup.duties_done import done_in
from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import ANSWERABLE, KIND_LABELS, NodeKind
from riskbild.organisation.models import User
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree, TreeNode
from riskbild.planning.duties_done import Done
from riskbild.planning.models import Plan, PlanItem, YearSettings
from riskbild.planning.rules_of import NumberedRules, executive_board, holders, rule_sets_of, rules_in
from riskbild.register.models import BoardYear, Risk
from riskbild.register.models.risk import UNSCORED
from riskbild.rules.duties import Duty, DutyStatus, status_of
from riskbild.rules.labels import label
from riskbild.rules.plan_life import PlanState
from riskbild.rules.sentence import Sentence
from riskbild.rules.year_rules import YearRules

type BoardYearKey = tuple[UUID, int]
type Cell = str | int | float | date | None


@dataclass(frozen=True)
class DutyCell:
    """One duty of one body: its last day, where it stands, and the day it was done where that is known."""

    key: str
    due: date
    status: DutyStatus
    done_on: date | None


@dataclass(frozen=True)
class BodyRow:
    """One body's year. Keys are there to drill down with: None where there is no such thing yet.

    `risks` counts those that are not archived, `unscored` those of them without a score. `plan_state` and `controls`
    are the state and the number of items of the plan in force, also while it is revised, else of the latest version;
    the state is None where nothing has been begun. `duties` holds a cell for each duty that is this body's, by its key.
    """

    node_id: UUID
    name: str
    code: str
    kind: NodeKind
    executive: bool
    year: int
    board_year_id: UUID | None
    sample: bool
    risks: int
    unscored: int
    plan_id: UUID | None
    plan_state: PlanState | None
    adopted_on: date | None
    controls: int
    duties: Mapping[str, DutyCell]

    @property
    def unscored_share(self) -> float | None:
        """The share of risks without a score, 0 to 1; None where there are no risks."""
        return self.unscored / self.risks if self.risks else None

    @property
    def late(self) -> int:
        """How many duties are late."""
        return sum(cell.status is DutyStatus.LATE for cell in self.duties.values())


@dataclass(frozen=True)
class OversightSeen:
    """The table: a row for each body and year, and the columns of duties, by year, in the order of their days.

    A year's columns are the duties of the rules that hold in it, and those of other rules that some board goes by.
    """

    years: Sequence[int]
    rows: Sequence[BodyRow]
    duties: Mapping[int, Sequence[Duty]]
    rule_sets: Mapping[int, NumberedRules]


@dataclass(frozen=True)
class _Facts:
    """What the database says of some years, by board and year."""

    years: Mapping[BoardYearKey, tuple[UUID, bool]]
    risks: Mapping[BoardYearKey, tuple[int, int]]
    plans: Mapping[BoardYearKey, Sequence[tuple[UUID, str]]]
    controls: Mapping[UUID, int]
    done: Done
    pinned: Mapping[BoardYearKey, int] = field(default_factory=dict)


def oversight_seen_by(by: User, years: Collection[int], today: date) -> OversightSeen:
    """Every body that the person reads, in each of the years; at most fourteen queries beside those that tell who asks.

    Whoever oversees reads at the root, and so sees them all; the executive board's own year is one of the rows. A body
    that had closed before a year is left out of it unless it has something there.
    """
    access = access_of(by, today)
    readable = access.at(Permission.READ)
    bodies = [node for node in access.tree.boards if node.id in readable]
    return bodies_of(access.tree, bodies, by.municipality_id, years, today)


def bodies_of(
    tree: Tree, bodies: Sequence[TreeNode], municipality_id: UUID, years: Collection[int], today: date
) -> OversightSeen:
    """Some bodies in each of the years, whoever asks; at most fourteen queries."""
    wanted = sorted(set(years), reverse=True)
    rule_sets = rule_sets_of(municipality_id)
    facts = _facts(municipality_id, wanted)
    held = {year: rules_in(rule_sets, year) for year in wanted}
    executives = {year: _executive(tree, one) for year, one in held.items()}
    rows, columns = [], {year: {duty.key: duty for duty in one.rules.duties} for year, one in held.items()}
    for year in wanted:
        duties = {
            is_executive: _dated_duties(held[year], year, executive=is_executive) for is_executive in (True, False)
        }
        for body in bodies:
            if body.closed and (body.id, year) not in facts.years:
                continue
            executive = executives[year] == body.id
            pinned = facts.pinned.get((body.id, year))
            mine = duties[executive]
            if pinned is not None:
                own = rules_in(rule_sets, year, number=pinned)
                columns[year] = {duty.key: duty for duty in own.rules.duties} | columns[year]
                mine = _dated_duties(own, year, executive=executive)
            cells = _cells(mine[body.kind], body, year, facts.done, today)
            rows.append(_row(body, year, facts, cells, executive=executive))
    return OversightSeen(wanted, rows, {year: _in_order(one.values(), year) for year, one in columns.items()}, held)


def _executive(tree: Tree, numbered: NumberedRules) -> UUID | None:
    found = executive_board(tree, numbered.rules)
    return found.id if found else None


type _Dated = tuple[Duty, date]


def _dated_duties(numbered: NumberedRules, year: int, *, executive: bool) -> dict[NodeKind, list[_Dated]]:
    """For each kind of body, the duties that are its, each with its last day in the year."""
    dated = [(duty, duty.due_on(year)) for duty in numbered.rules.duties]
    held = {kind: frozenset(holders(kind, executive=executive)) for kind in ANSWERABLE}
    return {kind: [one for one in dated if one[0].holder in own] for kind, own in held.items()}


def oversight_table(seen: OversightSeen, language: str) -> tuple[list[str], list[list[Cell]]]:
    """The same as plain cells, column titles first: for a table, or for a sheet that is written as XLSX."""
    duties = _columns(seen)
    titles = [*_TITLES, *duties.values(), _LATE]
    rows = [[*_numbers(row, language), *(_told(row, key, language) for key in duties), row.late] for row in seen.rows]
    return [title.text(language) for title in titles], rows


def _columns(seen: OversightSeen) -> dict[str, Sentence]:
    """A column for each duty of any of the years; the latest year's title holds."""
    return {duty.key: duty.title for year in sorted(seen.duties) for duty in seen.duties[year]}


def _numbers(row: BodyRow, language: str) -> list[Cell]:
    share = row.unscored_share
    return [
        row.name, KIND_LABELS[row.kind].text(language), row.year, row.risks, row.unscored,
        None if share is None else round(share, 3), row.controls,
        label(row.plan_state).text(language) if row.plan_state else None, row.adopted_on,
    ]  # fmt: skip


def _told(row: BodyRow, key: str, language: str) -> Cell:
    cell = row.duties.get(key)
    if cell is None:
        return None
    if cell.done_on is None:
        return label(cell.status).text(language)
    day = cell.done_on.isoformat()
    return _TOO_LATE.format(day=day).text(language) if cell.done_on > cell.due else day


def _in_order(duties: Iterable[Duty], year: int) -> list[Duty]:
    return sorted(duties, key=lambda duty: (duty.due_on(year), duty.key))


def _cells(duties: Iterable[_Dated], body: TreeNode, year: int, done: Done, today: date) -> dict[str, DutyCell]:
    cells = {}
    for duty, due in duties:
        done_on = done.on(duty, body.id, year)
        status = status_of(due, done_on, today)
        cells[duty.key] = DutyCell(duty.key, due, status, done_on if status is DutyStatus.DONE else None)
    return cells


def _row(body: TreeNode, year: int, facts: _Facts, cells: Mapping[str, DutyCell], *, executive: bool) -> BodyRow:
    key = (body.id, year)
    opened, sample = facts.years.get(key, (None, False))
    plans = facts.plans.get(key, ())
    risks, unscored = facts.risks.get(key, (0, 0))
    in_force = next((one for one in plans if one[1] in _IN_FORCE), None)
    shown, state = in_force or next(iter(plans), (None, None))
    return BodyRow(
        node_id=body.id, name=body.name, code=body.code, kind=body.kind, executive=executive, year=year,
        board_year_id=opened, sample=sample, risks=risks, unscored=unscored, plan_id=shown,
        plan_state=PlanState(state) if state else None, adopted_on=facts.done.adopted.get(key),
        controls=facts.controls.get(shown, 0) if shown else 0, duties=cells,
    )  # fmt: skip


def _facts(municipality_id: UUID, years: Collection[int]) -> _Facts:
    of, some = municipality_id, frozenset(years)
    plans: dict[BoardYearKey, list[tuple[UUID, str]]] = defaultdict(list)
    for board, year, plan, state in _PLANS.rows(of, some):
        plans[board, year].append((plan, state))
    settings = _SETTINGS.rows(of, of, some)
    pinned = {(board, year): YearRules.from_data(definition).rule_set for board, year, definition in settings}
    return _Facts(
        years={(board, year): (key, sample) for board, year, key, sample in _OPENED.rows(of, some)},
        risks={(board, year): (every, bare) for board, year, every, bare in _COUNTED.rows(of, some)},
        plans=plans,
        controls=dict(_CONTROLS.rows(of, of, some)),
        done=done_in(municipality_id, years),
        pinned={key: number for key, number in pinned.items() if number is not None},
    )


def _counted() -> QuerySet[Risk, tuple[UUID, int, int, int]]:
    """By the columns of the index over the short ones, so that it can answer alone."""
    bare = Count("municipality_id", filter=Q(score_rank=UNSCORED))
    rows = Risk.objects.filter(archived=False).order_by().values_list("board_id", "year")
    return rows.annotate(all=Count("municipality_id"), bare=bare)


_OF_YEARS = ["municipality_id", "year__in"]
_OPENED = Prepared(lambda: BoardYear.objects.values_list("board_id", "year", "pk", "sample"), by=_OF_YEARS)
_COUNTED = Prepared(_counted, by=_OF_YEARS)
_PLANS = Prepared(lambda: Plan.objects.order_by("-number").values_list("board_id", "year", "pk", "state"), by=_OF_YEARS)
_CONTROLS = Prepared(
    lambda: PlanItem.objects.order_by().values_list("plan_id").annotate(count=Count("municipality_id")),
    by=["municipality_id", "plan__municipality_id", "plan__year__in"],
)
_SETTINGS = Prepared(
    lambda: YearSettings.objects.values_list("board_year__board_id", "board_year__year", "definition"),
    by=["municipality_id", "board_year__municipality_id", "board_year__year__in"],
)


_IN_FORCE = frozenset({PlanState.ADOPTED, PlanState.CLOSED})
_TITLES = (
    Sentence(sv="Nämnd eller motsvarande", en="Body"),
    Sentence(sv="Slag", en="Kind"),
    Sentence(sv="År", en="Year"),
    Sentence(sv="Risker", en="Risks"),
    Sentence(sv="Utan riskvärde", en="Unscored"),
    Sentence(sv="Andel utan riskvärde", en="Unscored share"),
    Sentence(sv="Kontroller", en="Items"),
    Sentence(sv="Planens läge", en="State of the plan"),
    Sentence(sv="Fastställd", en="Adopted"),
)
_TOO_LATE = Sentence(sv="{day}, för sent", en="{day}, late")
_LATE = Sentence(sv="Försenade uppgifter", en="Late duties")
