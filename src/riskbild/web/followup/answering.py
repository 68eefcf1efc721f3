"""How a report that was sent is answered: given or kept, told to the script as data and to others as a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from riskbild.followup.actions.drafting import discard_draft, save_draft
from riskbild.followup.actions.reporting import report
from riskbild.followup.queries.page import ReportPage, report_seen_by
from riskbild.followup.queries.sheets import criteria_for
from riskbild.organisation.conflict import Conflict
from riskbild.rules.refusal import Forbidden, Missing, Refused
from riskbild.web.followup.drawing import Drawn, drawn
from riskbild.web.followup.form import answers_of, filled_of, occasions_of, version_in
from riskbild.web.followup.sheets import Tried, Ways, sheet_of, words_of
from riskbild.web.forms.attempt import CONFLICT, REFUSED, said
from riskbild.web.request import saved

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone


@dataclass(frozen=True)
class Asker:
    """Who sends, by which way, when, and where the page leads when the report is given."""

    by: "_User"
    ways: Ways
    now: datetime
    today: date
    after: str


def given(request: HttpRequest, report_id: UUID, asker: Asker) -> HttpResponse:
    """Gives the report, or answers with what is wrong, or with both texts where somebody else was first."""
    answers = answers_of(request.POST)
    one = report_seen_by(asker.by, report_id, asker.today)
    days = [each.id for each in one.occurrences]
    try:
        row = report(
            by=asker.by, report_id=report_id, version=version_in(request.POST, "version"), now=asker.now,
            filled=filled_of(answers, words_of(one)), occurrences=occasions_of(answers, days),
        )  # fmt: skip
    except (Missing, Forbidden):
        raise
    except Refused as refusal:
        status = CONFLICT if isinstance(refusal, Conflict) else REFUSED
        return _not_given(request, report_id, asker, Tried(answers, _errors(refusal)), status)
    if _wants_data(request):
        return JsonResponse({"given": True, "version": row.version, "draft": 0, "at": _clock(asker.now)})
    saved(request, _("Rapporten är inlämnad."))
    return redirect(asker.after)


def draft_saved(request: HttpRequest, report_id: UUID, asker: Asker) -> HttpResponse:
    """Keeps what is typed. What cannot be stored is told at its field; everything else is kept."""
    answers = answers_of(request.POST)
    try:
        kept = save_draft(
            by=asker.by, report_id=report_id, version=version_in(request.POST, "draft"), texts=answers, now=asker.now
        )
    except (Missing, Forbidden):
        raise
    except Refused as refusal:
        return JsonResponse({"errors": _errors(refusal)}, status=REFUSED)
    told: dict[str, Any] = {"draft": kept.version, "at": _clock(kept.saved_at)}
    if kept.other:
        told["other"] = "\n".join(text for name, text in kept.other.items() if name in _SPOKEN and text.strip())
    if kept.refusal:
        told["refusal"] = said(kept.refusal)
    return JsonResponse(told)


def aside_discarded(request: HttpRequest, report_id: UUID, asker: Asker) -> HttpResponse:
    """Throws away the person's own texts aside that the page showed, which `aside` names."""
    shown = request.POST.get("aside", "").split()
    for draft in report_seen_by(asker.by, report_id, asker.today).aside:
        if str(draft.id) in shown:
            discard_draft(by=asker.by, draft_id=draft.id, now=asker.now)
    saved(request, _("Texten vid sidan om är borttagen."))
    return redirect(asker.after)


def _not_given(request: HttpRequest, report_id: UUID, asker: Asker, tried: Tried, status: int) -> HttpResponse:
    if _wants_data(request):
        return JsonResponse({"errors": dict(tried.errors)}, status=status)
    now: ReportPage = report_seen_by(asker.by, report_id, asker.today)
    criteria = criteria_for(asker.by, report_id, asker.today)
    sheet = sheet_of(now, 1, asker.ways, asker.today, tried=tried, criteria=criteria)
    refused = tried.errors.get("", "") or _("Något saknas. Inget av det du skrev har gått förlorat.")
    theirs = now if status == CONFLICT else None
    what = Drawn([sheet], asker.by, asker.today, refused=refused, theirs=theirs, token=asker.ways.token)
    return drawn(request, what, status=status)


def _errors(refusal: Refused) -> Mapping[str, str]:
    """What is wrong, a sentence a field; the days of occasions stand together."""
    if not refusal.findings:
        return {"": said(refusal.sentence)}
    found: dict[str, str] = {}
    for finding in refusal.findings:
        name = "occurrences" if finding.where.startswith(("done_on", "note")) else finding.where
        found.setdefault(name, said(finding.sentence))
    return found


def _wants_data(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _clock(moment: datetime) -> str:
    return localtime(moment).strftime("%H:%M")


_SPOKEN = frozenset({"text", "reason", "comment"})
