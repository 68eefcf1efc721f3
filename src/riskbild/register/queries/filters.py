"""What a list of risks can be narrowed by, as a value, and the rows that it leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from riskbild.audit.actor import Operator
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import within_reach
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.models import BoardYear, Measure, Risk, RiskRole, SecrecyMark
from riskbild.register.models.risk import UNSCORED
from riskbild.register.models.sortable import sort_key
from riskbild.register.queries.seen import reads_every_secret, risks_seen_by
from riskbild.rules.progress import OPEN
from riskbild.rules.response import Response
from riskbild.search import index

NONE = "-"
"""The value of a text filter that asks for rows where the cell is empty."""


@dataclass(frozen=True)
class RiskFilter:
    """Every narrowing at once; what is left empty does not narrow. `node` counts with everything below it.

    `axes` asks for risks that stand in the matrix (both likelihood and impact), or that do not.
    """

    year: int
    node: UUID | None = None
    text: str = ""
    process: str = ""
    heading: str = ""
    category: str = ""
    level: str = ""
    response: str = ""
    role: str = ""
    owner: UUID | None = None
    in_plan: bool | None = None
    unscored: bool = False
    archived: bool = False
    likelihood: int | None = None
    impact: int | None = None
    score: int | None = None
    axes: bool | None = None
    method: UUID | None = None
    without_measure: bool = False
    late: bool = False

    @property
    def active(self) -> Mapping[str, object]:
        """The narrowings in force beyond the year, by name."""
        plain = RiskFilter(year=self.year)
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: value for name, value in values.items() if value != getattr(plain, name)}

    def without(self, name: str) -> "RiskFilter":
        """The same filter with one narrowing lifted."""
        return replace(self, **{name: getattr(RiskFilter(year=self.year), name)})


_CELLS = ("process", "heading", "category")


def filtered(by: Actor, wanted: RiskFilter, today: date) -> QuerySet[Risk]:
    """The risks that this person sees and the filter leaves, in no order.

    A filter on a cell passes over risks where that cell is secret for the person, so that it tells nothing. What is
    asked of other tables names the municipality by its key: by reference to the risk, PostgreSQL reads whole tables.
    """
    rows = risks_seen_by(by, today).filter(year=wanted.year, archived=wanted.archived)
    if wanted.node is not None:
        rows = rows.filter(node_id__in=_subtree(by, wanted.node, today))
    rows = _by_measures(_by_cells(_by_score(rows, by, wanted), by, wanted, today), by, wanted, today)
    if wanted.response:
        rows = rows.filter(response=_response(wanted.response))
    if wanted.role:
        roles = within_reach(RiskRole.objects.filter(role=wanted.role), by)
        rows = readable_in(rows.filter(pk__in=roles.values("risk_id")), by, "responsible", today)
    if wanted.owner is not None:
        rows = rows.filter(owner_id=wanted.owner)
    if wanted.in_plan is not None:
        rows = rows.filter(in_plan=wanted.in_plan)
    return _by_text(rows, by, wanted.text, today)


def _by_cells(rows: QuerySet[Risk], by: Actor, wanted: RiskFilter, today: date) -> QuerySet[Risk]:
    for name in _CELLS:
        value = getattr(wanted, name)
        if value:
            rows = readable_in(rows.filter(_in_cell(name, "" if value == NONE else value)), by, name, today)
    return rows


def _in_cell(name: str, value: str) -> Q:
    """The cell's whole text; a process is found by its sort key first, which has an index."""
    return Q(process_key=sort_key(value), process=value) if name == "process" else Q(**{name: value})


def _by_measures(rows: QuerySet[Risk], by: Actor, wanted: RiskFilter, today: date) -> QuerySet[Risk]:
    if wanted.without_measure:
        rows = readable_in(rows.filter(measures=""), by, "measures", today)
    if wanted.late:
        rows = readable_in(rows.filter(late_measures(by, today)), by, "deadline", today)
    return rows


def late_measures(by: Actor, today: date) -> Q:
    """Risks with an open measure whose own date, or where it has none the risk's, has passed."""
    still_open = within_reach(Measure.objects.filter(progress__in=OPEN), by)
    own_date = Q(pk__in=still_open.filter(due_on__lt=today).values("risk_id"))
    return own_date | Q(due_on__lt=today, pk__in=still_open.filter(deadline="").values("risk_id"))


def _by_score(rows: QuerySet[Risk], by: Actor, wanted: RiskFilter) -> QuerySet[Risk]:
    if wanted.unscored:
        rows = rows.filter(score_rank=UNSCORED)
    if wanted.level:
        rows = rows.filter(level="" if wanted.level == NONE else wanted.level)
    if wanted.likelihood is not None:
        rows = rows.filter(likelihood=wanted.likelihood)
    if wanted.impact is not None:
        rows = rows.filter(impact=wanted.impact)
    if wanted.score is not None:
        rows = rows.filter(score_rank=wanted.score)
    if wanted.axes is not None:
        outside = Q(likelihood=None) | Q(impact=None)
        rows = rows.filter(~outside if wanted.axes else outside)
    if wanted.method is not None:
        years = within_reach(BoardYear.objects.filter(method_id=wanted.method), by)
        rows = rows.filter(board_year_id__in=years.values("pk"))
    return rows


def _response(value: str) -> str:
    return value if value in set(Response) else ""


def _subtree(by: Actor, node_id: UUID, today: date) -> frozenset[UUID]:
    return frozenset({node_id}) if isinstance(by, Operator) else access_of(by, today).tree.subtree(node_id)


def readable_in(rows: QuerySet[Risk], by: Actor, name: str, today: date) -> QuerySet[Risk]:
    """Without the risks whose cell is marked secret, where the person may not read secret fields."""
    if isinstance(by, Operator):
        return rows
    access = access_of(by, today)
    if reads_every_secret(access):
        return rows
    marks = SecrecyMark.objects.filter(municipality_id=by.municipality_id, risk_id=OuterRef("pk"), field__in=["", name])
    return rows.filter(Q(node_id__in=access.at(Permission.READ_SECRET)) | ~Exists(marks))


def _by_text(rows: QuerySet[Risk], by: Actor, text: str, today: date) -> QuerySet[Risk]:
    """Rows whose open texts hold the words, or whose secret texts do where the person may read them."""
    if not text.strip() or isinstance(by, Operator):
        return rows
    access = access_of(by, today)
    if reads_every_secret(access):
        return rows.filter(pk__in=index.matching(by.municipality_id, text, secret=True))
    found = Q(pk__in=index.matching(by.municipality_id, text, secret=False))
    secret_nodes = access.at(Permission.READ_SECRET)
    if secret_nodes:
        found |= Q(node_id__in=secret_nodes, pk__in=index.matching(by.municipality_id, text, secret=True))
    return rows.filter(found)
