"""The days an item falls due: those a person gives, else worked out from its frequency and the year's periods."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from riskbild.organisation.refusing import at
from riskbild.planning.models import Plan
from riskbild.planning.rules_of import setup_of
from riskbild.rules.occasions import Occasion, occasions, period_of
from riskbild.rules.period import Period, periods_of
from riskbild.rules.recurrence import read_frequency
from riskbild.rules.sentence import Sentence

_OTHER_YEAR = Sentence(sv="Datumet {day} ligger utanför planens år.", en="The date {day} lies outside the plan's year.")


def dates_of(plan: Plan, frequency: str, given: Sequence[date] | None) -> list[dict[str, Any]]:
    """The days as they are stored. Raises `Refused` for one outside the plan's year and the January after it."""
    periods = periods_of(plan.year, setup_of(plan.board_year).rules.periods)
    if given is None:
        return worked_out(frequency, periods)
    for day in given:
        if not (plan.year, 1) <= (day.year, day.month) <= (plan.year + 1, 1):
            raise at("dates", _OTHER_YEAR.format(day=day))
    return _stored(Occasion(day, period_of(day, periods)) for day in sorted(set(given)))


def worked_out(frequency: str, periods: Sequence[Period]) -> list[dict[str, Any]]:
    """The days that a frequency text gives in some periods."""
    return _stored(occasions(read_frequency(frequency).recurrences, periods))


def _stored(found: Iterable[Occasion]) -> list[dict[str, Any]]:
    return [{"period": one.period, "due": one.due.isoformat()} for one in found]
