"""A board's deviations of a year, filtered by severity, state, unit and whether they come again."""

from collections.abc import Sequence
from operator import itemgetter
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.followup.queries.deviations import DeviationLine, deviations_of_year
from riskbild.organisation.access import access_of
from riskbild.rules.deviation import SEVERITIES, STATE_LABELS, DeviationState
from riskbild.rules.labels import label
from riskbild.rules.result import Result
from riskbild.web.board_year import frame_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, signed_in

HERE = "deviations"
TONES = {
    DeviationState.NEW: ("danger", "alert"),
    DeviationState.MEASURES: ("warning", "history"),
    DeviationState.ACCEPTED: ("info", "check"),
    DeviationState.CLOSED: ("success", "check"),
}
"""Tone and icon of each state's tag."""
SEVERITY_TONES = {Result.MAJOR_DEVIATION: ("danger", "alert"), Result.MINOR_DEVIATION: ("warning", "alert")}
"""Tone and icon of each severity's tag."""


@require_safe
@signed_in
def deviations(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The list, and the reports of a deviation that nobody has recorded."""
    frame = frame_of(request, board_year_id, HERE)
    found = deviations_of_year(request.user, board_year_id, request.today)
    tree = access_of(request.user, request.today).tree
    wanted = {name: request.GET.get(name, "") for name in ("grad", "lage", "enhet", "ater")}
    units = {line.node_id: node.name for line in found.lines if (node := tree.get(line.node_id))}
    context = {
        "frame": frame, "sample": frame.year.sample, "found": found, "lines": _wanted(found.lines, wanted),
        "wanted": wanted, "filtered": sum(map(bool, wanted.values())), "units": units, "tones": TONES,
        "severity_tones": SEVERITY_TONES, "states": STATE_LABELS, "label": label,
        "node_names": {one.node_id: node.name for one in found.unrecorded if (node := tree.get(one.node_id))},
        "severities": [("", _("Alla")), *((one.value, said(label(one))) for one in SEVERITIES)],
        "state_choices": [("", _("Alla")), *((one.value, said(text)) for one, text in STATE_LABELS.items())],
        "unit_choices": [("", _("Alla")), *sorted(map(_choice, units.items()), key=itemgetter(1))],
        "address": reverse(HERE, args=[board_year_id]),
        "closed": frame.year.closed,
    }  # fmt: skip
    return page(request, "deviations/list.html", context)


def _choice(unit: tuple[UUID, str]) -> tuple[str, str]:
    return str(unit[0]), unit[1]


def _wanted(lines: Sequence[DeviationLine], wanted: dict[str, str]) -> list[DeviationLine]:
    return [
        line
        for line in lines
        if wanted["grad"] in {"", line.severity.value}
        and wanted["lage"] in {"", line.state.value}
        and wanted["enhet"] in {"", str(line.node_id)}
        and (not wanted["ater"] or line.again)
    ]
