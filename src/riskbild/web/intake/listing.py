"""The page where files are dropped, and the files that are on their way in."""

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from riskbild.intake.actions.receiving import receive
from riskbild.intake.queries import boards_to_import, intakes_seen_by
from riskbild.intake.reading import limits
from riskbild.intake.states import STATE_LABELS, IntakeState, Origin
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.register.queries.choices import years_seen_by
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.request import SignedInRequest, page, signed_in

type Errors = list[tuple[str, Sentence]]

TONES = {
    IntakeState.WAITING: ("info", "history"),
    IntakeState.READING: ("info", "history"),
    IntakeState.READY: ("warning", "arrow-right"),
    IntakeState.REFUSED: ("danger", "error"),
    IntakeState.ACCEPTED: ("success", "check"),
    IntakeState.UNDONE: ("", "close"),
    IntakeState.DISCARDED: ("", "close"),
}
"""Tone and icon of each state's tag."""

_NO_FILE = Sentence(sv="Välj en fil.", en="Choose a file.")
_NO_TEXT = Sentence(sv="Klistra in texten.", en="Paste the text.")
_NO_YEAR = Sentence(sv="Skriv ett årtal med fyra siffror.", en="Write a year of four digits.")


@require_safe
@signed_in
def intakes(request: SignedInRequest) -> HttpResponse:
    """The drop zone and the list."""
    return _page(request)


@require_POST
@signed_in
def send(request: SignedInRequest) -> HttpResponse:
    """Takes a file or a pasted text; whoever sent it sees it being read."""
    errors: Errors = []
    try:
        found = _received(request, errors)
    except (Missing, Forbidden):
        raise
    except Refused as refused:
        errors.append((_field(refused, request), refused.sentence))
    else:
        if found is not None:
            return redirect("intake", found)
    return _page(request, errors=errors, status=422)


def _received(request: SignedInRequest, errors: Errors) -> UUID | None:
    year, text = request.POST.get("year", ""), request.POST.get("text", "")
    upload = request.FILES.get("file")
    if not (year.isdecimal() and len(year) == 4):
        errors.append(("year", _NO_YEAR))
    if "text" in request.POST and not text.strip():
        errors.append(("text", _NO_TEXT))
    elif "text" not in request.POST and not isinstance(upload, UploadedFile):
        errors.append(("file", _NO_FILE))
    if errors:
        return None
    given: dict[str, Any] = {"by": request.user, "board_id": _board(request), "year": int(year), "now": request.now}
    if not isinstance(upload, UploadedFile):
        name = _("Inklistrad text %(at)s") % {"at": f"{request.now:%Y-%m-%d %H.%M}"}
        return receive(**given, data=text.encode(), name=f"{name}.txt", origin=Origin.TEXT).pk
    name = upload.name or ""
    if (upload.size or 0) > limits.FILE_BYTES:
        raise Refused(limits.TOO_LARGE.format(name=name))
    return receive(**given, data=upload.read(), name=name).pk


def _board(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("board", ""))
    except ValueError:
        raise Missing from None


def _field(refused: Refused, request: SignedInRequest) -> str:
    named = next((finding.where for finding in refused.findings if finding.where), "")
    return named or ("text" if "text" in request.POST else "file")


def _page(request: SignedInRequest, *, errors: Errors | None = None, status: int = 200) -> HttpResponse:
    reason = refusal_anywhere(request.user, Permission.IMPORT, today=request.today)
    if reason:
        raise Forbidden(reason)
    boards = boards_to_import(request.user, request.today)
    names = {board.id: board.name for board in boards}
    seen = intakes_seen_by(request.user, request.today)
    sent = request.POST
    context = {
        "boards": [(str(board.id), board.name) for board in boards],
        "names": names,
        "seen": seen,
        "tones": TONES,
        "labels": STATE_LABELS,
        "errors": errors or [],
        "wrong_at": dict(errors or []),
        "board": sent.get("board", "") or request.GET.get("namnd", ""),
        "year": sent.get("year", "") or _year(request),
        "text": sent.get("text", ""),
    }
    return page(request, "intake/intakes.html", context, status=status)


def _year(request: SignedInRequest) -> str:
    """The latest open year that the person has, else the calendar's."""
    wanted = request.GET.get("ar", "")
    years = [one.year for one in years_seen_by(request.user, request.today) if not one.closed and not one.sample]
    return wanted if wanted.isdecimal() else str(max(years, default=request.today.year))
