"""The documents of a year: all of them with their states, and each with what somebody should know before it leaves."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.documents.layout import KIND_NAMES, PublishedKind
from riskbild.organisation.permissions import refusal, refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.publishing.composed import Composed, both_composed
from riskbild.publishing.handing_out import noticed
from riskbild.publishing.queries import kept_of_year, releases_of_year
from riskbild.publishing.queries.available import (
    Available,
    KindSeen,
    Standing,
    asked_by,
    available_of_year,
    controls_of_year,
)
from riskbild.publishing.workbook.whole import WORK_KINDS
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.documents.forms_of import form_names, standing_told
from riskbild.web.documents.preview import as_preview
from riskbild.web.documents.where import field_told, place_told
from riskbild.web.request import SignedInRequest, page, signed_in

LARGE = 300
"""From this many risks on, a document is put together in the background."""


@require_safe
@signed_in
def documents(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """Every kind of document, how far it has come, and what is kept of it."""
    frame = frame_of(request, board_year_id, "documents")
    available = available_of_year(request.user, board_year_id, request.today)
    context = {
        "frame": frame, "sample": frame.year.sample, "available": available,
        "rows": [(KIND_NAMES[one.kind], one, standing_told(one)) for one in available.kinds],
        "kept": kept_of_year(request.user, board_year_id, request.today), "kinds": KIND_NAMES, "forms": form_names(),
    }  # fmt: skip
    return page(request, "documents/documents.html", context)


@require_safe
@signed_in
def document(request: SignedInRequest, board_year_id: UUID, kind: str) -> HttpResponse:
    """One document: what was noticed in it, what is masked in the public copy, and every form of it."""
    return document_page(request, board_year_id, kind_of(kind), control_of(request.GET.get("kontroll", "")))


def document_page(
    request: SignedInRequest, board_year_id: UUID, kind: PublishedKind, control: UUID | None,
    refused: Sentence | None = None,
) -> HttpResponse:  # fmt: skip
    """The page; `refused` says why the document could not be handed out."""
    frame = frame_of(request, board_year_id, "documents")
    available = available_of_year(request.user, board_year_id, request.today)
    seen = available.of(kind)
    context: dict[str, Any] = {
        **_about(frame, seen), "available": available, "control": control, "refused": refused,
        "kept": [one for one in kept_of_year(request.user, board_year_id, request.today) if one.kind is kind],
        "kinds": KIND_NAMES, "controls": [], "own": None, "public": None, "preview": None,
        "large": available.size > LARGE,
        "released": [one for one in releases_of_year(request.user, board_year_id, request.today) if one.kind is kind],
        "work_kinds": WORK_KINDS,
        "may_publish": seen.standing is Standing.DECIDED
        and refusal(request.user, Permission.PUBLISH, frame.year.board_id, today=request.today) is None,
        "may_design": refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today) is None,
    }  # fmt: skip
    if kind is PublishedKind.CONTROL_CARD and not seen.refusal:
        context["controls"] = controls_of_year(request.user, board_year_id, request.today)
    if _can_be_shown(seen, available, control) and refused is None:
        context |= _looked_over(request, board_year_id, kind, control)
    return page(request, "documents/document.html", context, status=422 if context["refused"] else 200)


def kind_of(name: str) -> PublishedKind:
    """The kind in an address, where it is written with dashes. Raises `Missing`."""
    try:
        return PublishedKind(name.replace("-", "_"))
    except ValueError as unknown:
        raise Missing from unknown


def control_of(text: str) -> UUID | None:
    """The control in an address; None for none. Raises `Missing`."""
    try:
        return UUID(text) if text else None
    except ValueError as bad:
        raise Missing from bad


def _can_be_shown(seen: KindSeen, available: Available, control: UUID | None) -> bool:
    needs_control = seen.kind is PublishedKind.CONTROL_CARD and control is None
    return not (seen.refusal or available.refusal or needs_control or available.size > LARGE)


def _looked_over(
    request: SignedInRequest, board_year_id: UUID, kind: PublishedKind, control: UUID | None
) -> dict[str, Any]:
    """Both copies as they will be, or the sentence that says why there is none."""
    try:
        own, public = both_composed(asked_by(request.user, board_year_id, kind, request.today, control=control))
    except Missing:
        raise
    except Refused as refused:
        return {"refused": refused.sentence}
    return {
        "own": own, "public": public, "noticed": _together(own), "masked": _masked(public),
        "left_out": len(public.findings), "preview": as_preview(own.publication),
    }  # fmt: skip


def _together(made: Composed) -> Sequence[tuple[Sentence, Sequence[Sentence]]]:
    """What was noticed, the same sentence once, with the places it is about."""
    places: dict[Sentence, dict[Sentence, None]] = {}
    for finding in noticed(made):
        found = places.setdefault(finding.sentence, {})
        if finding.where:
            found[place_told(finding.where)] = None
    return [(sentence, list(found)) for sentence, found in places.items()]


def _masked(made: Composed) -> Sequence[tuple[Sentence, str, int]]:
    """What was hidden: the field's name, the paragraph, how many cells."""
    counted = Counter((field_told(cell.part, cell.field), cell.paragraph) for cell in made.masked)
    ordered = sorted(counted.items(), key=lambda one: (one[0][0].sv, one[0][1]))
    return [(field, paragraph, count) for (field, paragraph), count in ordered]


def _about(frame: YearFrame, seen: KindSeen) -> dict[str, Any]:
    here = reverse("documents", args=[frame.year.id])
    return {
        "frame": frame, "sample": frame.year.sample, "seen": seen, "name": KIND_NAMES[seen.kind],
        "slug": seen.kind.value.replace("_", "-"), "standing": standing_told(seen), "forms": form_names(),
        "crumbs": [(frame.name, reverse("cycle", args=[frame.year.id])), (_("Dokument"), here)],
    }  # fmt: skip
