"""A year's follow-up: its periods with their days and how far each has come, and the year in charts."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from riskbild.followup.queries.board import PeriodLine, periods_of_year
from riskbild.followup.queries.history import HistoryEntry, recurring
from riskbild.rules.period import short_name
from riskbild.rules.period_life import PeriodStep
from riskbild.web.board_year import frame_of
from riskbild.web.followup.about import HERE, period_mark
from riskbild.web.followup.charts import charts_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in

MOST_AGAIN = 25
"""How many controls that deviate again are named; those that have deviated most often come first."""


@require_safe
@signed_in
def year(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The periods of the year, what deviates again, and what the reports say in charts."""
    frame = frame_of(request, board_year_id, HERE)
    seen = periods_of_year(request.user, board_year_id, request.today)
    again = recurring(request.user, board_year_id, request.today)
    context = {
        "frame": frame,
        "sample": frame.year.sample,
        "periods": [(one, period_mark(one.period.state), _opens(one)) for one in seen.periods],
        "charts": charts_of([(said(one.period.name), one.counts) for one in seen.periods]),
        "again": [(one, _when(one.entries)) for one in again[:MOST_AGAIN]],
        "again_over": max(len(again) - MOST_AGAIN, 0),
        "turns": seen.turns,
        "may_add": seen.add_refusal is None,
        "may_open": any(_opens(one) for one in seen.periods),
    }
    return page(request, "followup/year.html", context)


def _opens(one: PeriodLine) -> bool:
    return one.steps[PeriodStep.OPEN] is None


def _when(entries: Sequence[HistoryEntry]) -> str:
    """The periods of some entries by year: "2026: T1, T3; 2027: T1"."""
    years = groupby(entries, key=lambda one: one.period.year)
    return "; ".join(f"{year}: {', '.join(said(short_name(one.period.key)) for one in found)}" for year, found in years)
