"""The document around its rows: title, year, kind, headings, and every text that is in no row."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.documents.labels import KIND_LABELS
from riskbild.intake.actions.correcting import correct
from riskbild.intake.queries import Review, review_of
from riskbild.intake.review.edits import Do, Edit
from riskbild.intake.review.head import HEAD, read_head, shown_head
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import with_plain_line_breaks
from riskbild.web.intake.correcting import version_of
from riskbild.web.intake.reviewing import about, crumbs
from riskbild.web.request import SignedInRequest, page, saved, signed_in

type Errors = list[tuple[str, Sentence]]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def head(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """The head as a form, the texts each with a form of its own, and what was left out."""
    review = review_of(request.user, intake_id, request.today)
    errors: Errors = []
    if request.method == "POST":
        edits = _head_edits(request, review, errors)
        if not errors and _tried(request, intake_id, edits, errors):
            return redirect("intake_document", intake_id)
    return _page(request, review, errors)


@require_POST
@signed_in
def text(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Corrects one surrounding text, adds one, or lists it among what is left out."""
    key = request.POST.get("text_key", "")
    typed = with_plain_line_breaks(request.POST.get("text", "")).strip()
    value = {"section": request.POST.get("section", "").strip(), "text": typed}
    leave = request.POST.get("do") == "leave"
    edits = [Edit(Do.TEXT, key, "", None if leave else value)] if typed or leave else []
    errors: Errors = [] if edits else [("", _EMPTY)]
    if not errors and _tried(request, intake_id, edits, errors):
        return redirect("intake_document", intake_id)
    return _page(request, review_of(request.user, intake_id, request.today), errors)


def _head_edits(request: SignedInRequest, review: Review, errors: Errors) -> list[Edit]:
    edits = []
    for name in HEAD:
        typed = with_plain_line_breaks(request.POST.get(name, "")).strip()
        if name not in request.POST or typed == shown_head(review.state.head, name):
            continue
        try:
            edits.append(Edit(Do.HEAD, "", name, read_head(name, typed)))
        except Refused as refused:
            errors.append((name, refused.sentence))
    return edits


def _tried(request: SignedInRequest, intake_id: UUID, edits: list[Edit], errors: Errors) -> bool:
    try:
        if edits:
            version = version_of(request)
            correct(by=request.user, intake_id=intake_id, edits=edits, version=version, now=request.now)
            saved(request, _("Uppgifterna om dokumentet är sparade."), form=f"intake-head-{intake_id}")
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        errors.append(("", refused.sentence))
        return False
    return True


def _page(request: SignedInRequest, review: Review, errors: Errors) -> HttpResponse:
    language = get_language() or "sv"
    document = review.state.head
    sent = request.POST if request.method == "POST" and "text_key" not in request.POST else None
    context: dict[str, Any] = {
        **about(request, review.intake),
        "values": {name: sent.get(name, "") if sent else shown_head(document, name) for name in HEAD},
        "kinds": [(kind.value, label.text(language)) for kind, label in KIND_LABELS.items()],
        "texts": review.state.texts,
        "left_out": document.left_out,
        "errors": errors,
        "wrong_at": dict(errors),
        "crumbs": crumbs(review.intake),
        "has_plan": bool(document.plan_header) or any(one.part == "plan" for one in review.state.rows),
    }
    return page(request, "intake/document.html", context, status=422 if errors else 200)


_EMPTY = Sentence(sv="Skriv texten, eller utelämna den.", en="Write the text, or leave it out.")
