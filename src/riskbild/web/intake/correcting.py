"""Correcting a cell, joining rows, taking the latest correction back."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.intake.actions.correcting import correct, take_back
from riskbild.intake.queries import review_of
from riskbild.intake.review.applying import ROWS
from riskbild.intake.review.cells import check_cell, read_value, shown, value_of
from riskbild.intake.review.edits import Do, Edit
from riskbild.organisation.conflict import Conflict
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.web.intake.reviewing import refused_cell, review_page
from riskbild.web.intake.table import next_unsure
from riskbild.web.request import SignedInRequest, saved, signed_in

_BETWEEN = {"paragraph": "\n", "space": " ", "nothing": ""}


@require_POST
@signed_in
def cell(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Saves one cell at once; what is refused comes back with the reason, a conflict with both texts."""
    key, name = request.POST.get("rad", ""), request.POST.get("cell", "")
    typed, was = request.POST.get("text", ""), request.POST.get("var", "").replace("\r\n", "\n")
    try:
        check_cell(name)
        value = read_value(name, typed)
        if shown(value) != was:
            edits = [Edit(Do.CELL, key, name, value)]
            seen = {(key, name): was}
            correct(by=request.user, intake_id=intake_id, edits=edits, seen=seen, now=request.now)
            saved(request, _("Cellen är sparad."), form=_kept(intake_id, key, name))
    except (Missing, Forbidden):
        raise
    except Conflict as conflict:
        state = review_of(request.user, intake_id, request.today).state
        theirs = shown(value_of(state.row(key).row, name))
        return review_page(request, intake_id, tried=refused_cell(conflict, typed, theirs), status=409)
    except Refused as refused:
        return review_page(request, intake_id, tried=refused_cell(refused, typed), status=422)
    if request.POST.get("sedan") == "next":
        return redirect(_next(request, intake_id, (key, name)))
    return redirect(back(request, intake_id, key, name))


@require_POST
@signed_in
def join(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Puts a row together with the one above it."""
    between = _BETWEEN.get(request.POST.get("mellan", ""), "\n")
    edits = [Edit(Do.JOIN, request.POST.get("rad", ""), "", between)]
    version = version_of(request)
    correct(by=request.user, intake_id=intake_id, edits=edits, version=version, now=request.now)
    saved(request, _("Raderna är ihopslagna."))
    return redirect(back(request, intake_id))


@require_POST
@signed_in
def take_back_last(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Takes the latest correction back."""
    take_back(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)
    saved(request, _("Den senaste rättelsen är tillbakatagen."))
    return redirect(back(request, intake_id))


def version_of(request: SignedInRequest) -> int:
    """The version that a form was shown with; a form without one is of none that ever was."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def back(request: SignedInRequest, intake_id: UUID, key: str = "", name: str = "") -> str:
    """The address of the review where the person was."""
    query = {each: request.POST[each] for each in ("del", "sidan") if request.POST.get(each)}
    if key and name:
        query |= {"rad": key, "cell": name}
    address = reverse("intake", args=[intake_id])
    return f"{address}?{urlencode(query)}{'#id_text' if key else ''}" if query else address


def _next(request: SignedInRequest, intake_id: UUID, here: tuple[str, str]) -> str:
    review = review_of(request.user, intake_id, request.today)
    found = next_unsure(review, request.POST.get("del") or ROWS, here)
    return back(request, intake_id, *(found or here))


def _kept(intake_id: UUID, key: str, name: str) -> str:
    return f"intake-{intake_id}-{key}-{name}".replace(" ", "_")
