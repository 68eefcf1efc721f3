"""The links that have gone out to a period, each of which the coordinator can revoke."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.followup.actions.linking import revoke_link
from riskbild.followup.links import links_of_period
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.rules.refusal import Missing
from riskbild.web.followup.about import about, opened
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def links(request: SignedInRequest, period_id: UUID) -> HttpResponse:
    """Who has a link that works; `person` in what is sent names whose is revoked."""
    found = links_of_period(request.user, period_id, request.today)
    if request.method == "POST":
        revoke_link(by=request.user, period_id=period_id, person_id=_person(request), now=request.now)
        saved(request, _("Länken är spärrad. En ny kommer med nästa påminnelse."))
        return redirect("period_links", period_id)
    seen, frame = opened(request, period_id)
    context = about(seen, frame)
    context["crumbs"] = [*context["crumbs"], (said(seen.period.name), reverse("period_board", args=[period_id]))]
    return page(request, "followup/links.html", {**context, "links": found})


def _person(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError:
        raise Missing(NOT_FOUND) from None
