"""A period's board: how far it has come, who is late, by person, unit and control."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.board import BoardRow, Group, PeriodBoard
from riskbild.followup.queries.counts import Counts
from riskbild.rules.period_life import PeriodStep
from riskbild.rules.report_state import GIVEN, WAITING, ReportState
from riskbild.rules.result import Result
from riskbild.web.address import addresses
from riskbild.web.followup.about import about, opened, report_mark
from riskbild.web.followup.marks import mark_of
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.risk import choices

DEVIATIONS = (Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION, Result.DEVIATION)
_WAY, _NARROWED = "visa", "urval"
_LATE = (ReportState.LATE, ReportState.MISSING)


@require_safe
@signed_in
def board(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """The period by person, unit or control; `urval` narrows the controls to those that a figure counts."""
    seen, frame = opened(request, period_id)
    here = reverse("period_board", args=[period_id])
    wanted, narrowed = request.GET.get(_WAY, ""), request.GET.get(_NARROWED, "")
    shown = wanted if wanted in {"enheter", "kontroller"} else "personer"
    if narrowed in _NARROW:
        shown = "kontroller"
    context: dict[str, Any] = {
        **about(seen, frame),
        "figures": _figures(seen.counts, here),
        "shown": shown,
        "tabs": [
            (text, f"{here}?{_WAY}={key}", key == shown)
            for key, text in (("personer", _("Personer")), ("enheter", _("Enheter")), ("kontroller", _("Kontroller")))
        ],
        "deviations": deviations,
        "may_remind": seen.steps[PeriodStep.CLOSE] is None,
    }
    if shown == "kontroller":
        context |= _rows(request, seen, narrowed)
    elif shown == "personer":
        context["people"] = [(one, _standing(one), _waits(one.counts)) for one in _late_first(seen.by_person)]
        context["waiting"] = [one for one in seen.by_person if one.id and _waits(one.counts)]
    return page(request, "followup/period.html", context)


def deviations(counts: Counts) -> int:
    """How many reports show a deviation."""
    return sum(counts.results.get(one, 0) for one in DEVIATIONS)


def _figures(counts: Counts, here: str) -> list[tuple[int, str, str]]:
    return [
        (counts.asked, _("Ska rapporteras"), f"{here}?{_WAY}=kontroller"),
        (counts.given, _("Rapporterat"), f"{here}?{_NARROWED}=rapporterat"),
        (counts.states.get(ReportState.DUE, 0) + counts.late, _("Kvar"), f"{here}?{_NARROWED}=kvar"),
        (counts.late, _("Försenat"), f"{here}?{_NARROWED}=forsenat"),
        (deviations(counts), _("Med avvikelse"), f"{here}?{_NARROWED}=avvikelse"),
    ]


_NARROW = {
    "rapporterat": lambda row: row.state in GIVEN,
    "kvar": lambda row: row.state in {ReportState.DUE, *_LATE},
    "forsenat": lambda row: row.state in _LATE,
    "avvikelse": lambda row: row.said.result in DEVIATIONS,
    "utan": lambda row: not any(one.active for one in row.holders),
}


def _rows(request: SignedInRequest, seen: PeriodBoard, narrowed: str) -> dict[str, Any]:
    within = _NARROW.get(narrowed)
    rows = [row for row in seen.rows if within is None or within(row)]
    may_assign = seen.assign_refusal is None and any(row.state in WAITING for row in rows)
    lines = [
        (row, report_mark(row.state), mark_of(said.status), mark_of(said.result or said.on_plan), _who(row))
        for row in rows
        for said in (row.said,)
    ]
    return {
        "rows": lines, "marks": {mark for line in lines for mark in line[1:4] if mark}, "address": addresses("report"),
        "narrowed": narrowed if within else "",
        "may_assign": may_assign,
        "everybody": choices.people(request)[1:] if may_assign else [],
        "waiting_states": WAITING,
    }  # fmt: skip


def _who(row: BoardRow) -> str:
    return ", ".join(one.name for one in row.holders if one.active)


def _standing(one: Group) -> Any:
    """How a person stands: late, something left, done, or nothing asked of them."""
    if one.counts.late:
        return report_mark(ReportState.LATE)
    if not one.counts.asked:
        return report_mark(ReportState.NOT_EXPECTED)
    return report_mark(ReportState.DUE if _waits(one.counts) else ReportState.REPORTED)


def _waits(counts: Counts) -> bool:
    return counts.given < counts.asked


def _late_first(groups: Sequence[Group]) -> list[Group]:
    return sorted(groups, key=lambda one: (not one.counts.late, not _waits(one.counts)))
