"""The workshops of a year, and one workshop with its risks."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.workshops import WorkshopRiskSeen, WorkshopSeen, workshop_seen_by, workshops_seen_by
from riskbild.rules.refusal import Missing
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.request import SignedInRequest, page, signed_in


@dataclass(frozen=True)
class Place:
    """One risk of a workshop in its place: its number from 1, and the keys of those before and after it."""

    workshop: WorkshopSeen
    one: WorkshopRiskSeen
    number: int
    previous: UUID | None
    next: UUID | None


@require_safe
@signed_in
def workshops(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The list."""
    frame = frame_of(request, board_year_id, "workshops")
    access = access_of(request.user, request.today)
    context = {
        "frame": frame, "sample": frame.year.sample,
        "workshops": workshops_seen_by(request.user, board_year_id, request.today),
        "units": {node.id: node.name for _depth, node in access.tree.ordered()},
        "may_open": access.anywhere(Permission.ASSESS) and not frame.year.closed,
    }  # fmt: skip
    return page(request, "workshop/workshops.html", context)


@require_safe
@signed_in
def workshop(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID) -> HttpResponse:
    """The risks with how far each has come, and the ways in for participants and for whoever leads."""
    frame, seen = workshop_of(request, board_year_id, workshop_id)
    unit = access_of(request.user, request.today).tree.get(seen.node_id)
    left = [one for one in seen.risks if one.decided is None]
    may_score = access_of(request.user, request.today).at(Permission.ASSESS)
    mine = [one for one in seen.risks if not one.shown and one.own is None and one.risk.node_id in may_score]
    context = {
        "frame": frame,
        "seen": seen,
        "unit": unit.name if unit else "",
        "crumbs": crumbs(frame),
        "sample": frame.year.sample,
        "first_left": next(iter(left or seen.risks), None),
        "first_mine": mine[0] if mine and not seen.closed else None,
        "may_score": may_score,
        "to_score": len(mine),
        "decided": len(seen.risks) - len(left),
        "reason": _CLOSED if seen.closed else seen.refusal,
    }
    return page(request, "workshop/workshop.html", context)


def workshop_of(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID) -> tuple[YearFrame, WorkshopSeen]:
    """A workshop of this very year. Raises `Missing`."""
    frame = frame_of(request, board_year_id, "workshops")
    seen = workshop_seen_by(request.user, workshop_id, request.today)
    if seen.year.id != board_year_id:
        raise Missing(NOT_FOUND)
    return frame, seen


def place_of(seen: WorkshopSeen, risk_id: UUID) -> Place:
    """One risk of the workshop. Raises `Missing`."""
    ids = [one.risk.id for one in seen.risks]
    if risk_id not in ids:
        raise Missing(NOT_FOUND)
    at = ids.index(risk_id)
    return Place(seen, seen.risks[at], at + 1, ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None)


def crumbs(frame: YearFrame, seen: WorkshopSeen | None = None) -> list[tuple[str, str]]:
    """The way to a workshop, or to a page below it."""
    own = [(seen.title, reverse("workshop", args=[frame.year.id, seen.id]))] if seen else []
    return [
        (frame.name, reverse("cycle", args=[frame.year.id])),
        (_("Riskverkstad"), reverse("workshops", args=[frame.year.id])),
        *own,
    ]


_CLOSED = Sentence(sv="Riskverkstaden är avslutad.", en="The workshop is closed.")
