"""The outbox: what has been sent, what waits, and what could not be sent and why."""

from collections.abc import Mapping
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from riskbild.delivery.terms import STATE_LABELS, MessageState
from riskbild.organisation.actions.mailing import send_again
from riskbild.organisation.mailing import outbox_seen_by
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_SHOWN = {
    "": None,
    "vantar": MessageState.WAITING,
    "stoppade": MessageState.PARKED,
    "skickade": MessageState.SENT,
    "ersatta": MessageState.REPLACED,
}


class FilterForm(forms.Form):
    """Which messages are listed."""

    visa = forms.ChoiceField(label=gettext_lazy("Visa"), required=False, choices=[(name, name) for name in _SHOWN])
    efter = forms.UUIDField(required=False, widget=forms.HiddenInput)


@require_safe
@signed_in
def outbox(request: SignedInRequest) -> HttpResponse:
    """The messages, newest first."""
    return _outbox(request)


@require_POST
@signed_in
def again(request: SignedInRequest, message_id: UUID) -> HttpResponse:
    """Queues one that could not be sent anew."""
    try:
        send_again(by=request.user, message_id=message_id, now=request.now)
    except (Missing, Forbidden):
        raise
    except Refused as refusal:
        return _outbox(request, refused=refusal.sentence, status=409)
    saved(request, _("Mejlet skickas igen om en stund."))
    return redirect("outbox")


def _outbox(request: SignedInRequest, *, refused: Sentence | None = None, status: int = 200) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    shown = wanted.get("visa") or ""
    seen = outbox_seen_by(request.user, _SHOWN[shown], request.today, after=wanted.get("efter"))
    kept = {"visa": shown} if shown else {}
    context = {
        "crumbs": [(_("Användare"), reverse("users"))],
        "seen": seen,
        "tabs": [(_named(name, seen.counts), f"?visa={name}" if name else "?", name == shown) for name in _SHOWN],
        "states": STATE_LABELS,
        "refused": refused,
        "next": f"?{urlencode({**kept, 'efter': str(seen.next)})}" if seen.next else None,
        "first": f"?{urlencode(kept)}" if wanted.get("efter") else None,
    }
    return page(request, "delivery/outbox.html", context, status=422 if form.errors else status)


def _named(name: str, counts: Mapping[MessageState, int]) -> str:
    state = _SHOWN[name]
    if state is None:
        return _("Alla")
    return f"{said(STATE_LABELS[state])} ({counts.get(state, 0)})"
