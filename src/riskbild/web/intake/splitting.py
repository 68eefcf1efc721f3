"""Parting one row in two."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.intake.actions.correcting import correct
from riskbild.intake.queries import Review, review_of
from riskbild.intake.review.cells import cells_of, read_value, shown
from riskbild.intake.review.edits import Do, Edit
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.intake.correcting import back, version_of
from riskbild.web.intake.reviewing import about, crumbs
from riskbild.web.intake.words import cell_label
from riskbild.web.request import SignedInRequest, page, saved, signed_in

_SAME = ("process", "step", "analysis_date", "heading", "category")
"""Cells that both rows have from the start: what the rows are about, not what they say."""
_NOTHING_BELOW = Sentence(
    sv="Skriv något i den nya raden, eller avbryt.", en="Write something in the new row, or cancel."
)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def split(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Every filled cell of the row, once for the row that stays and once for the new one below it."""
    review = review_of(request.user, intake_id, request.today)
    key = request.GET.get("rad", "")
    row = next((one for one in review.state.rows if key in {"", one.key}), None)
    if row is None:
        raise Missing
    key = row.key
    cells = {name: shown(value) for name, value in cells_of(row.row).items() if not name.startswith("controls[")}
    errors: list[tuple[str, Sentence]] = []
    if request.method == "POST":
        edit = _edit(request, key, cells, errors)
        if not errors and _saved(request, intake_id, edit, errors):
            return redirect(back(request, intake_id))
    return _page(request, review, cells, errors, key)


def _edit(request: SignedInRequest, key: str, cells: dict[str, str], errors: list[tuple[str, Sentence]]) -> Edit:
    halves: dict[str, dict[str, Any]] = {"upper": {}, "lower": {}}
    for half, found in halves.items():
        for name, was in cells.items():
            field = f"{half}-{name}"
            try:
                value = read_value(name, request.POST.get(field, ""))
            except Refused as refused:
                errors.append((field, refused.sentence))
                continue
            if half == "upper" and shown(value) == was:
                continue
            if half == "upper" or value is not None:
                found[name] = value
    if not halves["lower"]:
        errors.append(("", _NOTHING_BELOW))
    return Edit(Do.SPLIT, key, "", halves)


def _saved(request: SignedInRequest, intake_id: UUID, edit: Edit, errors: list[tuple[str, Sentence]]) -> bool:
    try:
        correct(by=request.user, intake_id=intake_id, edits=[edit], version=version_of(request), now=request.now)
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        errors.append(("", refused.sentence))
        return False
    saved(request, _("Raden är delad."))
    return True


def _page(
    request: SignedInRequest, review: Review, cells: dict[str, str], errors: list[tuple[str, Sentence]], key: str
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    wrong = dict(errors)
    fields = [
        {
            "name": name,
            "label": cell_label(name),
            "upper": sent.get(f"upper-{name}", "") if sent else text,
            "lower": sent.get(f"lower-{name}", "") if sent else text if name in _SAME else "",
            "upper_error": wrong.get(f"upper-{name}", ""),
            "lower_error": wrong.get(f"lower-{name}", ""),
        }
        for name, text in cells.items()
    ]
    context = {**about(request, review.intake), "fields": fields, "errors": errors, "key": key}
    context |= {"crumbs": crumbs(review.intake), "kept": f"intake-split-{review.intake.id}-{key}"}
    return page(request, "intake/split.html", context, status=422 if errors else 200)
