"""Deviations as rows, whoever asks: who hears of a major one, what of a year is unexplained, what deviates again."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from riskbild.audit.prepared import Prepared
from riskbild.followup.leading import above
from riskbild.followup.models import Deviation, Report
from riskbild.organisation.kinds import NodeKind
from riskbild.organisation.models import Membership
from riskbild.organisation.roles import Role
from riskbild.organisation.tree import Tree
from riskbild.planning.rules_of import executive_board, rule_sets_of, rules_in, setup_of
from riskbild.register.models import BoardYear
from riskbild.rules.deviation import DeviationState
from riskbild.rules.duties import RuleSet, Told
from riskbild.rules.result import DEVIATIONS, NOT_IN_ORDER

_ROLES = (Role.MANAGER, Role.COORDINATOR, Role.SECRETARY, Role.OVERSEER)
_OF_BOARD = (Role.SECRETARY, Role.COORDINATOR)

type Holders = Mapping[tuple[Role, UUID], list[UUID]]


def rules_of_year(year: BoardYear) -> RuleSet:
    """The municipality's rule set for the year; three queries at most. The year's method has been fetched with it."""
    return rules_in(rule_sets_of(year.municipality_id), year.year, number=setup_of(year).rules.rule_set).rules


def told_at_once(year: BoardYear, node_id: UUID, tree: Tree, today: date) -> dict[Told, Sequence[UUID]]:
    """Who the rule set says shall hear of a major deviation at a node; nobody has to be found. Five queries at most.

    The head is who leads the administration, else the nearest level above where anybody leads; the board is heard by
    its secretary and coordinator, the executive board by its own and by who oversees.
    """
    rules, held = rules_of_year(year), _held(year.municipality_id, today)
    found: dict[Told, Sequence[UUID]] = {}
    if Told.HEAD in rules.told:
        found[Told.HEAD] = _head(node_id, tree, held)
    if Told.BOARD in rules.told:
        found[Told.BOARD] = _at(year.board_id, held)
    if Told.EXECUTIVE_BOARD in rules.told:
        found[Told.EXECUTIVE_BOARD] = _executive(tree, rules, held)
    return found


def _held(municipality_id: UUID, today: date) -> Holders:
    valid = Q(valid_from__lte=today) & (Q(valid_to=None) | Q(valid_to__gt=today))
    rows = Membership.objects.filter(valid, municipality_id=municipality_id, role__in=_ROLES, user__is_active=True)
    held: dict[tuple[Role, UUID], list[UUID]] = defaultdict(list)
    for role, node_id, user_id in rows.order_by("pk").values_list("role", "node_id", "user_id"):
        held[Role(role), node_id].append(user_id)
    return held


def _head(node_id: UUID, tree: Tree, held: Holders) -> Sequence[UUID]:
    administrations = [node.id for node in tree.path(node_id) if node.kind is NodeKind.ADMINISTRATION]
    leading = [person for node in administrations[-1:] for person in held.get((Role.MANAGER, node), ())]
    return leading or above(node_id, Role.MANAGER, held, tree)


def _at(node_id: UUID, held: Holders) -> Sequence[UUID]:
    return list(dict.fromkeys(person for role in _OF_BOARD for person in held.get((role, node_id), ())))


def _executive(tree: Tree, rules: RuleSet, held: Holders) -> Sequence[UUID]:
    board = executive_board(tree, rules)
    overseeing = [person for (role, _node), people in held.items() if role is Role.OVERSEER for person in people]
    return list(dict.fromkeys([*(_at(board.id, held) if board else ()), *overseeing]))


def unexplained(year: BoardYear) -> tuple[list[Deviation], list[Report]]:
    """What of a year has neither measure nor acceptance, and the reports of a deviation that nobody has recorded.

    A year cannot close with any of them; two queries. What a document prints of a period was explained in its time.
    """
    rows = Deviation.objects.filter(municipality_id=year.municipality_id, board_year=year)
    reports = Report.objects.filter(
        municipality_id=year.municipality_id, period__municipality_id=year.municipality_id, period__board_year=year,
        period__imported=False, result__in=DEVIATIONS, retired=False,
    ).exclude(pk__in=rows.exclude(report=None).values("report_id"))  # fmt: skip
    new = rows.filter(state=DeviationState.NEW).select_related("report")
    return list(new.order_by("found_on", "pk")), list(reports.order_by("position"))


def deviating_lineages(year: BoardYear) -> frozenset[UUID]:
    """The controls of a year that deviated: by a recorded deviation that is not closed, or by a report's result."""
    municipality_id = year.municipality_id
    recorded = Deviation.objects.filter(municipality_id=municipality_id, board_year=year).exclude(lineage=None)
    reported = Report.objects.filter(
        municipality_id=municipality_id, period__municipality_id=municipality_id, period__board_year=year,
        result__in=NOT_IN_ORDER, retired=False,
    )  # fmt: skip
    keys = {*recorded.values_list("lineage", flat=True), *reported.values_list("lineage", flat=True)}
    return frozenset(key for key in keys if key is not None)


_OF_LINEAGES = Prepared(
    lambda: Deviation.objects.order_by("-year", "pk").values_list("lineage", "year", "pk", "title"),
    by=["municipality_id", "lineage__in"],
)


def in_earlier_years(rows: Collection[Deviation]) -> dict[UUID, list[tuple[int, UUID, str]]]:
    """For each deviation, those of the same control in earlier years: year, key and title, latest first; one query.

    A carried control keeps its lineage, also into another board after a reorganisation.
    """
    lineages = frozenset(row.lineage for row in rows if row.lineage)
    if not lineages:
        return {}
    by_lineage: dict[UUID | None, list[tuple[int, UUID, str]]] = defaultdict(list)
    for lineage, year, key, title in _OF_LINEAGES.rows(next(iter(rows)).municipality_id, lineages):
        by_lineage[lineage].append((year, key, title))
    return {
        row.pk: [one for one in by_lineage[row.lineage] if one[0] < row.year]
        for row in rows
        if row.lineage is not None and row.lineage in by_lineage
    }
