"""When the duties of boards' years were done: what the planning sees, and the periods that have been followed up."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from riskbild.audit.prepared import Prepared
from riskbild.followup.models import FollowUpPeriod
from riskbild.organisation.day import day_of
from riskbild.planning.duties_done import Done
from riskbild.planning.duties_done import done_in as planned_in
from riskbild.rules.period_life import PeriodState


def done_in(municipality_id: UUID, years: Collection[int]) -> Done:
    """What was done in some years by every board of a municipality; two queries more than the planning's own.

    A period has been followed up on the day it closed, or on the day that the last of what was expected in it was
    given. One that came out of a document, which tells no day, counts as followed up on its last day for that.
    """
    followed = _closed(municipality_id, years) | _all_given(municipality_id, years)
    return replace(planned_in(municipality_id, years), followed=followed)


_IN_STATE = ["municipality_id", "state", "year__in"]
_CLOSED = Prepared(
    lambda: FollowUpPeriod.objects.values_list("board_id", "year", "key", "closed_at", "imported", "due"), by=_IN_STATE
)


def _closed(municipality_id: UUID, years: Collection[int]) -> dict[tuple[UUID, int, str], date]:
    found = _CLOSED.rows(municipality_id, PeriodState.CLOSED, frozenset(years))
    return {(board, year, key): due if imported else day_of(at) for board, year, key, at, imported, due in found if at}


def _counted() -> QuerySet[FollowUpPeriod, tuple[UUID, int, str, int, int, datetime | None]]:
    expected = Q(reports__municipality_id=F("municipality_id"), reports__expected=True, reports__retired=False)
    given = expected & Q(reports__reported_at__isnull=False)
    return FollowUpPeriod.objects.annotate(
        all=Count("reports", filter=expected), given=Count("reports", filter=given),
        last=Max("reports__reported_at", filter=given),
    ).values_list("board_id", "year", "key", "all", "given", "last")  # fmt: skip


_COUNTED = Prepared(_counted, by=_IN_STATE)


def _all_given(municipality_id: UUID, years: Collection[int]) -> dict[tuple[UUID, int, str], date]:
    found = _COUNTED.rows(municipality_id, PeriodState.OPEN, frozenset(years))
    return {
        (board, year, key): day_of(last) for board, year, key, every, given, last in found if last and every == given
    }
