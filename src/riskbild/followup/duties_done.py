"""When the duties of boards' years were done: what the planning sees, and the periods that have been followed up."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max, Q

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


def _closed(municipality_id: UUID, years: Collection[int]) -> dict[tuple[UUID, int, str], date]:
    rows = FollowUpPeriod.objects.filter(
        municipality_id=municipality_id, year__in=years, state=PeriodState.CLOSED, closed_at__isnull=False
    )
    found = rows.values_list("board_id", "year", "key", "closed_at", "imported", "due")
    return {(board, year, key): due if imported else day_of(at) for board, year, key, at, imported, due in found if at}


def _all_given(municipality_id: UUID, years: Collection[int]) -> dict[tuple[UUID, int, str], date]:
    rows = FollowUpPeriod.objects.filter(municipality_id=municipality_id, year__in=years, state=PeriodState.OPEN)
    expected = Q(reports__municipality_id=F("municipality_id"), reports__expected=True, reports__retired=False)
    given = expected & Q(reports__reported_at__isnull=False)
    counted = rows.annotate(
        all=Count("reports", filter=expected), given=Count("reports", filter=given),
        last=Max("reports__reported_at", filter=given),
    )  # fmt: skip
    found = counted.filter(all__gt=0, given=F("all")).values_list("board_id", "year", "key", "last")
    return {(board, year, key): day_of(last) for board, year, key, last in found}
