"""A workbook that was filled in offline: what differs from the register, and taking in what is accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from riskbild.documents.workbook.difference import CellDifference, Kind, RowDifference, Side
from riskbild.documents.workbook.form import ITEM, RISK
from riskbild.documents.workbook.labels import CELL_LABELS
from riskbild.intake.actions.returning import Applied, Chosen, accept_returned, finish_review
from riskbild.intake.returning.queries import ReturnedSeen, returned_seen_by
from riskbild.intake.review.comparing import word_difference
from riskbild.intake.states import IntakeState
from riskbild.organisation.conflict import Conflict
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.search.lexicon import lexicon
from riskbild.web.intake.correcting import version_of
from riskbild.web.intake.reviewing import about, crumbs
from riskbild.web.request import SignedInRequest, page, saved, signed_in

SIZE = 40
_BETWEEN = "|"


@dataclass(frozen=True)
class CellShown:
    """One cell as the page shows it. `value` is what is sent when it is ticked, "" where it cannot be."""

    label: str
    base: str | None
    here: str
    pieces: Sequence[tuple[str, str]]
    side: Side
    fits: bool
    value: str
    ticked: bool


@dataclass(frozen=True)
class RowShown:
    """One row as the page shows it. `whole` is that it is taken as a whole: it is new or removed."""

    name: str
    title: str
    place: str
    kind: Kind
    version: int
    href: str
    cells: Sequence[CellShown]
    whole: bool
    ticked: bool
    conflicts: int


@require_safe
@signed_in
def differences(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """What differs, a page at a time; what only the file has changed is ticked, conflicts are not."""
    return _page(request, intake_id)


@require_POST
@signed_in
def take_in(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Takes in what is ticked."""
    # Read while nobody waits: with the write lock in hand, every other writer would wait for it too.
    lexicon()
    try:
        done = accept_returned(by=request.user, intake_id=intake_id, wanted=_wanted(request), now=request.now)
    except (Missing, Forbidden):
        raise
    except Conflict as conflict:
        return _page(request, intake_id, refused=conflict, status=409)
    except Refused as refused:
        return _page(request, intake_id, refused=refused, status=422)
    saved(request, _told(done))
    return redirect("intake_differences", intake_id)


@require_POST
@signed_in
def done(request: SignedInRequest, intake_id: UUID) -> HttpResponse:
    """Says that the review is finished; what was not taken stays as it is in the register."""
    finish_review(by=request.user, intake_id=intake_id, version=version_of(request), now=request.now)
    saved(request, _("Granskningen är avslutad."))
    return redirect("intake_differences", intake_id)


def _wanted(request: SignedInRequest) -> Chosen:
    cells = [tuple(value.rpartition(_BETWEEN)[::2]) for value in request.POST.getlist("cell")]
    seen = [value.partition(_BETWEEN)[::2] for value in request.POST.getlist("sedd")]
    versions = {name: int(version) for version, name in seen if version.isdecimal()}
    return Chosen([(row, name) for row, name in cells], request.POST.getlist("rad"), versions)


def _told(done: Applied) -> str:
    parts = [
        (done.changed, _("ändrade")), (done.added, _("tillagda")), (done.removed, _("strukna")),
    ]  # fmt: skip
    told = ", ".join(f"{count} {word}" for count, word in parts if count)
    return _("Sparat: %(told)s.") % {"told": told}


def _page(
    request: SignedInRequest, intake_id: UUID, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    seen = returned_seen_by(request.user, intake_id, request.today)
    rows = seen.difference.rows
    last = max(0, (len(rows) - 1) // SIZE)
    asked = request.GET.get("sidan", "") or request.POST.get("sidan", "")
    number = min(int(asked) if asked.isdecimal() and len(asked) < 7 else 0, last)
    shown = [_row(row, _ticks(request, refused)) for row in rows[number * SIZE : (number + 1) * SIZE]]
    context: dict[str, Any] = {
        **about(request, seen.intake), "returned": seen, "rows": shown, "number": number, "all": len(rows),
        "first": number * SIZE + 1, "last": number * SIZE + len(shown), "made_at": parse_datetime(seen.made_at),
        "previous": _address(intake_id, number - 1) if number else "",
        "next": _address(intake_id, number + 1) if number < last else "",
        "open": seen.intake.state is IntakeState.READY, "sentence": refused.sentence if refused else None,
        "conflicts": sum(bool(row.conflicts) for row in rows), "crumbs": crumbs(seen.intake)[:1],
        "waits": _waits(seen),
    }  # fmt: skip
    return page(request, "intake/differences.html", context, status=status)


def _waits(seen: ReturnedSeen) -> bool:
    return seen.intake.state is IntakeState.READY and seen.difference.waits


def _address(intake_id: UUID, number: int) -> str:
    return f"{reverse('intake_differences', args=[intake_id])}?{urlencode({'sidan': number})}"


def _ticks(request: SignedInRequest, refused: Refused | None) -> frozenset[str] | None:
    """What was ticked on the page that was refused; None for a page that nobody has ticked on."""
    return None if refused is None else frozenset((*request.POST.getlist("cell"), *request.POST.getlist("rad")))


def _row(row: RowDifference, ticked: frozenset[str] | None) -> RowShown:
    whole = row.kind in {Kind.NEW, Kind.REMOVED}
    takeable = set() if whole else {cell.field for cell in row.takeable}
    sure = row.sure and row.kind is not Kind.REMOVED
    return RowShown(
        name=row.name,
        title=_title(row),
        place=_("%(sheet)s, rad %(row)s") % {"sheet": row.sheet, "row": row.row} if row.row else "",
        kind=row.kind,
        version=row.version,
        href=reverse("risk", args=[row.key.partition(":")[2]]) if row.table == RISK and _stands(row) else "",
        cells=[_cell(row, cell, ticked, takeable=cell.field in takeable) for cell in row.cells],
        whole=whole,
        ticked=row.name in ticked if ticked is not None else sure,
        conflicts=len(row.conflicts),
    )


def _stands(row: RowDifference) -> bool:
    return row.kind in {Kind.CHANGED, Kind.REMOVED}


def _title(row: RowDifference) -> str:
    if row.title:
        return row.title
    named = {cell.field: cell.there for cell in row.cells}
    text = next((named[name] for name in ("risk", "measures", "process", "description") if named.get(name)), "")
    return text or (_("Kontroll") if row.table == ITEM else _("Risk"))


def _cell(row: RowDifference, cell: CellDifference, ticked: frozenset[str] | None, *, takeable: bool) -> CellShown:
    value = f"{row.name}{_BETWEEN}{cell.field}" if takeable else ""
    chosen = cell.side is Side.FILE if ticked is None else value in ticked
    return CellShown(
        label=CELL_LABELS[cell.field].text(get_language() or "sv"), base=cell.base, here=cell.here,
        pieces=word_difference(cell.here, cell.there),
        side=cell.side, fits=cell.fits, value=value, ticked=bool(value) and chosen,
    )  # fmt: skip
