"""Removing a piece of evidence, and marking its secrecy."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.evidence import mark_evidence, remove_evidence
from riskbild.followup.queries.evidence import evidence_page
from riskbild.rules.refusal import Forbidden
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import ReasonForm, StepForm
from riskbild.web.request import SignedInRequest, page, safe_next, saved, signed_in


class RemoveForm(ReasonForm):
    """Why a file is removed."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)


class SecrecyForm(StepForm):
    """The paragraph that makes a file secret, empty for none."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)
    secrecy = forms.CharField(label=gettext_lazy("Sekretess enligt OSL"), required=False, max_length=120)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: SignedInRequest, evidence_id: UUID) -> HttpResponse:
    """Asks for the reason, and removes the file."""

    def take_away(form: RemoveForm) -> None:
        remove_evidence(
            by=request.user, evidence_id=evidence_id, version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"], now=request.now,
        )  # fmt: skip

    return _asked(request, evidence_id, RemoveForm, take_away, "evidence/remove.html", _("Underlaget är borttaget."))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def secrecy(request: SignedInRequest, evidence_id: UUID) -> HttpResponse:
    """Asks for the paragraph, and marks the file or opens it."""

    def mark(form: SecrecyForm) -> None:
        mark_evidence(
            by=request.user, evidence_id=evidence_id, version=form.cleaned_data["version"],
            secrecy=form.cleaned_data["secrecy"], now=request.now,
        )  # fmt: skip

    return _asked(request, evidence_id, SecrecyForm, mark, "evidence/secrecy.html", _("Sekretessen är sparad."))


def _asked[F: StepForm](  # noqa: PLR0917 - a change and its page
    request: SignedInRequest, evidence_id: UUID, kind: type[F], change: Callable[[F], None], template: str, done: str,
) -> HttpResponse:  # fmt: skip
    found = evidence_page(request.user, evidence_id, request.today)
    seen, reason = found.file, found.removing if kind is RemoveForm else found.marking
    if reason is not None:
        raise Forbidden(reason)
    sent = kind(request.POST) if request.method == "POST" else None
    status = (
        SHOWN if sent is None else attempt(sent, change, at=next(iter(set(kind.base_fields) - {"version", "next"})))
    )
    back = safe_next(request, reverse("start"))
    if status == SAVED:
        saved(request, done)
        return redirect(back)
    form = sent or kind(initial={"version": seen.version, "next": back, "secrecy": seen.secrecy})
    return page(request, template, {"file": seen, "form": form, "back": back, "sample": found.made_up}, status=status)
