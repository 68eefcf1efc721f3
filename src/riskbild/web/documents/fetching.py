"""Handing documents out as files: drawn now, or kept since they were decided. Every one is told to the trail."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from riskbild.documents.layout import PublishedKind
from riskbild.intake.queries import files_taken_in
from riskbild.publishing.drawing_later import PACKAGE, draw_later
from riskbild.publishing.formats import FORMS
from riskbild.publishing.handing_out import hand_out
from riskbild.publishing.queries import kept_bytes
from riskbild.publishing.queries.available import asked_by, available_of_year
from riskbild.publishing.workbook.whole import WORKBOOK
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.web.board_year import frame_of
from riskbild.web.documents.forms_of import is_public
from riskbild.web.documents.reading import LARGE, control_of, document_page, kind_of
from riskbild.web.request import SignedInRequest, page, signed_in

# Were a browser to open a file all the same, it may run nothing and belongs to no site.
_SHUT = "sandbox; default-src 'none'"


@require_POST
@signed_in
def fetch(request: SignedInRequest, board_year_id: UUID, kind: str) -> HttpResponse:
    """A document in the form asked for; a large one is drawn in the background, on a page that says how it goes."""
    chosen, form = kind_of(kind), request.POST.get("format", "")
    control = control_of(request.POST.get("kontroll", ""))
    if form not in {*FORMS, WORKBOOK}:
        raise Missing
    asked = asked_by(
        request.user, board_year_id, chosen, request.today, control=control, public=is_public(request)
    )  # fmt: skip
    available = available_of_year(request.user, board_year_id, request.today)
    if available.refusal:
        raise Forbidden(available.refusal)
    if available.size > LARGE:
        return redirect("drawing", UUID(draw_later(asked, form)))
    try:
        made = hand_out(asked, form, request.now)
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        return document_page(request, board_year_id, chosen, control, refused.sentence)
    return attachment(made.content, made.name, made.media_type)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def package(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The evidence package for auditors, put together in the background."""
    frame = frame_of(request, board_year_id, "documents")
    available = available_of_year(request.user, board_year_id, request.today)
    if available.package_refusal:
        raise Forbidden(available.package_refusal)
    if request.method == "POST":
        asked = asked_by(request.user, board_year_id, PublishedKind.CONTROL_PLAN, request.today)
        read_in = files_taken_in(request.user, asked.year, request.today)
        return redirect("drawing", UUID(draw_later(asked, PACKAGE, read_in)))
    here = reverse("documents", args=[board_year_id])
    crumbs = [(frame.name, reverse("cycle", args=[board_year_id])), (_("Dokument"), here)]
    return page(request, "documents/package.html", {"frame": frame, "crumbs": crumbs, "sample": frame.year.sample})


@require_safe
@signed_in
def kept(request: SignedInRequest, document_id: UUID) -> HttpResponse:
    """A document byte by byte as it was kept."""
    seen, content = kept_bytes(request.user, document_id, request.today)
    name = f"{seen.year}-{seen.kind.value}{'-allman' if seen.public else ''}-{seen.number}.{seen.form}"
    return attachment(content, name, seen.media_type)


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file to be saved, never shown as a page of this site. `name` is of plain letters alone."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = _SHUT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
