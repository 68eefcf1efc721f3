"""Where a report stands on a day: worked out from dates, and never stored."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReportState(StrEnum):
    """Where a report stands.

    NOT_EXPECTED is one that nothing falls due for in the period: it may be given, and is never late. MISSING is one
    that was never given before its period closed. RETIRED is one whose control has left the plan.
    """

    DUE = "due"
    LATE = "late"
    MISSING = "missing"
    REPORTED = "reported"
    REPORTED_LATE = "reported_late"
    NOT_EXPECTED = "not_expected"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Timing:
    """What the state of a report hangs on. `closed` is that of its period, `reported_on` the day it was given."""

    expected: bool
    retired: bool
    reported_on: date | None
    due: date
    closed: bool


WAITING = frozenset({ReportState.DUE, ReportState.LATE})
"""The states in which somebody is waited for."""

GIVEN = frozenset({ReportState.REPORTED, ReportState.REPORTED_LATE})
"""The states of a report that has been given."""


def state_of(one: Timing, today: date) -> ReportState:
    """Where a report stands on a day. The last day counts: what is given on it is in time."""
    if one.retired:
        return ReportState.RETIRED
    if one.reported_on is not None:
        return ReportState.REPORTED_LATE if one.expected and one.reported_on > one.due else ReportState.REPORTED
    if not one.expected:
        return ReportState.NOT_EXPECTED
    if one.closed:
        return ReportState.MISSING
    return ReportState.LATE if today > one.due else ReportState.DUE
