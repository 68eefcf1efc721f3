"""The measures of a year or of a unit, as a list and as a month."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.measures import MeasureLine, measures_of
from riskbild.organisation.access import access_of
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import Progress
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.followup.about import HERE
from riskbild.web.followup.month import month_of, read_month
from riskbild.web.request import SignedInRequest, page, signed_in

_UNIT, _WAY, _MONTH, _CALENDAR = "enhet", "visa", "manad", "kalender"


@require_safe
@signed_in
def measures(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The measures by their last day; `visa=kalender` shows a month of them."""
    frame = frame_of(request, board_year_id, HERE)
    here = reverse("measures", args=[board_year_id])
    units = _units(request, frame)
    unit = request.GET.get(_UNIT, "")
    unit = unit if unit in dict(units) else ""
    lines = measures_of(request.user, board_year_id, request.today, node_id=UUID(unit) if unit else None)
    calendar = request.GET.get(_WAY) == _CALENDAR

    def to(**more: str) -> str:
        query = urlencode({name: value for name, value in {_UNIT: unit, **more}.items() if value})
        return f"{here}?{query}" if query else here

    context: dict[str, Any] = {
        "frame": frame, "sample": frame.year.sample, "here": here, "units": units, "unit": unit, "lines": lines,
        "crumbs": [(frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[board_year_id]))],
        "progress": LABELS[Progress], "keep": {_WAY: _CALENDAR} if calendar else {}, "month": None,
        "tabs": [(_("Lista"), to(), not calendar), (_("Kalender"), to(**{_WAY: _CALENDAR}), calendar)],
    }  # fmt: skip
    if calendar:
        first = read_month(request.GET.get(_MONTH, ""), request.today)
        month = month_of(first, lines, lambda one: one.due_on)

        def beside(day: date | None) -> tuple[str, str] | None:
            return (_named(day), to(**{_WAY: _CALENDAR, _MONTH: f"{day:%Y-%m}"})) if day else None

        context |= {
            "month": month, "name": _named(first), "before": beside(month.before), "after": beside(month.after),
            "today": request.today, "undated": sum(one.due_on is None for one in lines), "listed": to(),
            "weekdays": [WEEKDAYS_ABBR[number] for number in range(7)],
        }  # fmt: skip
    return page(request, "followup/measures.html", context)


def _named(day: date) -> str:
    return capfirst(date_format(day, "F Y"))


def _units(request: SignedInRequest, frame: YearFrame) -> list[tuple[str, str]]:
    """The units of the board, indented as they stand; first all of them."""
    tree = access_of(request.user, request.today).tree
    below = tree.subtree(frame.year.board_id)
    ordered = [(depth, node) for depth, node in tree.ordered() if node.id in below]
    top = min((depth for depth, _node in ordered), default=0)
    named = [(str(node.id), "\u2003" * (depth - top) + node.name) for depth, node in ordered]
    return [("", _("Hela nämnden")), *named[1:]]


__all__ = ["MeasureLine", "measures"]
