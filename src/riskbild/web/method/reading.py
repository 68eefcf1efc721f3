"""The methods and years of the municipality, and one version of a method as people read it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.register.queries.choices import YearSeen, years_seen_by
from riskbild.register.queries.methods import MethodSeen, method_seen_by, method_versions, reads_methods
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence
from riskbild.web.method.matrix import matrix_of, threshold_words
from riskbild.web.request import SignedInRequest, page, signed_in

_NOT_YOURS = Sentence(
    sv="Du har inte behörighet att läsa bedömningsmodellen.", en="You do not have permission to read the method."
)


@require_safe
@signed_in
def methods(request: SignedInRequest) -> HttpResponse:
    """Every method with its latest version, and every board's years with the version they work with."""
    if not reads_methods(request.user, request.today):
        raise Forbidden(_NOT_YOURS)
    versions = method_versions(request.user, request.today)
    years = years_seen_by(request.user, request.today)
    access = access_of(request.user, request.today)
    boards = [(board, [year for year in years if year.board_id == board.id]) for board in access.tree.boards]
    context = {
        "latest": [one for one in versions if one.number == one.latest],
        "versions": {one.id: one for one in versions},
        "used": _used(versions, years),
        "boards": [(board, own) for board, own in boards if own or board.id in access.at(Permission.MANAGE_YEAR)],
        "manages_at": access.at(Permission.MANAGE_YEAR),
        "method_refusal": refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today),
        "year_refusal": refusal_anywhere(request.user, Permission.MANAGE_YEAR, today=request.today),
    }
    return page(request, "method/methods.html", context)


@require_safe
@signed_in
def version(request: SignedInRequest, method_id: UUID) -> HttpResponse:
    """One version: scales with criteria, matrix, levels, threshold, and where it is used."""
    seen = method_seen_by(request.user, method_id, request.today)
    versions = [one for one in method_versions(request.user, request.today) if one.series == seen.series]
    access = access_of(request.user, request.today)
    years = years_seen_by(request.user, request.today)
    context = {
        **shown(seen),
        "crumbs": [methods_crumb()],
        "versions": versions,
        "newest": versions[0],
        "years": [(year, access.tree.get(year.board_id)) for year in years if year.method_id == seen.id],
        "refusal": refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today),
    }
    return page(request, "method/version.html", context)


def shown(seen: MethodSeen) -> dict[str, Any]:
    """What a page shows of a version."""
    return {
        "seen": seen,
        "method": seen.method,
        "matrix": matrix_of(seen.method),
        "threshold": threshold_words(seen.method),
    }


def methods_crumb() -> tuple[str, str]:
    """The way to a method's page."""
    return _("Metod"), reverse("method")


def _used(versions: Sequence[MethodSeen], years: Sequence[YearSeen]) -> dict[UUID, int]:
    """How many of the years that the person sees work with some version of each method."""
    series = {one.id: one.series for one in versions}
    used: dict[UUID, int] = {}
    for year in years:
        if year.method_id in series:
            used[series[year.method_id]] = used.get(series[year.method_id], 0) + 1
    return used
