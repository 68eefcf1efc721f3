"""The annual cycle of a board's year, as a page and as a calendar to subscribe to or take home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.duties_done import done_in
from riskbild.planning.queries.cycle import CycleSeen, DutySeen, calendar_of, cycle_seen_by
from riskbild.rules.duties import DutyKind, DutyStatus
from riskbild.rules.labels import LABELS
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.cycle.wheel import SIZE, wheel_of
from riskbild.web.request import SignedInRequest, page, signed_in

# Where the work of a duty is done, when it is done in the system: the name of the part of the year.
_DONE_IN = {DutyKind.RISK_ANALYSIS: "workshops", DutyKind.PLAN_ADOPTED: "plan"}
# What the system goes by where it sees for itself that a duty is done.
_SEEN: Mapping[DutyKind, Sentence] = {
    DutyKind.RISK_ANALYSIS: Sentence("Enligt riskanalysens datum", "By the date of the risk analysis"),
    DutyKind.PLAN_ADOPTED: Sentence("Enligt nämndens beslut", "By the board's decision"),
    DutyKind.COMMON_CONTROLS: Sentence("Enligt beslutet om dem", "By the decision on them"),
}


@dataclass(frozen=True)
class Line:
    """A duty in the list: its number in the drawing, where its work is done, and how its being done is known."""

    number: int
    seen: DutySeen
    href: str
    known_by: Sentence | None


@require_safe
@signed_in
def cycle(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The duties of the year, month by month, and the same as a drawing."""
    frame = frame_of(request, board_year_id, "cycle")
    seen = cycle_seen_by(request.user, frame.year.board_id, frame.year.year, request.today, told=done_in)
    lines = [_line(frame, number, one) for number, one in enumerate(seen.duties, 1)]
    context = {
        "frame": frame, "sample": frame.year.sample, "cycle": seen, "months": _months(lines), "today": request.today,
        **_drawn(seen, lines, frame.year.year, request.today),
    }  # fmt: skip
    return page(request, "cycle/cycle.html", context)


@require_safe
@signed_in
def calendar(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The cycle as an iCalendar file."""
    frame = frame_of(request, board_year_id, "cycle")
    seen = cycle_seen_by(request.user, frame.year.board_id, frame.year.year, request.today, told=done_in)
    name = slugify(f"{_('Årshjul')} {frame.name}")
    return HttpResponse(
        calendar_of(seen, request.LANGUAGE_CODE, now=request.now), content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )  # fmt: skip


def _drawn(seen: CycleSeen, lines: Sequence[Line], year: int, today: date) -> dict[str, Any]:
    wheel = wheel_of([(line.number, line.seen.due, line.seen.status) for line in lines], year, today)
    counts = [(status, sum(one.status is status for one in seen.duties)) for status in DutyStatus]
    return {
        "wheel": wheel, "size": SIZE, "names": MONTHS_3, "counts": [pair for pair in counts if pair[1]],
        "statuses": LABELS[DutyStatus],
    }  # fmt: skip


def _months(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    grouped = groupby(lines, key=lambda line: line.seen.due.replace(day=1))
    return [(capfirst(date_format(month, "F Y")), list(found)) for month, found in grouped]


def _line(frame: YearFrame, number: int, one: DutySeen) -> Line:
    known_by = _SEEN.get(one.duty.kind) if one.done_on and not one.marked else None
    return Line(number, one, _href(frame, one), known_by)


def _href(frame: YearFrame, one: DutySeen) -> str:
    name = _DONE_IN.get(one.duty.kind)
    if name is None or one.status is DutyStatus.DONE:
        return ""
    try:
        return reverse(name, args=[frame.year.id])
    except NoReverseMatch:
        return ""
