"""A board's reports: those of a year, one of them, and its file; begun with the texts of the layout."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskbild.documents.layout import PublishedKind
from riskbild.followup.actions import board_reports as actions
from riskbild.followup.queries.board_reports import (
    ReportSeen,
    board_report_seen_by,
    decided_report_bytes,
    reports_of_year,
)
from riskbild.planning.queries.seen import year_for
from riskbild.publishing.actions.adopting import adopt_board_report, propose_board_report
from riskbild.publishing.beginnings import starting_texts
from riskbild.publishing.sources import Asked
from riskbild.rules.board_report_life import BoardReportStep
from riskbild.rules.labels import label
from riskbild.web.board_report import desk
from riskbild.web.board_report.desk import Desk
from riskbild.web.board_report.drawing import figures_of, lines_of, mark_of
from riskbild.web.board_year import frame_of
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, saved, signed_in

HERE = "followup"


def _frame(request: SignedInRequest, one: ReportSeen) -> Mapping[str, Any]:
    if one.board_year_id is None:
        raise ValueError(one.id)
    frame = frame_of(request, one.board_year_id, HERE)
    named = {"period": said(one.period)} if one.period else {"period": str(one.year)}
    year = [one.board_year_id]
    return {
        "frame": frame, "sample": frame.year.sample,
        "name": _("Delårsrapport %(period)s") % named if one.period else _("Helårsrapport %(period)s") % named,
        "crumbs": [
            (frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse(HERE, args=year)),
            (_("Nämndens rapporter"), reverse("board_reports", args=year)),
        ],
    }  # fmt: skip


def _home(one: ReportSeen) -> str:
    return reverse("board_reports", args=[one.board_year_id])


DESK = Desk(
    name="board_report", seen=board_report_seen_by, frame=_frame, home=_home,
    actions={
        BoardReportStep.EDIT: actions.write_board_report, BoardReportStep.PROPOSE: propose_board_report,
        BoardReportStep.TAKE_BACK: actions.take_back_board_report, BoardReportStep.RETURN: actions.return_board_report,
        BoardReportStep.ADOPT: adopt_board_report, BoardReportStep.DROP: actions.drop_board_report,
    },
)  # fmt: skip


@require_safe
@signed_in
def listed(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The reports of a year: one for each period that has been opened, and the annual one."""
    frame = frame_of(request, board_year_id, HERE)
    occasions = reports_of_year(request.user, board_year_id, request.today)
    rows = [
        (one, [(row, mark_of(row.state), label(row.conclusion) if row.conclusion else "") for row in one.reports])
        for one in occasions
    ]
    context = {
        "frame": frame, "sample": frame.year.sample, "rows": rows,
        "crumbs": [(frame.name, frame.tabs[0][1]), (_("Uppföljning"), reverse(HERE, args=[board_year_id]))],
    }  # fmt: skip
    return page(request, "board_report/listed.html", context)


@require_POST
@signed_in
def begin(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Begins the report of a period or the year with the texts of its layout."""
    year = year_for(request.user, board_year_id, request.today)
    sent = request.POST.get("period", "")
    period_id = next((one.period_id for one in _occasions(request, board_year_id) if str(one.period_id) == sent), None)
    kind = PublishedKind.INTERIM_FOLLOW_UP if period_id else PublishedKind.ANNUAL_FOLLOW_UP
    texts = starting_texts(Asked(request.user, year, kind, request.today))
    made = actions.begin_board_report(
        by=request.user, board_year_id=board_year_id, period_id=period_id, sections=texts, now=request.now
    )
    saved(request, _("Rapporten är påbörjad som ett utkast."))
    return redirect("board_report", made.pk)


def _occasions(request: SignedInRequest, board_year_id: UUID) -> Any:
    return reports_of_year(request.user, board_year_id, request.today)


@require_safe
@signed_in
def report(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """The report: texts with their numbers, the conclusion, every row with what has changed, the deviations."""
    one = board_report_seen_by(request.user, board_report_id, request.today)
    return desk.report_page(
        DESK, request, one, "board_report/report.html", mark=mark_of(one.state), figures=figures_of(one.data),
        groups=lines_of(one.data), conclusion=label(one.written.conclusion) if one.written.conclusion else "",
        decision=one.data.get("decision"),
    )  # fmt: skip


@require_safe
@signed_in
def download(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """The decided data, byte by byte as its checksum was made of it; for who reads every secret of it."""
    content = decided_report_bytes(request.user, board_report_id, request.today)
    headers = {"Content-Disposition": 'attachment; filename="rapport.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """Writing in the report."""
    return desk.edit(DESK, request, board_report_id)


@require_POST
@signed_in
def propose(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """The report to the board."""
    return desk.propose(DESK, request, board_report_id)


@require_POST
@signed_in
def take_back(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """A proposed report back to its draft."""
    return desk.take_back(DESK, request, board_report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_back(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """The board returns the report."""
    return desk.give_back(DESK, request, board_report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adopt(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """The board's decision."""
    return desk.adopt(DESK, request, board_report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def drop(request: SignedInRequest, board_report_id: UUID) -> HttpResponse:
    """A draft given up."""
    return desk.drop(DESK, request, board_report_id)
