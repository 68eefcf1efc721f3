"""The executive board's consolidated report on the screen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskbild.followup.queries.board_reports import ReportSeen
from riskbild.organisation.kinds import KIND_LABELS, NodeKind
from riskbild.oversight import actions
from riskbild.oversight.reports import (
    consolidated_report_seen_by,
    consolidated_reports_of,
    decided_consolidated_bytes,
    tells_of_a_sample_year,
)
from riskbild.publishing.actions.adopting import adopt_consolidated_report, propose_consolidated_report
from riskbild.publishing.beginnings import consolidated_texts
from riskbild.rules.board_report_life import BoardReportStep
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.labels import label
from riskbild.web.address import addresses
from riskbild.web.board_report import desk
from riskbild.web.board_report.desk import Desk
from riskbild.web.board_report.drawing import mark_of
from riskbild.web.request import SignedInRequest, page, saved, signed_in


def _listed_at(year: int) -> str:
    return f"{reverse('consolidated_reports')}?ar={year}"


def _frame(_request: SignedInRequest, one: ReportSeen) -> Mapping[str, Any]:
    return {
        "name": _("Samlad rapport %(year)s") % {"year": one.year}, "sample": False,
        "crumbs": [
            (_("Uppsikt"), reverse("oversight")),
            (_("Samlade rapporter %(year)s") % {"year": one.year}, _listed_at(one.year)),
        ],
    }  # fmt: skip


DESK = Desk(
    name="consolidated_report", seen=consolidated_report_seen_by, frame=_frame,
    home=lambda one: _listed_at(one.year),
    actions={
        BoardReportStep.EDIT: actions.write_consolidated_report,
        BoardReportStep.PROPOSE: propose_consolidated_report,
        BoardReportStep.TAKE_BACK: actions.take_back_consolidated_report,
        BoardReportStep.RETURN: actions.return_consolidated_report,
        BoardReportStep.ADOPT: adopt_consolidated_report,
        BoardReportStep.DROP: actions.drop_consolidated_report,
    },
)  # fmt: skip


@require_safe
@signed_in
def listed(request: SignedInRequest) -> HttpResponse:
    """The versions of a year's report, and beginning one; this year's where no year is asked for."""
    year = _year(request.GET.get("ar", ""), request)
    occasion = consolidated_reports_of(request.user, year, request.today)
    context = {
        "year": year, "occasion": occasion, "crumbs": [(_("Uppsikt"), reverse("oversight"))],
        "rows": [
            (row, mark_of(row.state), label(row.conclusion) if row.conclusion else "") for row in occasion.reports
        ],
    }  # fmt: skip
    return page(request, "oversight/reports.html", context)


@require_POST
@signed_in
def begin(request: SignedInRequest) -> HttpResponse:
    """Begins the report of a year with the texts of its layout."""
    year = _year(request.POST.get("year", ""), request)
    municipality_id = request.user.municipality_id
    made = actions.begin_consolidated_report(
        by=request.user, municipality_id=municipality_id, year=year, now=request.now,
        sections=consolidated_texts(request.user, municipality_id, year, request.today),
    )  # fmt: skip
    saved(request, _("Rapporten är påbörjad som ett utkast."))
    return redirect("consolidated_report", made.pk)


@require_safe
@signed_in
def report(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """The report: the evaluation of the whole, every body's conclusion and numbers, the serious deviations."""
    one = consolidated_report_seen_by(request.user, consolidated_id, request.today)
    figures = one.data["figures"]
    told = {
        "boards": _("Nämnder och motsvarande"), "boards_with_plan": _("Har fastställd plan"),
        "boards_with_report": _("Har beslutat om helåret"), "major_deviations": _("Större avvikelser"),
    }  # fmt: skip
    opens = addresses("board_report")
    bodies = [
        (
            body,
            KIND_LABELS[NodeKind(body["kind"])],
            label(Conclusion(body["conclusion"])) if body["conclusion"] else "",
            opens(UUID(body["report"])) if body["report"] else "",
        )
        for body in one.data["bodies"]
    ]  # fmt: skip
    return desk.report_page(
        DESK, request, one, "oversight/report.html", mark=mark_of(one.state), bodies=bodies,
        figures=[(figures[name], text, "") for name, text in told.items()], decision=one.data.get("decision"),
        conclusion=label(one.written.conclusion) if one.written.conclusion else "",
        sample=tells_of_a_sample_year(consolidated_id),
    )  # fmt: skip


@require_safe
@signed_in
def download(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """The decided data, byte by byte as its checksum was made of it."""
    content = decided_consolidated_bytes(request.user, consolidated_id, request.today)
    headers = {"Content-Disposition": 'attachment; filename="samlad-rapport.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """Writing in the report."""
    return desk.edit(DESK, request, consolidated_id)


@require_POST
@signed_in
def propose(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """The report to the executive board."""
    return desk.propose(DESK, request, consolidated_id)


@require_POST
@signed_in
def take_back(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """A proposed report back to its draft."""
    return desk.take_back(DESK, request, consolidated_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_back(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """The executive board returns the report."""
    return desk.give_back(DESK, request, consolidated_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def adopt(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """The executive board's decision."""
    return desk.adopt(DESK, request, consolidated_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def drop(request: SignedInRequest, consolidated_id: UUID) -> HttpResponse:
    """A draft given up."""
    return desk.drop(DESK, request, consolidated_id)


def _year(text: str, request: SignedInRequest) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else request.today.year
