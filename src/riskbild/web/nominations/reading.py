"""The nominations of a board's year: those to answer, those that wait for others, those answered."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.planning.queries.nominations import NominationSeen, nominations_seen_by
from riskbild.planning.queries.setup import year_setup
from riskbild.planning.terms import NOMINATION_STATE_LABELS, NominationState
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import frame_of
from riskbild.web.request import SignedInRequest, page, signed_in

TONES = {
    NominationState.OPEN: ("info", ""),
    NominationState.TAKEN: ("success", "check"),
    NominationState.MERGED: ("success", "check"),
    NominationState.DECLINED: ("warning", "close"),
    NominationState.WITHDRAWN: ("", ""),
}
"""How each state looks as a tag: tone and icon."""


@require_safe
@signed_in
def nominations(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The page."""
    return nominations_page(request, board_year_id)


def nominations_page(
    request: SignedInRequest, board_year_id: UUID, *, refused: Sentence | None = None, status: int = 200
) -> HttpResponse:
    """The page, with the reason why something just tried from it was not done, and what was typed for it."""
    frame = frame_of(request, board_year_id, "nominations")
    rows = nominations_seen_by(request.user, board_year_id, request.today, similar=True)
    waiting = [row for row in rows if row.state is NominationState.OPEN]
    context = {
        "frame": frame, "sample": frame.year.sample, "refused": refused,
        "inbox": [row for row in waiting if row.refusal is None],
        "others": [row for row in waiting if row.refusal is not None],
        "answered": [row for row in reversed(rows) if row.state is not NominationState.OPEN],
        "nominates": year_setup(request.user, board_year_id, request.today).setup.rules.nominates,
        "units": units_of(request, rows), "states": NOMINATION_STATE_LABELS, "tones": TONES,
        "ticked": request.POST.getlist("nomination"), "typed": request.POST.get("reason", ""),
        "group": request.POST.get("group", ""),
    }  # fmt: skip
    return page(request, "nominations/nominations.html", context, status=status)


def units_of(request: SignedInRequest, rows: Sequence[NominationSeen]) -> Mapping[UUID, str]:
    """The names of the levels that the nominations come from and go to."""
    tree = access_of(request.user, request.today).tree
    named = {key for row in rows for key in (row.from_node_id, row.to_node_id, row.risk.node_id)}
    named |= {similar.risk.node_id for row in rows for similar in row.similar}
    return {key: node.name if (node := tree.get(key)) else "" for key in named}
