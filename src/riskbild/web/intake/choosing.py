"""Which rows are taken in, and taking them in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.intake.actions.accepting import accept
from riskbild.intake.actions.correcting import correct
from riskbild.intake.queries import review_of
from riskbild.intake.review.edits import Do, Edit
from riskbild.intake.states import Choice
from riskbild.organisation.conflict import Conflict
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.search.lexicon import lexicon
from riskbild.web.intake.correcting import back, version_of
from riskbild.web.intake.reviewing import refused_cell, review_page
from riskbild.web.request import SignedInRequest, saved, signed_in


@require_POST
@signed_in
def choose(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Saves the ticks of the rows that were shown."""
    _save_ticks(request, intake_id)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204)
    return redirect(back(request, intake_id))


@require_POST
@signed_in
def take_in(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Saves the ticks and takes the ticked rows into the register."""
    # Read while nobody waits: with the write lock in hand, every other writer would wait for it too.
    lexicon()
    try:
        _save_ticks(request, intake_id)
        accept(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)
    except (Missing, Forbidden, Conflict):
        raise
    except Refused as refused:
        return review_page(request, intake_id, tried=_refused(refused), status=422)
    saved(request, _("Dokumentet är inläst i registret."))
    return redirect("intake", intake_id)


def _refused(refused: Refused) -> dict[str, object]:
    return {**refused_cell(refused, ""), "accepting": True}


def _save_ticks(request: SignedInRequest, intake_id: UUID) -> None:
    """The ticks that differ from what stands; every row that was shown is named in `visad`."""
    every = {"all": True, "none": False}.get(request.POST.get("alla", ""))
    review = review_of(request.user, intake_id, request.today)
    shown = review.choices if every is not None else dict.fromkeys(request.POST.getlist("visad"))
    ticked = set(request.POST.getlist("ta"))
    wanted = {
        key: _choice(request, review.choices[key], key, ticked=key in ticked if every is None else every)
        for key in shown
        if key in review.choices
    }
    changed = {key: choice.value for key, choice in wanted.items() if choice is not review.choices[key]}
    if changed:
        edits = [Edit(Do.CHOOSE, "", "", changed)]
        correct(by=request.user, intake_id=intake_id, edits=edits, now=request.now)


def _choice(request: SignedInRequest, now: Choice, key: str, *, ticked: bool) -> Choice:
    if not ticked:
        return Choice.LEAVE
    how = request.POST.get(f"hur-{key}", "")
    if how in {Choice.ADD.value, Choice.UPDATE.value}:
        return Choice(how)
    return Choice.ADD if now is Choice.LEAVE else now
