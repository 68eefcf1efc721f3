"""How far a period has come, and what its reports say, as numbers: for tables, for charts, for the board's report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.queries.seen import reports_seen_by
from riskbild.followup.queries.telling import Said
from riskbild.organisation.permissions import Actor
from riskbild.rules.period_life import PeriodState
from riskbild.rules.report_state import GIVEN, ReportState, Timing, state_of
from riskbild.rules.reporting import OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status


@dataclass(frozen=True)
class Counts:
    """Numbers of reports. None under a status, result or answer is a report that has been given without one.

    Statuses and results are of controls, answers of risks that are followed as such; retired reports are in none.
    """

    states: Mapping[ReportState, int]
    statuses: Mapping[Status | None, int]
    results: Mapping[Result | None, int]
    on_plan: Mapping[OnPlan | None, int]

    @property
    def given(self) -> int:
        """How many have been given."""
        return sum(self.states.get(state, 0) for state in GIVEN)

    @property
    def asked(self) -> int:
        """How many were to be given or have been."""
        return sum(count for state, count in self.states.items() if state not in _NOT_ASKED)

    @property
    def late(self) -> int:
        """How many are late or missing."""
        return self.states.get(ReportState.LATE, 0) + self.states.get(ReportState.MISSING, 0)


class _Row(Protocol):
    @property
    def subject(self) -> Subject: ...
    @property
    def state(self) -> ReportState: ...
    @property
    def said(self) -> Said: ...


@dataclass(frozen=True)
class _Some:
    """Reports that are alike in everything that is counted."""

    subject: Subject
    state: ReportState
    status: Status | None
    result: Result | None
    on_plan: OnPlan | None
    count: int


def no_counts() -> Counts:
    """Nothing counted."""
    return Counts({}, {}, {}, {})


def counted(rows: Iterable[_Row]) -> Counts:
    """The numbers of some reports at hand."""
    return _sum(_Some(row.subject, row.state, row.said.status, row.said.result, row.said.on_plan, 1) for row in rows)


def periods_counted(by: Actor, periods: Sequence[FollowUpPeriod], today: date) -> dict[UUID, Counts]:
    """The numbers of each period's reports that the person sees; one query, however many reports."""
    if not periods:
        return {}
    mine, known = periods[0].municipality_id, {period.pk: period for period in periods}
    rows = reports_seen_by(by, today).filter(municipality_id=mine, period_id__in=list(known))
    found = counts_by(rows, "period_id", known, today)
    return {key: found.get(key) or no_counts() for key in known}


def counts_by(
    rows: QuerySet[Any], key: str, periods: Mapping[UUID, FollowUpPeriod], today: date, *, of: str = ""
) -> dict[Any, Counts]:
    """The numbers of reports by a column of theirs; one query, however many.

    `rows` are reports, or what belongs to one: then `of` leads to it ("report__"). All of them are of `periods`.
    """
    # The day that a document's text was given on is not known: it was in time.
    printed = Q(**{f"{of}source__isnull": False, f"{of}version": 1})
    told = rows.filter(**{f"{of}retired": False}).annotate(on=TruncDate(f"{of}reported_at"), printed=printed)
    kinds = tuple(dict.fromkeys((key, *(f"{of}{name}" for name in _KINDS), "on", "printed")))
    some: dict[Any, list[_Some]] = defaultdict(list)
    for row in told.order_by().values(*kinds).annotate(count=Count("pk")):
        kind = [row[f"{of}{name}"] for name in _KINDS]
        period = periods[kind[0]]
        some[row[key]].append(_some([*kind[1:], row["on"], row["printed"]], period, row["count"], today))
    return {value: _sum(found) for value, found in some.items()}


_KINDS = ("period_id", "subject", "status", "result", "on_plan", "expected")


def _some(kind: Sequence[object], period: FollowUpPeriod, count: int, today: date) -> _Some:
    subject, status, result, on_plan, expected, on, printed = kind
    given = on if isinstance(on, date) else None
    timing = Timing(
        expected=bool(expected), retired=False, reported_on=period.due if given and printed else given,
        due=period.due, closed=period.state == PeriodState.CLOSED,
    )  # fmt: skip
    return _Some(
        Subject(str(subject)), state_of(timing, today), Status(str(status)) if status else None,
        Result(str(result)) if result else None, OnPlan(str(on_plan)) if on_plan else None, count,
    )  # fmt: skip


def _sum(some: Iterable[_Some]) -> Counts:
    states: Counter[ReportState] = Counter()
    statuses: Counter[Status | None] = Counter()
    results: Counter[Result | None] = Counter()
    answers: Counter[OnPlan | None] = Counter()
    for one in some:
        states[one.state] += one.count
        if one.state in GIVEN and one.subject is Subject.CONTROL:
            statuses[one.status] += one.count
            results[one.result] += one.count
        if one.state in GIVEN and one.subject is Subject.RISK:
            answers[one.on_plan] += one.count
    return Counts(dict(states), dict(statuses), dict(results), dict(answers))


_NOT_ASKED = frozenset({ReportState.NOT_EXPECTED, ReportState.RETIRED})
