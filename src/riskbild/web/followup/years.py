"""A year's follow-up: its periods with their days and how far each has come, and the year in charts."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from riskbild.followup.queries.board import PeriodLine, periods_of_year
from riskbild.rules.period_life import PeriodStep
from riskbild.web.board_year import frame_of
from riskbild.web.followup.about import HERE, period_mark
from riskbild.web.followup.charts import charts_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in


@require_safe
@signed_in
def year(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The periods of the year, and what their reports say in charts."""
    frame = frame_of(request, board_year_id, HERE)
    seen = periods_of_year(request.user, board_year_id, request.today)
    context = {
        "frame": frame,
        "sample": frame.year.sample,
        "periods": [(one, period_mark(one.period.state), _opens(one)) for one in seen.periods],
        "charts": charts_of([(said(one.period.name), one.counts) for one in seen.periods]),
        "turns": seen.turns,
        "may_open": any(_opens(one) for one in seen.periods),
    }
    return page(request, "followup/year.html", context)


def _opens(one: PeriodLine) -> bool:
    return one.steps[PeriodStep.OPEN] is None
