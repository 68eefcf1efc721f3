"""Periods open and close by their own days, when nobody has done it by hand before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.followup.actions.periods import close_period, open_period
from riskbild.followup.models import FollowUpPeriod
from riskbild.followup.ruled import row_for, rows_of, ruled_periods
from riskbild.organisation.day import day_of
from riskbild.planning.models import Plan
from riskbild.register.models import BoardYear
from riskbild.rules.period_life import PeriodState
from riskbild.rules.plan_life import DECIDED
from riskbild.rules.refusal import Refused


@dataclass(frozen=True)
class Turned:
    """How many periods were opened and closed."""

    opened: int = 0
    closed: int = 0


def turn_periods(*, by: Operator, municipality_id: UUID, now: datetime) -> Turned:
    """Opens the municipality's periods whose day has come and closes those whose last day has passed.

    Each in a transaction of its own, through the same actions as by hand; done again it changes nothing. A period
    opens by itself where a plan has been decided to follow up, and while there still is time to report; one that came
    out of a document is left as it is. Whatever a person has closed stays closed.
    """
    today = day_of(now)
    closed = [_closed(by, period, now) for period in _passed(municipality_id, today)]
    opened = [_opened(by, year_id, key, now) for year_id, key in _due(municipality_id, today)]
    return Turned(sum(opened), sum(closed))


def _passed(municipality_id: UUID, today: date) -> list[FollowUpPeriod]:
    rows = FollowUpPeriod.objects.filter(
        municipality_id=municipality_id, state=PeriodState.OPEN, imported=False, closes__lt=today,
        board_year__municipality_id=municipality_id, board_year__closed=False,
    )  # fmt: skip
    return list(rows.order_by("closes", "pk"))


def _due(municipality_id: UUID, today: date) -> Iterator[tuple[UUID, str]]:
    """The periods, by year and key, that nobody has opened though their day has come and their last has not passed."""
    decided = Plan.objects.filter(
        municipality_id=municipality_id, imported=False, state__in=[one.value for one in DECIDED]
    )
    years = BoardYear.objects.filter(
        municipality_id=municipality_id, closed=False, year__gte=today.year - 1, year__lte=today.year + 1,
        pk__in=decided.values("board_year_id"),
    )  # fmt: skip
    for year in years.select_related("method", "board").order_by("pk"):
        rows = rows_of(municipality_id, year.pk)
        ruled = [row_for(year, one) for one in ruled_periods(year) if one.key not in rows]
        for row in (*rows.values(), *ruled):
            if row.state == PeriodState.PLANNED and row.opens <= today <= row.due:
                yield year.pk, row.key


def _opened(by: Operator, year_id: UUID, key: str, now: datetime) -> bool:
    try:
        open_period(by=by, board_year_id=year_id, key=key, now=now)
    except Refused:
        return False  # somebody has closed the year or the period meanwhile
    return True


def _closed(by: Operator, period: FollowUpPeriod, now: datetime) -> bool:
    try:
        close_period(by=by, period_id=period.pk, version=period.version, now=now)
    except Refused:
        return False  # somebody has changed or closed it meanwhile
    return True
