"""The screen that the whole group sees: one risk in large letters, the spread, and what the group decides."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from riskbild.planning.actions.workshops import decide_in_workshop, show_spread
from riskbild.register.terms import AssessmentKind
from riskbild.rules.refusal import Forbidden
from riskbild.web.board_year import YearFrame
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.forms.versions import written
from riskbild.web.request import SignedInRequest, page_or_partial, saved, signed_in
from riskbild.web.workshop.forms import DecideForm, axes_of, wrong_at
from riskbild.web.workshop.reading import Place, crumbs, place_of, workshop_of
from riskbild.web.workshop.spread import spread_of


@require_safe
@signed_in
def screen(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID, risk_id: UUID) -> HttpResponse:
    """The risk; a part of the page counts the answers that come in, and asks for itself again."""
    frame, seen = workshop_of(request, board_year_id, workshop_id)
    return _page(request, frame, place_of(seen, risk_id), DecideForm(initial={"kind": AssessmentKind.INHERENT}), SHOWN)


@require_POST
@signed_in
def show(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID, risk_id: UUID) -> HttpResponse:
    """Shows the spread; from here on nobody changes their own opinion."""
    workshop_of(request, board_year_id, workshop_id)
    show_spread(by=request.user, workshop_id=workshop_id, risk_id=risk_id, now=request.now)
    return redirect("workshop_screen", board_year_id, workshop_id, risk_id)


@require_POST
@signed_in
def decide(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID, risk_id: UUID) -> HttpResponse:
    """Saves what the group came to as the risk's assessment."""
    frame, seen = workshop_of(request, board_year_id, workshop_id)
    if seen.refusal:
        raise Forbidden(seen.refusal)
    place, form = place_of(seen, risk_id), DecideForm(request.POST)
    status = attempt(form, lambda sent: _decide(request, place, sent), at=wrong_at(seen.year.method))
    if status == SAVED:
        saved(request, _("Gruppens bedömning är sparad."), form=f"workshop-{place.one.risk.id}")
        return redirect("workshop_screen", board_year_id, workshop_id, risk_id)
    if status == CONFLICT:
        place = place_of(workshop_of(request, board_year_id, workshop_id)[1], risk_id)
    return _page(request, frame, place, form, status)


def _decide(request: SignedInRequest, place: Place, form: DecideForm) -> None:
    values = form.cleaned_data
    decide_in_workshop(
        by=request.user, workshop_id=place.workshop.id, risk_id=place.one.risk.id, risk_version=form.seen.version,
        scored=form.scored(), motive=values["motive"], kind=AssessmentKind(values["kind"]),
        participants=values["participants"], now=request.now,
    )  # fmt: skip


def _page(request: SignedInRequest, frame: YearFrame, place: Place, form: DecideForm, status: int) -> HttpResponse:
    method, one = place.workshop.year.method, place.one
    stands = form.data.get("version", "") if status not in {SHOWN, CONFLICT} else written(one.risk.version, {}, ())
    context = {
        "frame": frame, "place": place, "form": form, "method": method, "version": stands,
        "axes": axes_of(method, _("Sannolikhet"), _("Konsekvens")), "crumbs": crumbs(frame, place.workshop),
        "sample": frame.year.sample, "here": reverse(
            "workshop_screen", args=[frame.year.id, place.workshop.id, one.risk.id]
        ),
        "spread": spread_of(method, one.opinions, one.decided) if one.shown else None,
        "reason": place.workshop.refusal, "open": not place.workshop.closed and place.workshop.refusal is None,
    }  # fmt: skip
    return page_or_partial(request, "workshop/screen.html", "workshop/_answered.html", context, status=status)
