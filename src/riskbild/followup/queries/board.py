"""A year's periods, and one period as a whole: where it stands, how far it has come, what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.queries.counts import Counts, no_counts, periods_counted
from riskbild.followup.queries.telling import PeriodRef, period_ref
from riskbild.followup.ruled import row_for, rows_of, ruled_periods
from riskbild.followup.subjects import followed_plan
from riskbild.organisation.conflict import NOT_FOUND, reached
from riskbild.organisation.permissions import Actor, refusal
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.seen import reads_under, year_for
from riskbild.register.actions.taking import year_closed
from riskbild.register.queries.choices import YearSeen, as_seen
from riskbild.rules import period_life
from riskbild.rules.period_life import MOVES, PeriodState, PeriodStep
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence

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
    """The periods of a board's year in the order they end. `add_refusal`: why the person cannot add one.

    `turns` tells that they open and close by themselves on their days.
    """

    year: YearSeen
    periods: Sequence[PeriodLine]
    turns: bool
    add_refusal: Sentence | None


@dataclass(frozen=True)
class PeriodBoard:
    """One period. `behind` tells that another version of the plan has come into force since it was brought up to date.

    `whole` tells that the person sees every report of it; else the counts are of those they see. Its reports are read
    a page at a time (`board_rows`), and by unit and person (`board_groups`).
    """

    id: UUID
    version: int
    year: YearSeen
    period: PeriodRef
    imported: bool
    reason: str
    behind: bool
    whole: bool
    counts: Counts
    steps: Steps
    assign_refusal: Sentence | None


def periods_of_year(by: Actor, board_year_id: UUID, today: date) -> YearPeriods:
    """The periods of a year, those of the rules among them; six queries. Raises `Missing`."""
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
    plan, _ = followed_plan(year)
    return YearPeriods(as_seen(year), lines, plan is not None and not plan.imported and not year.closed, refused)


def period_board(by: Actor, period_id: UUID, today: date) -> PeriodBoard:
    """A period as a whole; four queries, however many reports it has. Raises `Missing`."""
    period = period_for(by, period_id, today)
    plan, _ = followed_plan(period.board_year)
    year = period.board_year
    return PeriodBoard(
        id=period.pk, version=period.version, year=as_seen(year), period=period_ref(period), imported=period.imported,
        reason=period.reason,
        behind=period.state == PeriodState.OPEN and period.plan_id != (plan.pk if plan else None),
        whole=refusal(by, Permission.READ, period.board_id, today=today) is None,
        counts=periods_counted(by, [period], today)[period.pk], steps=_steps(by, period, today, closed=year.closed),
        assign_refusal=refusal(by, Permission.EDIT_PLAN, period.board_id, today=today),
    )  # fmt: skip


def period_for(by: Actor, period_id: UUID, today: date) -> FollowUpPeriod:
    """The period, for who sees anything of it, with its year and board; one query. Raises `Missing`."""
    period = reached(FollowUpPeriod, by, period_id, "board_year__method", "board_year__board", "board__municipality")
    if not reads_under(by, period.board_id, today):
        raise Missing(NOT_FOUND)
    return period


def _steps(by: Actor, row: FollowUpPeriod, today: date, *, closed: bool) -> dict[PeriodStep, Sentence | None]:
    manage = refusal(by, Permission.MANAGE_YEAR, row.board_id, today=today)
    shut = year_closed(row.board_year) if closed else None
    state = PeriodState(row.state)
    return {
        step: shut or period_life.refusal(state, step) or (manage if MOVES[state][step].permission else None)
        for step in PeriodStep
    }
