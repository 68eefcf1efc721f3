"""Beginning a year's plan."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.planning.actions.life import open_plan
from riskbild.register.queries.choices import years_seen_by
from riskbild.rules.refusal import Missing
from riskbild.web.request import SignedInRequest, saved, signed_in


@require_POST
@signed_in
def begin(request: SignedInRequest, board_year_id: UUID) -> HttpResponse:
    """The first version as a draft, with the controls that all boards have in common. Refusals are pages."""
    if board_year_id not in {year.id for year in years_seen_by(request.user, request.today)}:
        raise Missing
    open_plan(by=request.user, board_year_id=board_year_id, now=request.now)
    saved(request, _("Planen är påbörjad. Lägg till kontroller för de risker som ska med."))
    return redirect("plan", board_year_id)
