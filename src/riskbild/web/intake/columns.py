"""What the columns of the form mean: each can be said to be another, and unknown ones to be something."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.intake.actions.correcting import correct, say_columns
from riskbild.intake.queries import Review, review_of
from riskbild.intake.review.applying import ROWS
from riskbild.intake.review.cells import PLAIN, cells_of, shown
from riskbild.intake.review.edits import Do, Edit
from riskbild.rules.refusal import Missing
from riskbild.web.intake.correcting import back, version_of
from riskbild.web.intake.reviewing import about, crumbs
from riskbild.web.intake.words import PARTS, field_choices, field_label
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_EXAMPLES = 3
_LONGEST = 80


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def columns(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Every column with what it was taken for and what stands in it, and the titles that were not understood."""
    review = review_of(request.user, intake_id, request.today)
    part = request.GET.get("del") or request.POST.get("del") or ROWS
    if part not in PARTS:
        raise Missing
    known, unknown = _known(review, part), _unknown(review)
    if request.method == "POST":
        return _save(request, intake_id, part, (known, unknown))
    context = {**about(request, review.intake), "known": known, "unknown": unknown, "fields": field_choices()}
    return page(request, "intake/columns.html", {**context, "part": part, "crumbs": crumbs(review.intake)})


def _known(review: Review, part: str) -> list[dict[str, Any]]:
    """The fields that have something in them, with the printed title where it is known, and what stands there."""
    rows = review.state.part(part)
    titles = review.titles if part == ROWS else review.plan_titles
    found = []
    for name in PLAIN:
        texts = [shown(cells_of(one.row)[name]) for one in rows if name in cells_of(one.row)]
        if texts:
            examples = [text[:_LONGEST] for text in dict.fromkeys(texts)][:_EXAMPLES]
            found.append({"name": name, "title": titles.get(name) or field_label(name), "examples": examples})
    return found


def _unknown(review: Review) -> list[dict[str, Any]]:
    """Printed titles that were not taken for anything; what stood below them is among the texts."""
    head = review.read.head
    used = {*review.titles.values(), *review.plan_titles.values()}
    texts: dict[str, list[str]] = {}
    for part in review.read.texts.values():
        texts.setdefault(part.section or "", []).append(part.text)
    titles = [title for title in (*head.header, *head.plan_header) if title and title not in used]
    return [
        {"title": title, "examples": [text[:_LONGEST] for text in texts.get(title, [])[:_EXAMPLES]]}
        for title in dict.fromkeys(titles)
    ]


def _save(
    request: SignedInRequest, intake_id: UUID, part: str, found: tuple[list[dict[str, Any]], list[dict[str, Any]]]
) -> HttpResponse:
    version = version_of(request)
    moves = _moves(request, [each["name"] for each in found[0]])
    said = {
        each["title"]: field
        for number, each in enumerate(found[1])
        if (field := request.POST.get(f"okand-{number}", "")) in PLAIN
    }
    if moves:
        edits = [Edit(Do.COLUMN, part, here, there) for here, there in moves]
        version = correct(by=request.user, intake_id=intake_id, edits=edits, version=version, now=request.now).version
        saved(request, _("Kolumnerna är ändrade."))
    if said:
        say_columns(by=request.user, intake_id=intake_id, version=version, columns=said, now=request.now)
        saved(request, _("Filen läses om med kolumnernas nya betydelse."))
    return redirect(back(request, intake_id))


def _moves(request: SignedInRequest, names: list[str]) -> list[tuple[str, str]]:
    """The columns to change about, so that each ends where it was said to belong, each pair once."""
    wanted = {name: request.POST.get(f"falt-{name}", name) for name in names}
    at = {name: name for name in names}
    moves = []
    for name, there in wanted.items():
        here = at[name]
        if there not in PLAIN or there == here:
            continue
        moves.append((here, there))
        at = {other: here if place == there else place for other, place in at.items()} | {name: there}
    return moves
