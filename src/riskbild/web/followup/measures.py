"""The measures of a year or of a unit, as a list and as a month."""

from dataclasses import dataclass
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

from riskbild.followup.queries.deviation_measures import DeviationMeasureLine, deviation_measures_of
from riskbild.followup.queries.measures import MOST_A_DAY, MeasureLine, measures_between, measures_page
from riskbild.organisation.access import access_of
from riskbild.register.queries.telling import Shown
from riskbild.rules.labels import LABELS
from riskbild.rules.progress import Progress
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.followup.about import HERE
from riskbild.web.followup.board import PAGE
from riskbild.web.followup.month import days_of, month_of, read_month
from riskbild.web.request import SignedInRequest, page, signed_in

_UNIT, _WAY, _MONTH, _DAY, _CALENDAR = "enhet", "visa", "manad", "dag", "kalender"

MOST_AGAINST = 100


@require_safe
@signed_in
def measures(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The measures by their last day; `visa=kalender` shows a month of them, `dag` a day."""
    frame = frame_of(request, board_year_id, HERE)
    here = reverse("measures", args=[board_year_id])
    units = _units(request, frame)
    unit = request.GET.get(_UNIT, "")
    unit = unit if unit in dict(units) else ""
    asked = _Asked(request, board_year_id, here, unit)
    calendar = request.GET.get(_WAY) == _CALENDAR
    context: dict[str, Any] = {
        "frame": frame, "sample": frame.year.sample, "here": here, "units": units, "unit": unit,
        "crumbs": [(frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse("followup", args=[board_year_id]))],
        "progress": LABELS[Progress], "keep": {_WAY: _CALENDAR} if calendar else {}, "month": None,
        "tabs": [
            (_("Lista"), asked.to(), not calendar), (_("Kalender"), asked.to(**{_WAY: _CALENDAR}), calendar),
        ],
    }  # fmt: skip
    context |= _calendar(asked) if calendar else _list(asked)
    return page(request, "followup/measures.html", context)


@dataclass(frozen=True)
class _Asked:
    """What is asked for: the year's measures, of one unit or of all."""

    request: SignedInRequest
    year_id: UUID
    here: str
    unit: str

    @property
    def node_id(self) -> UUID | None:
        return UUID(self.unit) if self.unit else None

    def to(self, **more: str) -> str:
        """The page's address, with what is not empty."""
        query = urlencode({name: value for name, value in {_UNIT: self.unit, **more}.items() if value})
        return f"{self.here}?{query}" if query else self.here


def _list(asked: _Asked) -> dict[str, Any]:
    day = asked.request.GET.get(_DAY, "")
    on = _read_day(day)
    found = measures_page(
        asked.request.user, asked.year_id, asked.request.today, node_id=asked.node_id, on=on,
        cursor=asked.request.GET.get(PAGE, ""),
    )  # fmt: skip
    kept = {_DAY: day} if on else {}
    against = _against(asked)
    if on:
        against = [one for one in against if one.due == on]
    return {
        "against": [] if asked.request.GET.get(PAGE) else against[:MOST_AGAINST],
        "lines": found.lines, "total": found.total, "day": on, "all_days": asked.to(),
        "pages": [asked.to(**kept, **{PAGE: cursor}) if cursor else "" for cursor in (found.previous, found.next)],
    }  # fmt: skip


def _calendar(asked: _Asked) -> dict[str, Any]:
    today = asked.request.today
    first = read_month(asked.request.GET.get(_MONTH, ""), today)
    days = days_of(first)
    found = measures_between(
        asked.request.user, asked.year_id, days[0], days[-1], today, node_id=asked.node_id
    )  # fmt: skip
    of_deviations = [one for one in _against(asked) if days[0] <= one.due <= days[-1]]
    things = [*map(_of_risk, found.lines), *map(_of_deviation, of_deviations)]
    month = month_of(first, things, lambda one: one.due_on)

    def beside(day: date | None) -> tuple[str, str] | None:
        return (_named(day), asked.to(**{_WAY: _CALENDAR, _MONTH: f"{day:%Y-%m}"})) if day else None

    over = {day: (count - MOST_A_DAY, asked.to(**{_DAY: f"{day}"})) for day, count in found.per_day.items()}
    return {
        "month": month, "name": _named(first), "before": beside(month.before), "after": beside(month.after),
        "today": today, "undated": found.undated, "listed": asked.to(),
        "count": sum(found.per_day.values()) + len(of_deviations),
        "over": {day: more for day, more in over.items() if more[0] > 0},
        "weekdays": [WEEKDAYS_ABBR[number] for number in range(7)],
    }  # fmt: skip


def _against(asked: _Asked) -> list[DeviationMeasureLine]:
    """The measures against deviations: few beside those of the register, and told with them."""
    found = deviation_measures_of(asked.request.user, asked.year_id, asked.request.today)
    if asked.node_id is None:
        return list(found)
    below = access_of(asked.request.user, asked.request.today).tree.subtree(asked.node_id)
    return [one for one in found if one.node_id in below]


@dataclass(frozen=True)
class _Thing:
    """A measure in the calendar, and the page that it leads to."""

    address: str
    text: Shown
    progress: Progress
    late: bool
    due_on: date | None


def _of_risk(one: MeasureLine) -> _Thing:
    return _Thing(reverse("risk", args=[one.risk_id]), one.text, one.progress, one.late, one.due_on)


def _of_deviation(one: DeviationMeasureLine) -> _Thing:
    return _Thing(reverse("deviation", args=[one.deviation_id]), one.text, one.progress, one.late, one.due)


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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
