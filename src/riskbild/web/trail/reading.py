"""The trail a page at a time, newest first."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from riskbild.audit.queries import EVERYTHING
from riskbild.organisation.permissions import check_everywhere, refusal_everywhere
from riskbild.organisation.queries import everybody
from riskbild.organisation.roles import Permission
from riskbild.register.queries.trails import TrailPage, TrailRow, trail_seen_by
from riskbild.web.request import SignedInRequest, page, signed_in
from riskbild.web.trail.forms import TrailForm

_FILTERS = ("handelse", "person", "fran", "till")
_PAGES: Mapping[str, str] = {
    "risk": "risk", "node": "node", "user": "user", "method": "method_version", "board_report": "board_report",
    "consolidated_report": "consolidated_report",
}  # fmt: skip


@require_safe
@signed_in
def trail(request: SignedInRequest) -> HttpResponse:
    """Who did what, when, to what, with what stood before and after."""
    check_everywhere(request.user, Permission.READ_TRAIL, today=request.today)
    form = TrailForm(request.GET, people=everybody(request.user))
    whole = form.is_valid()
    seen = trail_seen_by(
        request.user, request.today, form.wanted() if whole else EVERYTHING,
        before_seq=_seq(request, "fore"), after_seq=_seq(request, "efter"),
    )  # fmt: skip
    asked = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    context = {
        "form": form,
        "rows": [(row, href_of(row)) for row in seen.rows],
        "asked": asked,
        "newer": _newer(seen, asked),
        "older": f"?{urlencode({**asked, 'fore': seen.rows[-1].line.entry.seq})}" if seen.older and seen.rows else None,
        "may_erase": refusal_everywhere(request.user, Permission.ERASE_TRAIL, today=request.today) is None,
    }
    return page(request, "trail/trail.html", context, status=200 if whole else 422)


def href_of(row: TrailRow) -> str:
    """The page of what an event happened to, where there is one."""
    entry = row.line.entry
    name = _PAGES.get(entry.subject_type)
    return reverse(name, args=[entry.subject_id]) if name and row.subject else ""


def event_ids(values: list[str]) -> list[UUID]:
    """The keys of events in an address or a form; what is no key is passed over."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _seq(request: SignedInRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _newer(seen: TrailPage, asked: Mapping[str, Any]) -> str | None:
    if not seen.newer or not seen.rows:
        return None
    return f"?{urlencode({**asked, 'efter': seen.rows[0].line.entry.seq})}"
