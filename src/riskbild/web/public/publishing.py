"""Publishing a decided document for everybody, and withdrawing it."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.publishing import html
from riskbild.publishing.actions.releasing import publish, withdraw
from riskbild.publishing.public_copy import PublicDraft, drawn_forms, public_draft
from riskbild.publishing.queries import release_seen_by
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import ReasonForm
from riskbild.web.forms.strict import StrictForm
from riskbild.web.request import SignedInRequest, page, saved, signed_in


class PublishForm(StrictForm):
    """A press of the button; there is nothing to fill in."""


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def publish_document(request: SignedInRequest, board_year_id: UUID, kind: str) -> HttpResponse:
    """Shows the document as the public will read it, and publishes it."""
    if kind not in {one.value for one in PublishedKind}:
        raise Missing
    draft = public_draft(request.user, board_year_id, PublishedKind(kind), request.today)
    sent = PublishForm(request.POST) if request.method == "POST" else None
    status = SHOWN if sent is None else attempt(sent, _publisher(request, draft))
    if status == SAVED:
        saved(request, _("Dokumentet är publicerat. Vem som helst kan nu läsa det."))
        return redirect(_documents(board_year_id))
    context = {
        "draft": draft,
        "kind": KIND_NAMES[draft.kind],
        "form": sent or PublishForm(),
        "contact": settings.RISKBILD_PUBLIC_CONTACT,
        "back": _documents(board_year_id),
        "crumbs": [(_("Dokument"), _documents(board_year_id))],
        # What the drawer writes is escaped by it.
        "body": mark_safe(html.body_of(html.draw(draft.composed.publication).content)),  # noqa: S308
    }
    return page(request, "public/publish.html", context, status=status)


def _publisher(request: SignedInRequest, draft: PublicDraft) -> Callable[[PublishForm], object]:
    return lambda _form: publish(by=request.user, draft=draft, drawn=drawn_forms(draft), now=request.now)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw_document(request: SignedInRequest, release_id: UUID) -> HttpResponse:
    """Asks for the reason, and withdraws."""
    release = release_seen_by(request.user, release_id, request.today)
    if release.refusal:
        raise Forbidden(release.refusal)
    if release.withdrawn_at is not None and request.method != "POST":
        return redirect(_documents(release.board_year_id))
    sent = ReasonForm(request.POST) if request.method == "POST" else None

    def take_away(form: ReasonForm) -> None:
        given = form.cleaned_data
        withdraw(
            by=request.user, release_id=release_id, version=given["version"], reason=given["reason"], now=request.now
        )

    status = SHOWN if sent is None else attempt(sent, take_away, at="reason")
    back = _documents(release.board_year_id)
    if status == SAVED:
        saved(request, _("Publiceringen är tillbakadragen. Adressen säger det, med skälet."))
        return redirect(back)
    form = sent or ReasonForm(initial={"version": release.version})
    context = {"release": release, "form": form, "back": back, "crumbs": [(_("Dokument"), back)]}
    return page(request, "public/withdraw.html", context, status=status)


def _documents(board_year_id: UUID) -> str:
    """The year's documents, where this belongs."""
    return reverse("documents", args=[board_year_id])
