"""A period's board: how far it has come, who is late, by person, unit and control."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.board import PeriodBoard
from riskbild.followup.queries.board_groups import Group, by_person, by_unit
from riskbild.followup.queries.board_rows import BoardRow, Narrowed, RowsPage, rows_page
from riskbild.followup.queries.counts import Counts
from riskbild.rules.period_life import PeriodStep
from riskbild.rules.report_state import WAITING, ReportState
from riskbild.rules.result import DEVIATIONS
from riskbild.web.address import addresses
from riskbild.web.followup.about import about, opened, report_mark
from riskbild.web.followup.marks import mark_of
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.risk import choices

PAGE = "sida"
PEOPLE_AT_ONCE = 100
_WAY, _NARROWED = "visa", "urval"
_NARROW: Mapping[str, Narrowed] = {
    "rapporterat": Narrowed.GIVEN,
    "kvar": Narrowed.LEFT,
    "forsenat": Narrowed.LATE,
    "avvikelse": Narrowed.DEVIATING,
    "utan": Narrowed.NOBODYS,
}


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
        context |= _rows(request, seen, narrowed, here)
    elif shown == "enheter":
        context["units"] = by_unit(request.user, period_id, request.today)
    else:
        context |= _people(request, period_id, here)
    return page(request, "followup/period.html", context)


def deviations(counts: Counts) -> int:
    """How many reports show a deviation."""
    return sum(counts.results.get(one, 0) for one in DEVIATIONS)


def pages_of(found: RowsPage, here: str, **kept: str) -> tuple[str, str]:
    """The addresses of the pages before and after a page of reports; "" where there is none."""
    addressed = [
        f"{here}?{urlencode({**kept, PAGE: cursor})}" if cursor else "" for cursor in (found.previous, found.next)
    ]
    return addressed[0], addressed[1]


def _figures(counts: Counts, here: str) -> list[tuple[int, str, str]]:
    return [
        (counts.asked, _("Ska rapporteras"), f"{here}?{_WAY}=kontroller"),
        (counts.given, _("Rapporterat"), f"{here}?{_NARROWED}=rapporterat"),
        (counts.states.get(ReportState.DUE, 0) + counts.late, _("Kvar"), f"{here}?{_NARROWED}=kvar"),
        (counts.late, _("Försenat"), f"{here}?{_NARROWED}=forsenat"),
        (deviations(counts), _("Med avvikelse"), f"{here}?{_NARROWED}=avvikelse"),
    ]


def _rows(request: SignedInRequest, seen: PeriodBoard, narrowed: str, here: str) -> dict[str, Any]:
    within = _NARROW.get(narrowed)
    found = rows_page(request.user, seen.id, request.today, narrowed=within, cursor=request.GET.get(PAGE, ""))
    may_assign = seen.assign_refusal is None and any(row.state in WAITING for row in found.rows)
    lines = [
        (row, report_mark(row.state), mark_of(said.status, said.word), mark_of(said.result or said.on_plan), _who(row))
        for row in found.rows
        for said in (row.said,)
    ]
    return {
        "rows": lines, "marks": {mark for line in lines for mark in line[1:4] if mark}, "address": addresses("report"),
        "total": found.total, "narrowed": narrowed if within else "",
        "pages": pages_of(found, here, **({_NARROWED: narrowed} if within else {_WAY: "kontroller"})),
        "may_assign": may_assign,
        "everybody": choices.people(request)[1:] if may_assign else [],
        "waiting_states": WAITING,
    }  # fmt: skip


def _who(row: BoardRow) -> str:
    return ", ".join(one.name for one in row.holders if one.active)


def _people(request: SignedInRequest, period_id: UUID, here: str) -> dict[str, Any]:
    """Those who are late first, a hundred at a time; `waiting` counts all who have something left."""
    everybody = by_person(request.user, period_id, request.today)
    ordered = sorted(everybody, key=lambda one: (not one.counts.late, not one.waits))
    number = request.GET.get(PAGE, "")
    start = (min(int(number), 1000) - 1) * PEOPLE_AT_ONCE if number.isascii() and number.isdecimal() else 0
    shown = ordered[max(start, 0) :][:PEOPLE_AT_ONCE] or ordered[:PEOPLE_AT_ONCE]
    return {
        "people": [(one, _standing(one)) for one in shown],
        "waiting": sum(one.waits for one in everybody if one.id),
        "pages": _pages_of_people(ordered, shown, here),
    }


def _pages_of_people(ordered: Sequence[Group], shown: Sequence[Group], here: str) -> tuple[str, str]:
    number = ordered.index(shown[0]) // PEOPLE_AT_ONCE + 1 if shown else 1
    more = number * PEOPLE_AT_ONCE < len(ordered)
    return f"{here}?{PAGE}={number - 1}" if number > 1 else "", f"{here}?{PAGE}={number + 1}" if more else ""


def _standing(one: Group) -> Any:
    """How a person stands: late, something left, done, or nothing asked of them."""
    if one.counts.late:
        return report_mark(ReportState.LATE)
    if not one.counts.asked:
        return report_mark(ReportState.NOT_EXPECTED)
    return report_mark(ReportState.DUE if one.waits else ReportState.REPORTED)
