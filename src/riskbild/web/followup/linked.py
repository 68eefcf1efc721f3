"""Reporting by a link in a mail: the same forms with nobody signed in. Opening the link writes nothing."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskbild.followup.actions.evidence import add_evidence
from riskbild.followup.queries.evidence import evidence_file, home_in_report
from riskbild.followup.queries.mine import my_reports
from riskbild.followup.queries.sheets import MOST_AT_ONCE, criteria_for, sheets_of
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.delivery.by_link import LinkedRequest, linked
from riskbild.web.evidence.file import as_download
from riskbild.web.evidence.sending import sent_evidence
from riskbild.web.followup.answering import Asker, aside_discarded, draft_saved, given
from riskbild.web.followup.drawing import Drawn, drawn
from riskbild.web.followup.sheets import Ways, sheet_of
from riskbild.web.request import page, saved


@require_safe
@linked
def link(request: LinkedRequest, token: str) -> HttpResponse:
    """Everything in the link's period that falls to its person."""
    mine = my_reports(request.person, request.today)
    waiting = [*mine.due, *mine.optional, *mine.given]
    rows = waiting[:MOST_AT_ONCE]
    if not rows:
        return page(request, "followup/link_empty.html", {"person": request.person.name})
    instead = {row.id: row.instead_of for row in rows}
    pages = sheets_of(request.person, request.today, [row.id for row in rows])
    criteria = criteria_for(request.person, rows[0].id, request.today)
    sheets = [
        sheet_of(one, number, Ways(token), request.today, instead_of=instead[one.id], criteria=criteria)
        for number, one in enumerate(pages, 1)
    ]
    over = len(waiting) - len(rows)
    return drawn(request, Drawn(sheets, request.person, request.today, token=token, over=over))


@require_http_methods(["GET", "HEAD", "POST"])
@linked
def report(request: LinkedRequest, token: str, report_id: UUID) -> HttpResponse:
    """Gives a report. Opened, it leads to the page with its form."""
    if request.method != "POST":
        return redirect("report_link", token)
    return given(request, report_id, _asker(request, token))


@require_POST
@linked
def keep(request: LinkedRequest, token: str, report_id: UUID) -> HttpResponse:
    """Keeps what is being typed; answers the script."""
    return draft_saved(request, report_id, _asker(request, token))


@require_POST
@linked
def discard(request: LinkedRequest, token: str, report_id: UUID) -> HttpResponse:
    """What another window had saved has been read, and goes."""
    return aside_discarded(request, report_id, _asker(request, token))


@require_http_methods(["GET", "HEAD", "POST"])
@linked
def evidence(request: LinkedRequest, token: str, report_id: UUID) -> HttpResponse:
    """The form for a file that proves what is reported, and keeping it."""
    home = home_in_report(request.person, report_id, request.today)
    faults: list[tuple[str, Sentence]] = []
    if request.method == "POST":
        try:
            add_evidence(by=request.person, new=sent_evidence(request, report_id=report_id), now=request.now)
        except (Missing, Forbidden):
            raise
        except Refused as refused:
            faults = [(one.where, one.sentence) for one in refused.findings] or [("file", refused.sentence)]
        else:
            saved(request, _("Underlaget är sparat."), form=f"evidence-{report_id}")
            return redirect("report_link", token)
    sent = request.POST
    context = {
        "home": home, "key": report_id, "errors": faults, "wrong_at": dict(faults),
        "megabytes": settings.RISKBILD_EVIDENCE_BYTES // (1024 * 1024), "back": reverse("report_link", args=[token]),
        "proves_from": sent.get("proves_from", home.starts.isoformat() if home.starts else ""),
        "proves_to": sent.get("proves_to", home.ends.isoformat() if home.ends else ""),
        "note": sent.get("note", ""), "secrecy": sent.get("secrecy", ""),
    }  # fmt: skip
    return page(request, "evidence/add.html", context, status=422 if faults else 200)


@require_safe
@linked
def file(request: LinkedRequest, token: str, evidence_id: UUID) -> HttpResponseBase:  # noqa: ARG001 - in the address
    """A file that proves what is reported, to save and look at; none that is secret."""
    return as_download(evidence_file(request.person, evidence_id, request.today))


def _asker(request: LinkedRequest, token: str) -> Asker:
    after = reverse("report_link", args=[token])
    return Asker(request.person, Ways(token), request.now, request.today, after)
