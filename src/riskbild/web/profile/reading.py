"""The risk profile as a page, and as one to print."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.roles import Permission
from riskbild.planning.queries.profiles import profile_seen_by
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.profile.levels import address_of, level_of, levels_of
from riskbild.web.profile.lines import TONES, counts_of, groups_of
from riskbild.web.request import SignedInRequest, page, signed_in


@require_safe
@signed_in
def profile(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The chosen risks with response and motive, and the difference against the year before."""
    frame = frame_of(request, board_year_id, "profile")
    context = _context(request, frame)
    return page(request, "profile/profile.html", {**context, "frame": frame, "sample": frame.year.sample})


@require_safe
@signed_in
def printed(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Every risk with its whole texts, made for paper."""
    frame = frame_of(request, board_year_id, "profile")
    crumbs = [
        (frame.name, reverse("cycle", args=[board_year_id])),
        (_("Samlad riskbild"), reverse("profile", args=[board_year_id])),
    ]
    context = {**_context(request, frame), "frame": frame, "sample": frame.year.sample, "crumbs": crumbs}
    return page(request, "profile/print.html", context)


def _context(request: SignedInRequest, frame: YearFrame) -> dict[str, Any]:
    levels = levels_of(request, frame)
    level = level_of(request, frame, levels)
    if level is None:
        return {"level": None, "levels": []}
    seen = profile_seen_by(request.user, frame.year.id, level.id, request.today)
    access = access_of(request.user, request.today)
    units = {node.id: node.name for _depth, node in access.tree.ordered()}
    responds = frozenset() if frame.year.closed else access.at(Permission.RESPOND)
    return {
        "level": level, "here": address_of(frame, level), "seen": seen, "groups": groups_of(seen, units, responds),
        "levels": [(node.name, reverse("profile", args=[frame.year.id]) + address_of(frame, node), node == level)
                   for node in levels],
        "counts": counts_of(seen), "tones": TONES, "units": units, "grouped": any(row.group for row in seen.rows),
        "may_change": seen.refusal is None and not frame.year.closed,
    }  # fmt: skip
