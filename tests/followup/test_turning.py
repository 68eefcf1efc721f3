"""Periods open and close by themselves on their days, once, and only where there is something to follow up."""

from datetime import datetime

import pytest
from tests.followup.scene import T1_LATE, T1_OPEN, board, opened, rektor, reporter
from tests.people import Town, town
from tests.web.followup_scene import with_address

from riskbild.audit.actor import Operator
from riskbild.followup.actions.periods import PeriodDates, close_period, reopen_period, set_period_dates
from riskbild.followup.models import FollowUpPeriod, Report
from riskbild.followup.post import queue_reminders
from riskbild.followup.turning import Turned, turn_periods
from riskbild.rules.period_life import PeriodState

pytestmark = pytest.mark.django_db
BEFORE, CLOSED = (datetime.fromisoformat(f"{day}T08:00+02:00") for day in ("2027-04-15", "2027-06-05"))


def turn(place: Town, now: datetime) -> Turned:
    return turn_periods(by=Operator("Riskbild"), municipality_id=place.municipality_id, now=now)


def states() -> dict[str, str]:
    return dict(FollowUpPeriod.objects.values_list("key", "state"))


def test_a_period_opens_on_its_day_and_closes_after_its_last_and_doing_it_again_changes_nothing() -> None:
    place = board()
    assert turn(place, BEFORE) == Turned()
    assert [turn(place, T1_OPEN) for _ in range(2)] == [Turned(opened=1), Turned()]
    assert Report.objects.filter(period__key="T1").count() == 3
    assert turn(place, T1_LATE) == Turned()  # late is still time to report
    assert [turn(place, CLOSED) for _ in range(2)] == [Turned(closed=1), Turned()]
    assert states() == {"T1": PeriodState.CLOSED}


def test_what_somebody_has_decided_by_hand_stays() -> None:
    place = board()
    period, by = opened(place).period, place.coordinator()
    closed = close_period(by=by, period_id=period.pk, version=period.version, now=T1_OPEN)
    assert turn(place, T1_OPEN) == Turned()
    ask = {"by": by, "period_id": period.pk, "now": T1_OPEN}
    reopen_period(**ask, version=closed.version, reason="Fel siffror")
    later = PeriodDates(period.opens, CLOSED.date(), datetime(2027, 6, 30).date())  # noqa: DTZ001 - a day
    period.refresh_from_db()
    set_period_dates(
        by=by, board_year_id=place.year.pk, key="T1", version=period.version, dates=later, now=T1_OPEN
    )  # fmt: skip
    assert turn(place, CLOSED) == Turned()


def test_a_year_with_no_decided_plan_and_a_period_whose_time_has_passed_do_not_open() -> None:
    assert turn(town(year=2027), T1_OPEN) == Turned()
    place = board("SN")
    assert turn(place, T1_LATE) == Turned()


def test_the_days_turn_opens_what_it_then_reminds_of() -> None:
    place = board()
    rektor(place, with_address(reporter(place), T1_OPEN))
    assert queue_reminders(now=T1_OPEN).letters == 1
    assert states() == {"T1": PeriodState.OPEN}
