"""The list of risks: a page of lines, in an order, in groups, with what a line shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Window

from riskbild.audit.prepared import Prepared
from riskbild.organisation.permissions import Actor
from riskbild.register.fields import TEXT_FIELDS
from riskbild.register.models import Measure, Risk
from riskbild.register.queries.filters import RiskFilter, filtered
from riskbild.register.queries.keyset import Cursor, Order, ordering, page_of, read_cursor, values_at
from riskbild.register.queries.seen import masks_for, risks_seen_by, title_of
from riskbild.rules.progress import OPEN
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MOST_COUNTED = 10_000
# What a line shows or is ordered by; the texts first and in their own order.
_COLUMNS = (
    *TEXT_FIELDS,
    *("id", "municipality_id", "version", "title", "board_id", "node_id", "owner_id", "likelihood", "impact", "score"),
    *("level", "response", "in_plan", "follows_plan", "due_on", "updated_at", "year", "secret"),
    *("score_rank", "title_key", "process_key", "position"),
)
PAGE_SIZES = (25, 50, 100, 200)


class Sort(StrEnum):
    """What a list can be sorted by; the values stand in addresses."""

    SCORE = "score"
    TITLE = "title"
    PROCESS = "process"
    CHANGED = "changed"
    DOCUMENT = "document"


class Group(StrEnum):
    """What a list can be grouped by."""

    PROCESS = "process"
    HEADING = "heading"
    CATEGORY = "category"
    LEVEL = "level"
    RESPONSE = "response"
    UNIT = "unit"


_SORTS: Mapping[Sort, Order] = {
    Sort.SCORE: Order("score_rank", int, descending=True),
    Sort.TITLE: Order("title_key", str),
    Sort.PROCESS: Order("process_key", str),
    Sort.CHANGED: Order("updated_at", datetime, descending=True),
    Sort.DOCUMENT: Order("position", int),
}
_GROUPS: Mapping[Group, Order] = {
    Group.PROCESS: Order("process", str),
    Group.HEADING: Order("heading", str),
    Group.CATEGORY: Order("category", str),
    Group.LEVEL: Order("score_rank", int, descending=True),
    Group.RESPONSE: Order("response", str),
    Group.UNIT: Order("node_id", UUID),
}


@dataclass(frozen=True)
class ListRequest:
    """One page of the list, as asked for. `reverse` turns the sort's own direction; `cursor` is a page's address."""

    wanted: RiskFilter
    sort: Sort = Sort.SCORE
    reverse: bool = False
    group: Group | None = None
    cursor: str = ""
    size: int = 50

    @property
    def orders(self) -> list[Order]:
        """The columns the list is ordered by; the key last, so that no two rows are equal."""
        order = _SORTS[self.sort]
        order = order.reversed() if self.reverse else order
        orders = [order, Order("id", UUID, descending=order.descending)]
        group = _GROUPS.get(self.group) if self.group else None
        return [group, *orders] if group and group.column != order.column else orders


@dataclass(frozen=True)
class RiskLine:
    """One line: every text cell (masked where it must be), the numbers, and the counts of its measures."""

    id: UUID
    version: int
    title: str | Sentence
    texts: Mapping[str, str | Sentence]
    board_id: UUID
    node_id: UUID
    owner_id: UUID | None
    likelihood: int | None
    impact: int | None
    score: int | None
    level: str
    response: str
    in_plan: bool | None
    follows_plan: bool | None
    due_on: date | None
    updated_at: datetime
    year: int
    secret: bool
    measures_open: int = 0
    measures_all: int = 0


@dataclass(frozen=True)
class RiskList:
    """A page of lines; `previous` and `next` are cursors, empty where there is no such page."""

    lines: Sequence[RiskLine]
    total: int
    previous: str
    next: str

    @property
    def counted_to_the_end(self) -> bool:
        """Whether `total` is exact; past a limit counting stops."""
        return self.total < MOST_COUNTED


def list_risks(by: Actor, request: ListRequest, today: date) -> RiskList:
    """A page of the list: at most four queries (page, count, measures, masks), however many rows there are."""
    if request.size not in PAGE_SIZES:
        raise Refused(Sentence(sv="Så många rader per sida finns inte.", en="There is no such page size."))
    orders = request.orders
    cursor = read_cursor(request.cursor, orders) if request.cursor else None
    rows, total = filtered(by, request.wanted, today), None
    if cursor is None and (request.wanted.text or request.wanted.late):
        rows, total = _first_and_count(rows, orders, request.size)
    page, before, after = page_of(_shown(rows), orders, cursor, request.size)
    previous = Cursor(values_at(page[0], orders), backwards=True).text() if before and page else ""
    following = Cursor(values_at(page[-1], orders)).text() if after and page else ""
    whole = not cursor and not after
    if total is None:
        total = len(page) if whole else _count(rows)
    return RiskList(lines_of(by, page, today), total, previous, following)


def all_lines(by: Actor, request: ListRequest, today: date, *, batch: int = 1000) -> Any:
    """Every line of the list in its order, read a batch at a time: for sheets. A generator of `RiskLine`."""
    orders = request.orders
    rows, cursor = filtered(by, request.wanted, today), None
    while True:
        page, _, more = page_of(_shown(rows), orders, cursor, batch)
        yield from lines_of(by, page, today)
        if not more:
            return
        cursor = Cursor(values_at(page[-1], orders))


def chosen_lines(by: Actor, ids: Collection[UUID], today: date) -> list[RiskLine]:
    """The risks with these keys that the person sees and that stand in the lists, by title; at most three queries."""
    rows = risks_seen_by(by, today).filter(pk__in=ids, archived=False).order_by("title_key", "pk")
    return lines_of(by, list(_shown(rows)), today)


def _shown(rows: QuerySet[Risk]) -> QuerySet[Risk, Any]:
    """The rows as plain tuples of what a line shows; as whole risks they take half as long again to fetch."""
    return rows.values_list(*_COLUMNS, named=True)


def lines_of(by: Actor, rows: Sequence[Any], today: date) -> list[RiskLine]:
    """Rows as lines: one query for measures, one for masks where anything may be hidden."""
    masks = masks_for(by, rows, today)
    counts = _measure_counts(rows)
    return [_line(row, masks.get(row.id, {}), counts.get(row.id, (0, 0))) for row in rows]


def _line(row: Any, masks: Mapping[str, Sentence], counts: tuple[int, int]) -> RiskLine:
    return RiskLine(
        id=row.id, version=row.version, title=title_of(row, masks),
        texts={**dict(zip(TEXT_FIELDS, row, strict=False)), **masks},
        board_id=row.board_id, node_id=row.node_id, owner_id=row.owner_id, likelihood=row.likelihood,
        impact=row.impact, score=row.score, level=row.level, response=row.response, in_plan=row.in_plan,
        follows_plan=row.follows_plan, due_on=row.due_on, updated_at=row.updated_at, year=row.year,
        secret=row.secret or bool(masks), measures_all=counts[0], measures_open=counts[1],
    )  # fmt: skip


def _first_and_count(rows: QuerySet[Risk], orders: Sequence[Order], size: int) -> tuple[QuerySet[Risk], int]:
    """The rows of the first page, and how many there are in all: for what takes long to find, and so is found once."""
    found = rows.annotate(total=Window(Count("*"))).order_by(*ordering(orders)).values_list("pk", "total")
    first = list(found[: size + 1])
    total = min(first[0][1], MOST_COUNTED) if first else 0
    return Risk.objects.filter(pk__in=[pk for pk, _ in first]), total


def _count(rows: QuerySet[Risk]) -> int:
    """Asks for a column of the index over the short columns and for no key, so that the index answers alone."""
    return rows.order_by().values("municipality_id")[:MOST_COUNTED].count()


_PROGRESS = Prepared(
    lambda: Measure.objects.values_list("risk_id", "progress"), by=["municipality_id__in", "risk_id__in"]
)


def _measure_counts(risks: Sequence[Any]) -> dict[UUID, tuple[int, int]]:
    counts: dict[UUID, tuple[int, int]] = {}
    whose, which = frozenset(risk.municipality_id for risk in risks), frozenset(risk.id for risk in risks)
    for risk_id, progress in _PROGRESS.rows(whose, which):
        every, still_open = counts.get(risk_id, (0, 0))
        counts[risk_id] = every + 1, still_open + (progress in OPEN)
    return counts
