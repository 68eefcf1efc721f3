"""A deviation's own page, and saying that it is one of an earlier year again."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from riskbild.followup.actions.deviations import say_again
from riskbild.followup.queries.deviation import DeviationSeen, deviation_seen_by
from riskbild.followup.queries.evidence import evidence_of_deviations, evidence_of_measures
from riskbild.followup.queries.similar_deviations import similar_earlier
from riskbild.organisation.access import access_of
from riskbild.organisation.conflict import NOT_FOUND
from riskbild.organisation.permissions import may
from riskbild.organisation.roles import Permission
from riskbild.rules.deviation import STATE_LABELS, DeviationState, may_close
from riskbild.rules.duties import TOLD_LABELS
from riskbild.rules.labels import label
from riskbild.rules.refusal import Missing
from riskbild.rules.title import short_title
from riskbild.web.deviations.listing import SEVERITY_TONES, TONES
from riskbild.web.forms.attempt import said
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_safe
@signed_in
def deviation(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """What was found, how serious it is, what is done about it, and who was told."""
    seen = deviation_seen_by(request.user, deviation_id, request.today)
    known = {one.id for one in seen.again}
    similar = [] if seen.secret else similar_earlier(request.user, deviation_id, request.today)
    context = {
        **about(request, seen), "tones": TONES, "severity_tones": SEVERITY_TONES, "states": STATE_LABELS,
        "label": label, "told_labels": TOLD_LABELS,
        "files": evidence_of_deviations(request.user, [seen.id], request.today).get(seen.id, ()),
        "measure_files": evidence_of_measures(request.user, [one.id for one in seen.measures], request.today),
        "similar": [one for one in similar if one.id not in known],
        "ended": seen.state in {DeviationState.ACCEPTED, DeviationState.CLOSED},
        "not_closing": may_close([one.progress for one in seen.measures]),
        "here": reverse("deviation", args=[seen.id]),
    }  # fmt: skip
    return page(request, "deviations/deviation.html", context)


@require_POST
@signed_in
def again(request: SignedInRequest, deviation_id: UUID) -> HttpResponse:
    """Ties a deviation to one of an earlier year, or takes that back."""
    earlier, version = request.POST.get("earlier", ""), request.POST.get("version", "")
    try:
        key = UUID(earlier) if earlier else None
    except ValueError:
        raise Missing(NOT_FOUND) from None
    say_again(
        by=request.user, deviation_id=deviation_id, version=int(version) if version.isdecimal() else 0, earlier_id=key,
        now=request.now,
    )  # fmt: skip
    saved(request, _("Kopplingen är sparad."))
    return redirect("deviation", deviation_id)


def about(request: SignedInRequest, seen: DeviationSeen) -> dict[str, Any]:
    """What every page about a deviation is drawn with."""
    tree = access_of(request.user, request.today).tree
    board, unit = tree.get(seen.year.board_id), tree.get(seen.node_id)
    title = seen.title if isinstance(seen.title, str) else said(seen.title)
    name = f"{board.name if board else ''} {seen.year.year}"
    return {
        "seen": seen, "unit": unit.name if unit else "", "heading": short_title(title), "sample": seen.year.sample,
        "crumbs": [(_("Avvikelser %(year)s") % {"year": name}, reverse("deviations", args=[seen.year.id]))]
        if may(request.user, Permission.READ, seen.node_id, today=request.today)
        else [],
    }  # fmt: skip
