"""When a board reminds: read by everybody there, changed by who manages its years."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.reminding import set_reminders
from riskbild.followup.queries.reminding import RemindersSeen, reminders_seen_by
from riskbild.rules.refusal import Forbidden
from riskbild.rules.reminders import ReminderRules
from riskbild.web.board_year import YearFrame, frame_of
from riskbild.web.delivery.reminders_form import RemindersForm, initial_of
from riskbild.web.forms.attempt import CONFLICT, SAVED, SHOWN, attempt
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reminders(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The reminders in words, or as a form for who may change them."""
    frame = frame_of(request, board_year_id, "cycle")
    seen = reminders_seen_by(request.user, frame.year.board_id, request.today)
    if seen.refusal:
        if request.method == "POST":
            raise Forbidden(seen.refusal)
        return page(request, "delivery/reminders.html", {**_about(frame, seen), "form": None})
    form = RemindersForm(request.POST if request.method == "POST" else None, initial=initial_of(seen.rules))
    status = attempt(form, lambda sent: _set(request, frame, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Påminnelserna är sparade."), form=f"reminders-{frame.year.board_id}")
        return redirect("reminders", board_year_id)
    now = reminders_seen_by(request.user, frame.year.board_id, request.today) if form.is_bound else seen
    context = {**_about(frame, now), "changed_meanwhile": status == CONFLICT}
    # Settings that nobody has made yet have version 0, and the version that travels with a form begins at 1.
    sheet = Sheet("delivery/reminders.html", form, frame.year.board_id, now.version + 1, context=context)
    return answer(request, sheet, status)


def _set(request: SignedInRequest, frame: YearFrame, form: RemindersForm) -> None:
    set_reminders(
        by=request.user, node_id=frame.year.board_id, version=form.seen.version - 1, rules=form.rules(), now=request.now
    )


def _about(frame: YearFrame, seen: RemindersSeen) -> dict[str, Any]:
    return {
        "frame": frame,
        "sample": frame.year.sample,
        "told": told(seen.rules),
        "refusal": seen.refusal,
        "crumbs": [
            (frame.name, reverse("cycle", args=[frame.year.id])),
            (_("Årets regler"), reverse("year_rules", args=[frame.year.id])),
        ],
    }


def told(rules: ReminderRules) -> list[tuple[str, str]]:
    """The rules as terms and values."""
    if not rules.on:
        return [(_("Påminnelser"), _("Skickas inte"))]
    return [
        (_("När perioden öppnar"), _("Ja") if rules.opening else _("Nej")),
        (_("Dagar före sista dagen"), ", ".join(map(str, rules.before)) or _("Nej")),
        (_("På sista dagen"), _("Ja") if rules.last_day else _("Nej")),
        (_("När det är försenat"), _every(rules.late_every)),
        (_("Chefen får veta"), _after(rules.manager_after)),
        (_("Samordnaren får veta"), _after(rules.coordinator_after)),
        (_("Bara på vardagar"), _("Ja") if rules.workdays else _("Nej")),
        (_("Länken i mejlet"), _("Öppnar rapporteringen direkt") if rules.links else _("Kräver inloggning")),
    ]


def _every(days: int | None) -> str:
    return _("Dagen efter och sedan med %(days)d dagars mellanrum") % {"days": days} if days else _("Nej")


def _after(days: int | None) -> str:
    return _("Efter %(days)d dagar") % {"days": days} if days else _("Nej")
