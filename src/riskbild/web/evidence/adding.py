"""Adding a piece of evidence to a report, a deviation or a measure, from a page of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.evidence import add_evidence
from riskbild.followup.queries.evidence import EvidenceHome, home_in_deviation, home_in_measure, home_in_report
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.evidence.sending import sent_evidence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, safe_next, saved, signed_in

type Errors = Sequence[tuple[str, Sentence]]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def to_report(request: SignedInRequest, report_id: UUID) -> HttpResponse:
    """A file for a control's report."""
    home = home_in_report(request.user, report_id, request.today)
    return _add(request, home, reverse("report", args=[report_id]), report_id=report_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def to_deviation(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """A file for a deviation."""
    home = home_in_deviation(request.user, deviation_id, request.today)
    return _add(request, home, reverse("deviation", args=[deviation_id]), deviation_id=deviation_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def to_measure(request: SignedInRequest, deviation_measure_id: UUID) -> HttpResponse:
    """A file for a measure against a deviation."""
    home = home_in_measure(request.user, deviation_measure_id, request.today)
    of = reverse("deviation_measure", args=[deviation_measure_id])
    return _add(request, home, of, measure_id=deviation_measure_id)


def _add(request: SignedInRequest, home: EvidenceHome, of: str, **about: UUID) -> HttpResponse:
    """Keeps the file that was sent; what is refused comes back with the reason at its field. `of` is the page of what
    it proves.
    """
    if home.refusal is not None:
        raise Forbidden(home.refusal)
    (key,) = about.values()
    if request.method != "POST":
        return _form(request, home, of, key)
    try:
        add_evidence(by=request.user, new=sent_evidence(request, **about), now=request.now)
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        faults = [(found.where, found.sentence) for found in refused.findings] or [("file", refused.sentence)]
        return _form(request, home, of, key, faults)
    saved(request, _("Underlaget är sparat."), form=f"evidence-{key}")
    return redirect(safe_next(request, reverse("start")))


def _form(request: SignedInRequest, home: EvidenceHome, of: str, key: UUID, errors: Errors = ()) -> HttpResponse:
    """The page with the form. A browser never gives a file back, so it has to be chosen again; the rest stands."""
    sent = request.POST
    title = home.title if isinstance(home.title, str) else said(home.title)
    context: dict[str, Any] = {
        "home": home, "sample": home.made_up, "key": key, "errors": errors, "wrong_at": dict(errors),
        "megabytes": settings.RISKBILD_EVIDENCE_BYTES // (1024 * 1024),
        "proves_from": sent.get("proves_from", home.starts.isoformat() if home.starts else ""),
        "proves_to": sent.get("proves_to", home.ends.isoformat() if home.ends else ""),
        "note": sent.get("note", ""), "secrecy": sent.get("secrecy", ""),
        "back": safe_next(request, reverse("start")), "crumbs": [(title, of)],
    }  # fmt: skip
    return page(request, "evidence/add.html", context, status=422 if errors else 200)
