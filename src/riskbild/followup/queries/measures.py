"""The measures of a year or a unit with their dates, as a list and for a calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import Coalesce, RowNumber

from riskbild.audit.actor import Operator
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.organisation.tree import Tree, tree_of
from riskbild.planning.lines import lines_of
from riskbild.planning.queries.seen import year_for
from riskbild.register.models import BoardYear, Measure, Risk, SecrecyMark
from riskbild.register.queries.keyset import Cursor, Order, page_of, read_cursor
from riskbild.register.queries.seen import masks_for, reads_every_secret, risks_seen_by, title_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.progress import OPEN, Progress
from riskbild.rules.sentence import Sentence

PAGE_SIZE = 100
MOST_A_DAY = 5
_NO_DAY = date(9999, 12, 31)
"""Stands last in the order of days for a measure that has none."""
_ORDER = (Order("day", date), Order("place", int), Order("pk", UUID))


@dataclass(frozen=True)
class MeasureLine:
    """One measure. `due_on` is its own day, else the risk's; `late` that it has passed and the measure is open.

    `roles` and `deadline` are the measure's own, else what the risk's cells say for it.
    """

    id: UUID
    version: int
    risk_id: UUID
    risk: Shown
    node_id: UUID
    node: str
    text: Shown
    roles: Shown
    deadline: Shown
    due_on: date | None
    person_id: UUID | None
    person: str
    progress: Progress
    note: Shown
    late: bool


@dataclass(frozen=True)
class MeasuresPage:
    """A page of measures; `total` counts all pages. A cursor is "" where there is no such page."""

    lines: Sequence[MeasureLine]
    total: int
    previous: str
    next: str


@dataclass(frozen=True)
class MeasuresMonth:
    """Some days' measures: the first of each day, how many each day has, and how many measures have no day at all."""

    lines: Sequence[MeasureLine]
    per_day: Mapping[date, int]
    undated: int


def measures_of(by: Actor, board_year_id: UUID, today: date) -> Sequence[MeasureLine]:
    """Every measure of the year's risks that the person sees, those with a day first, in the order of days.

    Five queries, however many. Raises `Missing`.
    """
    year = year_for(by, board_year_id, today)
    rows = _rows(by, year, today, None).order_by("risk__position", "risk_id", "position")
    lines = _lines(by, year, rows, today)
    return sorted(lines, key=lambda one: (one.due_on is None, one.due_on or today))


def measures_page(
    by: Actor, board_year_id: UUID, today: date, *, node_id: UUID | None = None, on: date | None = None,
    cursor: str = "",
) -> MeasuresPage:  # fmt: skip
    """A page of the same, in the same order of days. Six queries, however many there are.

    `node_id` narrows to a unit and what lies below it, `on` to one day.

    Raises `Missing`, and `Refused` for a cursor that no page of it gave.
    """
    year = year_for(by, board_year_id, today)
    rows = _dated(by, _rows(by, year, today, node_id), today)
    if on is not None:
        rows = rows.filter(day=on)
    found, before, after = page_of(rows.only("pk"), _ORDER, read_cursor(cursor, _ORDER) if cursor else None, PAGE_SIZE)
    keys = [row.pk for row in found]
    told = {one.id: one for one in _lines(by, year, rows.filter(pk__in=keys), today)}
    return MeasuresPage(
        [told[key] for key in keys], rows.count() if before or after else len(found),
        Cursor(_at(found[0]), backwards=True).text() if before and found else "",
        Cursor(_at(found[-1])).text() if after and found else "",
    )  # fmt: skip


def measures_between(
    by: Actor, board_year_id: UUID, first: date, last: date, today: date, *, node_id: UUID | None = None
) -> MeasuresMonth:
    """The measures of some days, for a calendar, at most so many a day; seven queries. Raises `Missing`."""
    year = year_for(by, board_year_id, today)
    rows = _dated(by, _rows(by, year, today, node_id), today)
    within = rows.filter(day__gte=first, day__lte=last)
    per_day = dict(within.order_by().values_list("day").annotate(count=Count("pk")).values_list("day", "count"))
    number = Window(RowNumber(), partition_by=F("day"), order_by=("risk__position", "pk"))
    shown = within.annotate(number=number).filter(number__lte=MOST_A_DAY)
    lines = _lines(by, year, rows.filter(pk__in=[row.pk for row in shown.only("pk")]), today)
    undated = rows.filter(day=_NO_DAY).count()
    return MeasuresMonth(sorted(lines, key=lambda one: one.due_on or last), per_day, undated)


def _rows(by: Actor, year: BoardYear, today: date, node_id: UUID | None) -> QuerySet[Measure]:
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    if node_id is not None:
        seen = seen.filter(node_id__in=tree_of(year.board.municipality, today).subtree(node_id))
    return Measure.objects.filter(
        municipality_id=year.municipality_id, risk__municipality_id=year.municipality_id, risk_id__in=seen.values("pk")
    )


def _dated(by: Actor, rows: QuerySet[Measure], today: date) -> QuerySet[Any, Any]:
    """The measures with the day that the person may know of; one that is secret stands with those that have none."""
    day = Case(When(deadline="", then=F("risk__due_on")), default=F("due_on"))
    known = day
    if not isinstance(by, Operator) and not reads_every_secret(access_of(by, today)):
        marks = SecrecyMark.objects.filter(
            municipality_id=by.municipality_id, risk_id=OuterRef("risk_id"), field__in=("", "deadline")
        )
        told = access_of(by, today).at(Permission.READ_SECRET)
        known = Case(When(Exists(marks) & ~Q(risk__node_id__in=told), then=Value(None)), default=day)
    return rows.annotate(day=Coalesce(known, Value(_NO_DAY), output_field=DateField()), place=F("risk__position"))


def _at(row: Any) -> tuple[Any, ...]:
    return row.day, row.place, row.pk


def _lines(by: Actor, year: BoardYear, rows: QuerySet[Measure, Any], today: date) -> list[MeasureLine]:
    tree = tree_of(year.board.municipality, today)
    wanted = Risk.objects.filter(municipality_id=year.municipality_id, pk__in=rows.order_by().values("risk_id"))
    risks = {risk.id: risk for risk in lines_of(year.municipality_id, wanted)}
    masks = masks_for(by, list(risks.values()), today)
    return [
        _line(row, risks[row["risk_id"]], masks.get(row["risk_id"], {}), tree, today)
        for row in rows.values(*_COLUMNS)
        if row["risk_id"] in risks
    ]


def _line(row: Mapping[str, Any], risk: Any, hidden: Mapping[str, Sentence], tree: Tree, today: date) -> MeasureLine:
    progress, node = Progress(row["progress"]), tree.get(risk.node_id)
    due_on = row["due_on"] if row["deadline"] else row["risk__due_on"]
    if "deadline" in hidden:
        due_on = None
    return MeasureLine(
        id=row["id"], version=row["version"], risk_id=risk.id, risk=title_of(risk, hidden), node_id=risk.node_id,
        node=node.name if node else "", text=_shown(row["text"], "measures", hidden),
        roles=_shown(row["roles"] or row["risk__responsible"], "responsible", hidden),
        deadline=_shown(row["deadline"] or row["risk__deadline"], "deadline", hidden), due_on=due_on,
        person_id=row["person_id"], person="" if "responsible" in hidden else row["person__name"] or "",
        progress=progress, note=_shown(row["progress_note"], "measures", hidden),
        late=due_on is not None and due_on < today and progress in OPEN,
    )  # fmt: skip


def _shown(text: str, cell: str, hidden: Mapping[str, Sentence]) -> Shown:
    return hidden[cell] if text and cell in hidden else text


_COLUMNS = (
    "id", "version", "risk_id", "text", "roles", "deadline", "due_on", "person_id", "person__name", "progress",
    "progress_note", "risk__responsible", "risk__deadline", "risk__due_on",
)  # fmt: skip
