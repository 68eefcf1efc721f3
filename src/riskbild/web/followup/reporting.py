"""Reporting for who has signed in: my period with all its forms, one report, what is typed kept, the report given."""

from typing import TypedDict
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.page import ReportPage, report_seen_by
from riskbild.followup.queries.seen import stood_in_for
from riskbild.followup.queries.sheets import MOST_AT_ONCE, criteria_for, sheets_of
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.web.followup.answering import Asker, aside_discarded, draft_saved, given
from riskbild.web.followup.drawing import Drawn, drawn
from riskbild.web.followup.sheets import Ways, sheet_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, signed_in


class _Leading(TypedDict):
    """The ways from a report: the button at its end, and the line above its heading."""

    back: tuple[str, str]
    crumbs: list[tuple[str, str]]


@require_safe
@signed_in
def my_period(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Everything that falls to me in a period: what waits first, then what is given and can be changed."""
    mine = my_reports(request.user, request.today, period_id)
    waiting = [*mine.due, *mine.optional, *mine.given]
    rows = waiting[:MOST_AT_ONCE]
    if not rows:
        raise Missing(NOTHING)
    instead = {row.id: row.instead_of for row in rows}
    pages = sheets_of(request.user, request.today, [row.id for row in rows])
    criteria = criteria_for(request.user, rows[0].id, request.today)
    sheets = [
        sheet_of(one, number, Ways(), request.today, instead_of=instead[one.id], criteria=criteria)
        for number, one in enumerate(pages, 1)
    ]
    over = len(waiting) - len(rows)
    return drawn(request, Drawn(sheets, request.user, request.today, over=over, **_ways_back()))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """One report: its form, or what it says where the person cannot give it; and giving it."""
    if request.method == "POST":
        return given(request, report_id, Asker(request.user, Ways(), request.now, request.today, _after(report_id)))
    one = report_seen_by(request.user, report_id, request.today)
    sheet = sheet_of(one, 1, Ways(), request.today, criteria=criteria_for(request.user, report_id, request.today))
    ways = _ways_back() if _falls_to(request, one) else _ways_to_period(one)
    return drawn(request, Drawn([sheet], request.user, request.today, **ways))


@require_POST
@signed_in
def keep(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """Keeps what is being typed; answers the script."""
    return draft_saved(request, report_id, Asker(request.user, Ways(), request.now, request.today, ""))


@require_POST
@signed_in
def discard(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """What another window had saved has been read, and goes."""
    return aside_discarded(
        request, report_id, Asker(request.user, Ways(), request.now, request.today, _after(report_id))
    )


def _falls_to(request: SignedInRequest, one: ReportPage) -> bool:
    people = {each.person_id for each in one.holders}
    return request.user.pk in people or bool(people & stood_in_for(request.user, request.today))


def _ways_back() -> _Leading:
    here = reverse("my_reports")
    return {"back": (_("Till allt jag har att rapportera"), here), "crumbs": [(_("Att rapportera"), here)]}


def _ways_to_period(one: ReportPage) -> _Leading:
    """For who reads somebody else's report: the period that it is a part of."""
    here = reverse("period_board", args=[one.period.id])
    year = (_("Uppföljning"), reverse("followup", args=[one.board_year_id]))
    return {"back": (_("Till perioden"), here), "crumbs": [year, (said(one.period.name), here)]}


def _after(report_id: UUID) -> str:
    return reverse("report", args=[report_id])


NOTHING = Sentence(
    "Det finns inget för dig att rapportera i den här perioden.", "There is nothing for you to report in this period."
)
