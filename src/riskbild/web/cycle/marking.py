"""Saying that a duty of the year is done, on which day, and taking that back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.followup.duties_done import done_in
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.permissions import check
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.years import mark_duty, unmark_duty
from riskbild.planning.queries.cycle import DutySeen, cycle_seen_by
from riskbild.rules.refusal import Forbidden, Missing
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt, said
from riskbild.web.forms.strict import StrictForm, TextField
from riskbild.web.organisation.fields import day_field
from riskbild.web.request import SignedInRequest, page, saved, signed_in

DUTY = "uppgift"
"""The name of the duty's key, in addresses and forms."""


class MarkForm(StrictForm):
    """The day a duty was done, and a note."""

    done_on = day_field(label=gettext_lazy("Klart den"))
    note = TextField(label=gettext_lazy("Kommentar"), required=False)

    def also_known(self) -> frozenset[str]:
        """Which duty."""
        return frozenset({DUTY})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mark(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The form with the day, today's to begin with, or the mark made."""
    if request.method != "POST" and DUTY not in request.GET:
        return _to_cycle(request, board_year_id)
    frame, one = _duty(request, board_year_id)
    first = {"done_on": one.done_on or request.today, "note": one.note}
    form = MarkForm(request.POST if request.method == "POST" else None, initial=first)
    status = attempt(form, lambda sent: _mark(request, frame, one, sent), at="done_on") if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(duty)s är markerad som klar.") % {"duty": said(one.duty.title)})
        return redirect("cycle", board_year_id)
    context = {
        "frame": frame, "one": one, "form": form, "sample": frame.year.sample, "today": request.today,
        "crumbs": [(frame.name, reverse("cycle", args=[board_year_id]))],
    }  # fmt: skip
    return page(request, "cycle/mark.html", context, status=status)


@require_POST
@signed_in
def unmark(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Takes the mark away."""
    frame, one = _duty(request, board_year_id)
    year = frame.year
    unmark_duty(by=request.user, board_id=year.board_id, year=year.year, key=one.duty.key, now=request.now)
    saved(request, _("%(duty)s är inte längre markerad som klar.") % {"duty": said(one.duty.title)})
    return redirect("cycle", board_year_id)


def _mark(request: SignedInRequest, frame: YearFrame, one: DutySeen, form: MarkForm) -> None:
    mark_duty(
        by=request.user, board_id=frame.year.board_id, year=frame.year.year, key=one.duty.key, now=request.now,
        done_on=form.cleaned_data["done_on"], note=form.cleaned_data["note"],
    )  # fmt: skip


def _to_cycle(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Where a duty is chosen, for who may mark one."""
    year = frame_of(request, board_year_id, "cycle").year
    check(request.user, Permission.MANAGE_YEAR, year.board_id, today=request.today)
    return redirect("cycle", board_year_id)


def _duty(request: SignedInRequest, board_year_id: UUID) -> tuple[YearFrame, DutySeen]:
    """The duty of the year, for who may mark it; raises `Missing` and `Forbidden`."""
    key = request.POST.get(DUTY) or request.GET.get(DUTY, "")
    frame = frame_of(request, board_year_id, "cycle")
    cycle = cycle_seen_by(request.user, frame.year.board_id, frame.year.year, request.today, told=done_in)
    one = next((one for one in cycle.duties if one.duty.key == key), None)
    if one is None:
        raise Missing(NOT_FOUND)
    if cycle.refusal:
        raise Forbidden(cycle.refusal)
    return frame, one
