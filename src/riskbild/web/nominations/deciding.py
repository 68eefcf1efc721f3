"""Answers given from the list itself: many taken or declined at once, and a nomination taken back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from riskbild.organisation.conflict import Conflict
from riskbild.planning.actions.deciding import ChosenNomination, decide_many
from riskbild.planning.actions.nominating import withdraw_nomination
from riskbild.planning.terms import NominationState
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import frame_of
from riskbild.web.nominations.reading import nominations_page
from riskbild.web.request import SignedInRequest, saved, signed_in

_STATES = {"take": NominationState.TAKEN, "decline": NominationState.DECLINED}


@require_POST
@signed_in
def decide(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Takes or declines every nomination that is ticked, or none."""
    frame_of(request, board_year_id, "nominations")
    try:
        done = decide_many(
            by=request.user, chosen=_chosen(request), state=_state(request), now=request.now,
            reason=request.POST.get("reason", ""), group=request.POST.get("group", "").strip(),
        )  # fmt: skip
    except Missing:
        raise
    except Refused as refusal:
        return nominations_page(request, board_year_id, refused=_said(refusal), status=_status(refusal))
    taken = done[0].state == NominationState.TAKEN
    text = (
        ngettext("%(count)d risk är med i riskbilden.", "%(count)d risker är med i riskbilden.", len(done))
        if taken
        else ngettext("%(count)d nominering är avböjd.", "%(count)d nomineringar är avböjda.", len(done))
    )
    saved(request, text % {"count": len(done)})
    return redirect("nominations", board_year_id)


@require_POST
@signed_in
def withdraw(request: SignedInRequest, board_year_id: UUID, nomination_id: UUID) -> HttpResponse:
    """Takes back a nomination that nobody has answered."""
    frame_of(request, board_year_id, "nominations")
    try:
        version = int(request.POST.get("version", "")[:9])
        withdraw_nomination(by=request.user, nomination_id=nomination_id, version=version, now=request.now)
    except ValueError:
        return nominations_page(request, board_year_id, refused=_UNREADABLE, status=422)
    except Missing:
        raise
    except Refused as refusal:
        return nominations_page(request, board_year_id, refused=_said(refusal), status=_status(refusal))
    saved(request, _("Nomineringen är återtagen."))
    return redirect("nominations", board_year_id)


def _chosen(request: SignedInRequest) -> list[ChosenNomination]:
    try:
        pairs = [text.split(".") for text in request.POST.getlist("nomination")]
        return [ChosenNomination(UUID(key), int(version)) for key, version in pairs]
    except ValueError as bad:
        raise Refused(_UNREADABLE) from bad


def _state(request: SignedInRequest) -> NominationState:
    state = _STATES.get(request.POST.get("answer", ""))
    if state is None:
        raise Refused(_UNREADABLE)
    return state


def _said(refusal: Refused) -> Sentence:
    return refusal.findings[0].sentence if refusal.findings else refusal.sentence


def _status(refusal: Refused) -> int:
    if isinstance(refusal, Conflict):
        return 409
    return 403 if isinstance(refusal, Forbidden) else 422


_UNREADABLE = Sentence(
    sv="Formuläret går inte att läsa. Ladda om sidan och försök igen.",
    en="The form cannot be read. Reload the page and try again.",
)
