"""A participant's own opinion of one risk, on a screen as narrow as a telephone's."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation.permissions import check
from riskbild.organisation.roles import Permission
from riskbild.planning.actions.workshops import score_alone
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.workshop.forms import ScoreForm, axes_of, wrong_at
from riskbild.web.workshop.reading import Place, crumbs, place_of, workshop_of
from riskbild.web.workshop.spread import spread_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def score(request: SignedInRequest, board_year_id: UUID, workshop_id: UUID, risk_id: UUID) -> HttpResponse:
    """The risk and the scales; once the spread is shown, what everybody thought."""
    frame, seen = workshop_of(request, board_year_id, workshop_id)
    place, method = place_of(seen, risk_id), seen.year.method
    check(request.user, Permission.ASSESS, place.one.risk.node_id, today=request.today)
    form = ScoreForm(request.POST if request.method == "POST" else None, initial=_first(place))
    status = attempt(form, lambda sent: _score(request, place, sent), at=wrong_at(method)) if form.is_bound else SHOWN
    if status == SAVED:
        return _onwards(request, board_year_id, place)
    context = {
        "frame": frame, "place": place, "form": form, "axes": axes_of(method, _("Sannolikhet"), _("Konsekvens")),
        "method": method, "crumbs": crumbs(frame, seen), "sample": frame.year.sample,
        "spread": spread_of(method, place.one.opinions, place.one.decided) if place.one.shown else None,
        "waits": not (place.one.shown or seen.closed),
    }  # fmt: skip
    return page(request, "workshop/score.html", context, status=status)


def _score(request: SignedInRequest, place: Place, form: ScoreForm) -> None:
    score_alone(
        by=request.user, workshop_id=place.workshop.id, risk_id=place.one.risk.id, scored=form.scored(),
        now=request.now,
    )  # fmt: skip


def _first(place: Place) -> dict[str, int | None]:
    own = place.one.own
    return {"likelihood": own.likelihood, "impact": own.impact, "score": own.score} if own else {}


def _onwards(request: SignedInRequest, board_year_id: UUID, place: Place) -> HttpResponse:
    """To the next risk that the person has not scored, else back to the workshop."""
    risks = place.workshop.risks
    round_from_here = [*risks[place.number :], *risks[: place.number - 1]]
    left = [one for one in round_from_here if not one.shown and one.own is None]
    if left:
        saved(request, _("Bedömningen är sparad. Här är nästa risk."))
        return redirect("workshop_score", board_year_id, place.workshop.id, left[0].risk.id)
    saved(request, _("Bedömningen är sparad. Du har lämnat alla dina bedömningar."))
    return redirect("workshop", board_year_id, place.workshop.id)
