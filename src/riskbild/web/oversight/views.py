"""The oversight's page, and its table as a file."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from riskbild.oversight.queries import oversight_seen_by
from riskbild.publishing import spreadsheet
from riskbild.rules.labels import label
from riskbild.web.board_year import board_years
from riskbild.web.oversight.sheet import book_of
from riskbild.web.oversight.table import SIGNS, years_of
from riskbild.web.request import SignedInRequest, page, signed_in

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 10


@require_safe
@signed_in
def oversight(request: SignedInRequest) -> HttpResponse:
    """Every body that the person reads against the duties of one year or several."""
    offered, chosen = _years(request)
    seen = oversight_seen_by(request.user, chosen, request.today)
    context = {
        "years": years_of(seen),
        "offered": [(str(year), str(year)) for year in offered],
        "first": min(chosen),
        "last": max(chosen),
        "signs": SIGNS,
        "label": label,
        "xlsx": f"{reverse('oversight_xlsx')}?{urlencode({'fran': min(chosen), 'till': max(chosen)})}",
        "sample": any(row.sample for row in seen.rows),
    }
    return page(request, "oversight/oversight.html", context)


@require_safe
@signed_in
def xlsx(request: SignedInRequest) -> HttpResponse:
    """The same table as an Excel workbook."""
    _offered, chosen = _years(request)
    seen = oversight_seen_by(request.user, chosen, request.today)
    book = book_of(seen, "en" if request.LANGUAGE_CODE == "en" else "sv", request.now)
    name = f"uppsikt-{min(chosen)}-{max(chosen)}.xlsx" if len(chosen) > 1 else f"uppsikt-{chosen[0]}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(spreadsheet.draw(book), content_type=_XLSX, headers=headers)


def _years(request: SignedInRequest) -> tuple[Sequence[int], Sequence[int]]:
    """The years there are to choose between, and those asked for: this year's where nothing is; at most ten."""
    held = {one.year for one in board_years(request)} | {request.today.year}
    offered = sorted(held, reverse=True)
    last = _year_in(request.GET.get("till", ""), request.today.year)
    first = _year_in(request.GET.get("fran", ""), last)
    first, last = min(first, last), max(first, last)
    chosen = [year for year in offered if first <= year <= last][:_MOST]
    return offered, chosen or [request.today.year]


def _year_in(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else otherwise
