"""Erasing personal data from events that somebody has chosen, after a question."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from riskbild.organisation.actions import erase_from_trail
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.roles import Permission
from riskbild.register.queries.trails import events_seen_by
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.trail.forms import EraseForm
from riskbild.web.trail.reading import event_ids


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: SignedInRequest) -> HttpResponse:
    """Shows the events that are meant, asks for the reason, and empties their texts."""
    check_everywhere(request.user, Permission.ERASE_TRAIL, today=request.today)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = event_ids(sent.getlist("h"))
    form = EraseForm(request.POST if request.method == "POST" else None)
    erased: list[int] = []
    status = SHOWN
    if form.is_bound:
        status = attempt(
            form,
            lambda made: erased.append(
                erase_from_trail(by=request.user, event_ids=chosen, reason=made.cleaned_data["reason"], now=request.now)
            ),
        )
    if status == SAVED:
        told = ngettext("%(num)s händelse är tömd på texter.", "%(num)s händelser är tömda på texter.", erased[0])
        saved(request, told % {"num": erased[0]})
        return redirect("trail")
    rows = events_seen_by(request.user, chosen, request.today)
    return page(request, "trail/erase.html", {"form": form, "rows": rows}, status=status)
