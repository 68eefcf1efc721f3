"""One file on its way in: the waiting page, the review beside the original, or what became of it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.intake.queries import IntakeSeen, Review, intake_seen_by, review_of, taken_of
from riskbild.intake.review.applying import PLAN, ROWS
from riskbild.intake.review.cells import cells_of, shown, value_of
from riskbild.intake.review.comparing import Likeness
from riskbild.intake.states import ON_THE_WAY, STATE_LABELS, Choice, IntakeState, Origin
from riskbild.organisation.access import access_of
from riskbild.rules.finding import Severity
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.intake.listing import TONES
from riskbild.web.intake.original import blocks_shown, page_shown
from riskbild.web.intake.table import SIZE, differences_of, next_unsure, place_of, table_of
from riskbild.web.intake.words import PARTS, cell_label
from riskbild.web.request import SignedInRequest, page, signed_in


@require_safe
@signed_in
def intake(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """The page that fits how far the file has come."""
    seen = intake_seen_by(request.user, intake_id, request.today)
    if seen.state in ON_THE_WAY:
        return page(request, "intake/waiting.html", about(request, seen))
    if seen.origin is Origin.WORKBOOK and seen.state in {IntakeState.READY, IntakeState.ACCEPTED}:
        return redirect("intake_differences", intake_id)
    if seen.state is IntakeState.READY:
        return review_page(request, intake_id)
    context = about(request, seen)
    if seen.state in {IntakeState.ACCEPTED, IntakeState.UNDONE}:
        context["taken"] = taken_of(request.user, intake_id, request.today)
    return page(request, "intake/done.html", context)


@require_safe
@signed_in
def progress(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """How far the reading has come, for the waiting page to ask now and then; tells it to load anew when done."""
    seen = intake_seen_by(request.user, intake_id, request.today)
    response = page(request, "intake/_progress.html", about(request, seen))
    if seen.state not in ON_THE_WAY:
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
@signed_in
def source(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Where one row stands in the original, after it has become a risk."""
    review = review_of(request.user, intake_id, request.today)
    wanted = request.GET.get("rad", "")
    key = next((one.key for one in review.state.rows if wanted in {"", one.key}), "")
    if not key:
        raise Missing
    name = request.GET.get("cell", "")
    cells = cells_of(review.state.row(key).row)
    chosen = key, name if name in cells else _first_text(review, key)
    context = {
        **about(request, review.intake),
        **_original(review, chosen, request.GET.get("sida", "")),
        "cell": _cell(review, chosen, None),
        "cells": [(cell, cell_label(cell), shown(value)) for cell, value in cells.items()],
        "query": "",
        "crumbs": crumbs(review.intake),
    }
    return page(request, "intake/source.html", context)


def about(request: SignedInRequest, seen: IntakeSeen) -> dict[str, Any]:
    """What every page about an intake shows of it."""
    board = access_of(request.user, request.today).tree.get(seen.board_id)
    return {
        "seen": seen,
        "board": board.name if board else "",
        "labels": STATE_LABELS,
        "tone": TONES[seen.state],
        "crumbs": [(_("Läs in"), reverse("intakes"))],
    }


def crumbs(seen: IntakeSeen) -> list[tuple[str, str]]:
    """The way to a page below an intake's own."""
    return [(_("Läs in"), reverse("intakes")), (seen.name, reverse("intake", args=[seen.id]))]


def review_page(
    request: SignedInRequest, intake_id: UUID, *, tried: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The review. `tried` is what somebody typed that was not taken: its cell, text, sentence, and other text."""
    review = review_of(request.user, intake_id, request.today)
    wanted = request.POST if tried else request.GET
    part = wanted.get("del", "") if wanted.get("del") in PARTS else ROWS if review.state.part(ROWS) else PLAN
    number = int(text) if (text := wanted.get("sidan", "")).isdecimal() and len(text) < 5 else 0
    number = min(number, max(len(review.state.part(part)) - 1, 0) // SIZE)
    query = {"del": part, "sidan": str(number)}
    chosen = _chosen(review, part, number, (wanted.get("rad", ""), wanted.get("cell", "")))
    table = table_of(review, part, number, chosen, query)
    context = {
        **about(request, review.intake),
        **_original(review, chosen, wanted.get("sida", "")),
        **_counts(review),
        "review": review,
        "table": table,
        "differences": {row.key: differences_of(row) for row in table.rows},
        "cell": _cell(review, chosen, tried),
        "query": urlencode(query),
        "part": part,
        "number": number,
        "pages": _pages(table.count, number, query),
        "parts": [(name, len(review.state.part(name))) for name in PARTS],
        "next_unsure": next_unsure(review, part, chosen),
        "tried": tried,
        "methods": _methods(review),
        "closed": review.closed,
        "findings": sorted(review.state.head.findings, key=lambda found: _ORDER[found.severity]),
    }
    return page(request, "intake/review.html", context, status=status)


_ORDER = {Severity.ERROR.value: 0, Severity.WARNING.value: 1, Severity.INFO.value: 2}


def _methods(review: Review) -> list[tuple[str, str]]:
    """The methods that a new year can have; the one worked out from the file stands first."""
    own = _("Efter filen: %(name)s") % {"name": review.proposed_name}
    return [("", own), *((str(one.id), f"{one.name} ({one.number})") for one in review.methods)]


def _chosen(review: Review, part: str, number: int, wanted: tuple[str, str]) -> tuple[str, str]:
    """The cell that the address names, else the first of the page."""
    rows = review.state.part(part)
    if any(one.key == wanted[0] for one in rows) and wanted[1]:
        return wanted
    shown_rows = rows[number * SIZE :]
    if not shown_rows:
        return "", ""
    return shown_rows[0].key, _first_text(review, shown_rows[0].key)


def _first_text(review: Review, key: str) -> str:
    """The cell that a row is called by."""
    row = review.state.row(key).row
    return next((name for name in ("risk", "process", "description") if getattr(row, name)), "risk")


def _original(review: Review, chosen: tuple[str, str], wanted: str) -> dict[str, Any]:
    row = next((one for one in review.state.rows if one.key == chosen[0]), None)
    place = row.row.provenance if row else None
    origin = place.cells.get(chosen[1]) if place else None
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else 0
    drawn = page_shown(review.original, place, origin, number)
    return {
        "drawn": drawn,
        "blocks": [] if drawn else blocks_shown(review.original, place, origin),
        "origin": origin,
        "place": place_of(row) if row else "",
    }


def _cell(review: Review, chosen: tuple[str, str], tried: dict[str, Any] | None) -> dict[str, Any] | None:
    """The chosen cell for correcting it: as it stands, as it was read, and what somebody just tried to write."""
    row = next((one for one in review.state.rows if one.key == chosen[0]), None)
    if row is None:
        return None
    try:
        label = cell_label(chosen[1])
    except KeyError:
        return None
    before = next((one for one in review.read.rows if one.key == chosen[0]), None)
    text = shown(value_of(row.row, chosen[1]))
    above = review.state.part(row.part)
    return {
        "key": chosen[0],
        "name": chosen[1],
        "label": label,
        "text": text,
        "typed": tried["typed"] if tried else text,
        "read": shown(value_of(before.row, chosen[1])) if before and chosen[1] in row.corrected else None,
        "unsure": row.row.confidence.get(chosen[1], 1.0),
        "number": above.index(row) + 1,
        "first": above[0] is row,
    }


def _counts(review: Review) -> dict[str, Any]:
    choices = list(review.choices.values())
    likes = [match.likeness for match in review.matches.values()]
    return {
        "adding": choices.count(Choice.ADD),
        "updating": choices.count(Choice.UPDATE),
        "leaving": choices.count(Choice.LEAVE),
        "likeness": {like.value: likes.count(like) for like in Likeness},
    }


def _pages(count: int, number: int, query: dict[str, str]) -> dict[str, str]:
    def to(other: int) -> str:
        return f"?{urlencode({**query, 'sidan': str(other)})}" if 0 <= other * SIZE < count else ""

    return {"previous": to(number - 1) if number else "", "next": to(number + 1)}


def refused_cell(refused: Refused, typed: str, theirs: str | None = None) -> dict[str, Any]:
    """What was typed and not taken, for the page to give back. `theirs` is what somebody else has written there."""
    sentence: Sentence = refused.sentence
    return {"typed": typed, "sentence": sentence, "theirs": theirs, "accepting": False}
