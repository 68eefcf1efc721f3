"""The order of a risk profile and its groups; risks taken out of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.conflict import NOT_FOUND, Conflict
from riskbild.organisation.tree import TreeNode
from riskbild.planning.actions.profiles import Placed, order_profile, remove_from_profile
from riskbild.planning.queries.profiles import ProfileRow, ProfileSeen, profile_seen_by
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.profile.levels import LEVEL, address_of, level_of, levels_of
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@dataclass(frozen=True)
class Row:
    """A row in the order and with the group that stand in the form."""

    row: ProfileRow
    group: str


@dataclass(frozen=True)
class _Sent:
    """What was sent: the rows in their new order, and the button that was pressed with the row it belongs to."""

    version: int
    rows: Sequence[Row]
    pressed: str
    row_id: UUID | None


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Up, down and take out are buttons of the form, so that the order can be changed without script too."""
    frame = frame_of(request, board_year_id, "profile")
    level = level_of(request, frame, levels_of(request, frame))
    if level is None:
        raise Missing(NOT_FOUND)
    seen = profile_seen_by(request.user, board_year_id, level.id, request.today)
    if seen.refusal:
        raise Forbidden(seen.refusal)
    if request.method != "POST":
        return _page(request, frame, level, seen, [Row(row, row.group) for row in seen.rows])
    return _sent(request, frame, level, seen)


def _sent(request: SignedInRequest, frame: YearFrame, level: TreeNode, seen: ProfileSeen) -> HttpResponse:
    try:
        sent = _read(request.POST, seen)
    except ValueError:
        rows = [Row(row, row.group) for row in seen.rows]
        return _page(request, frame, level, seen, rows, refused=_UNREADABLE, status=422)
    if sent.pressed in {"up", "down"}:
        return _page(request, frame, level, seen, _moved(sent), moved=sent, version=sent.version)
    try:
        _save(request, seen, sent)
    except Missing:
        raise
    except Refused as refusal:
        status = 409 if isinstance(refusal, Conflict) else 403 if isinstance(refusal, Forbidden) else 422
        return _page(request, frame, level, seen, sent.rows, refused=refusal.sentence, status=status)
    if sent.pressed == "remove":
        saved(request, _("Risken är borttagen ur riskbilden. Den finns kvar i registret."))
        return redirect(reverse("profile_order", args=[frame.year.id]) + address_of(frame, level))
    saved(request, _("Ordningen är sparad."))
    return redirect(reverse("profile", args=[frame.year.id]) + address_of(frame, level))


def _save(request: SignedInRequest, seen: ProfileSeen, sent: _Sent) -> None:
    """The order as it stands in the form; then, where that was asked for, one row taken out."""
    if seen.id is None:
        raise Missing(NOT_FOUND)
    order_profile(
        by=request.user, profile_id=seen.id, version=sent.version, now=request.now,
        placed=[Placed(one.row.id, one.group.strip()) for one in sent.rows],
    )  # fmt: skip
    if sent.pressed == "remove":
        row = next(one.row for one in sent.rows if one.row.id == sent.row_id)
        remove_from_profile(by=request.user, profile_risk_id=row.id, version=row.version, now=request.now)


def _read(post: QueryDict, seen: ProfileSeen) -> _Sent:
    """The form as sent; `ValueError` for what no page of ours sends. Rows that came or went meanwhile are fitted in."""
    rows = {row.id: row for row in seen.rows}
    keys = list(dict.fromkeys(UUID(text) for text in post.getlist("row")))
    named = [rows[key] for key in keys if key in rows] + [row for key, row in rows.items() if key not in keys]
    placed = [Row(row, str(post.get(f"group-{row.id}", row.group))[:300]) for row in named]
    pressed, _colon, key = post.get("do", "save").partition(":")
    row_id = UUID(key) if key else None
    if pressed not in {"save", "up", "down", "remove"} or (row_id not in rows and pressed != "save"):
        raise ValueError(pressed)
    return _Sent(int(post.get("version", "")[:9]), placed, pressed, row_id)


def _moved(sent: _Sent) -> list[Row]:
    rows = list(sent.rows)
    at = next(place for place, one in enumerate(rows) if one.row.id == sent.row_id)
    to = at - 1 if sent.pressed == "up" else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    return rows


def _page(
    request: SignedInRequest, frame: YearFrame, level: TreeNode, seen: ProfileSeen, rows: Sequence[Row], *,
    refused: Sentence | None = None, moved: _Sent | None = None, version: int | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context: dict[str, Any] = {
        "frame": frame, "level": level, "here": address_of(frame, level), "level_name": LEVEL, "rows": rows,
        "refused": refused, "moved": moved, "version": seen.version if version is None else version,
        "known": sorted({row.group for row in seen.rows if row.group}), "sample": frame.year.sample,
        "crumbs": [
            (frame.name, reverse("cycle", args=[frame.year.id])),
            (_("Samlad riskbild"), reverse("profile", args=[frame.year.id]) + address_of(frame, level)),
        ],
    }  # fmt: skip
    return page(request, "profile/order.html", context, status=status)


_UNREADABLE = Sentence(
    sv="Formuläret går inte att läsa. Ladda om sidan och försök igen.",
    en="The form cannot be read. Reload the page and try again.",
)
