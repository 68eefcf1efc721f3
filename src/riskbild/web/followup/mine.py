"""My page: what is due from me now, by period and day, and what I have handed to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from riskbild.followup.queries.deviation_measures import MyMeasure, my_deviation_measures
from riskbild.followup.queries.mine import MyReport, my_reports
from riskbild.followup.queries.telling import PeriodRef
from riskbild.rules.report_state import GIVEN, WAITING, ReportState
from riskbild.web.address import addresses
from riskbild.web.followup.sheets import SOON_DAYS
from riskbild.web.request import SignedInRequest, page, signed_in

MOST_LINES = 100
"""How many lines a period shows; who has more to report begins with these."""


@dataclass(frozen=True)
class Group:
    """A period with its reports. `when` says in words how much time there is.

    `lines` are the first of them, what waits before what is given; `over` counts those that wait and are left out.
    `asked` are those that wait or are given: what does not fall in the period may be reported and is not counted.
    """

    period: PeriodRef
    board: str
    lines: Sequence[MyReport]
    given: int
    asked: int
    waits: bool
    over: int
    when: str
    tone: str
    icon: str


@require_safe
@signed_in
def mine(request: SignedInRequest) -> HttpResponse:
    """What falls to the person in every open period."""
    seen = my_reports(request.user, request.today)
    own = [row for row in seen.rows if not row.handed_on]
    left = len(seen.due)
    context = {
        "sample": any(row.made_up for row in seen.rows),
        "groups": [_group(list(found), request.today) for _key, found in groupby(own, key=lambda row: row.period.id)],
        "handed": [(row, _mark(row, request.today)) for row in seen.handed[:MOST_LINES]],
        "measures": [
            (one, _measure_mark(one, request.today)) for one in my_deviation_measures(request.user, request.today)
        ],
        "address": addresses("report"),
        "states_given": GIVEN,
        "not_expected": ReportState.NOT_EXPECTED,
        "lead": ngettext("%(num)d sak väntar på dig", "%(num)d saker väntar på dig", left) % {"num": left}
        if left
        else "",
    }
    return page(request, "followup/mine.html", context)


def _measure_mark(one: MyMeasure, today: date) -> tuple[str, str, str]:
    """Where a measure against a deviation stands, as a tag's word, tone and icon."""
    day = {"day": one.due.isoformat()}
    if one.due < today:
        return _("Försenad sedan %(day)s") % day, "danger", "alert"
    return _("Senast %(day)s") % day, "warning" if (one.due - today).days <= SOON_DAYS else "", ""


def _group(rows: list[MyReport], today: date) -> Group:
    period = rows[0].period
    waiting, given = (sum(row.state in states for row in rows) for states in (WAITING, GIVEN))
    late = any(row.state is ReportState.LATE for row in rows)
    in_order = sorted(rows, key=lambda row: (row.state not in WAITING, row.state in GIVEN))
    tone, icon = ("danger", "alert") if late else ("", "")
    return Group(
        period=period, board=rows[0].board, lines=in_order[:MOST_LINES], given=given, asked=given + waiting,
        waits=waiting > 0, over=max(waiting - MOST_LINES, 0), when=_when(period.due, today), tone=tone, icon=icon,
    )  # fmt: skip


def _mark(row: MyReport, today: date) -> tuple[str, str, str]:
    """Where something that is handed on stands, as a tag's word, tone and icon."""
    day = {"day": row.period.due.isoformat()}
    if row.state is ReportState.LATE:
        return _("Försenad sedan %(day)s") % day, "danger", "alert"
    if row.state is ReportState.NOT_EXPECTED:
        return _("Inget faller ut i perioden"), "", ""
    return _("Senast %(day)s") % day, "warning" if (row.period.due - today).days <= SOON_DAYS else "", ""


def _when(due: date, today: date) -> str:
    left = (due - today).days
    if left < 0:
        text = ngettext("%(num)d dag försenat", "%(num)d dagar försenat", -left) % {"num": -left}
    elif left == 0:
        text = _("sista dagen är i dag")
    else:
        text = ngettext("%(num)d dag kvar", "%(num)d dagar kvar", left) % {"num": left}
    return _("Senast %(day)s, %(left)s") % {"day": due.isoformat(), "left": text}
