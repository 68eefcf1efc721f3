"""A person's saved views of the list: shown, kept under a name, taken away."""

from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from riskbild.register.actions.views import remove_view, save_view
from riskbild.register.queries.filters import NONE
from riskbild.register.queries.views import views_of
from riskbild.rules.refusal import Refused
from riskbild.web.register.address import ListAddress, read_address
from riskbild.web.register.addressed import addressed
from riskbild.web.register.reach import Reach, reach_of
from riskbild.web.request import SignedInRequest, page, page_or_partial, saved, signed_in


@addressed
def views(request: SignedInRequest, address: ListAddress, _reach: Reach) -> HttpResponseBase:
    """The views there are, and a field to keep the present list as one; one query beyond the list's own."""
    return page_or_partial(request, "register/views.html", "register/_views.html", _context(request, address))


@require_POST
@signed_in
def save(request: SignedInRequest) -> HttpResponseBase:
    """Keeps the list of an address under a name, and goes back to it."""
    reach = reach_of(request)
    address = read_address(QueryDict(request.POST.get("query", "").removeprefix("?")), reach)
    name = request.POST.get("name", "")
    try:
        view = save_view(by=request.user, name=name, query=address.view, now=request.now)
    except Refused as refusal:
        context = _context(request, address, name, refusal.sentence.text(request.LANGUAGE_CODE))
        return page(request, "register/views.html", context, status=422)
    saved(request, _("Vyn ”%(name)s” är sparad.") % {"name": view.name})
    return redirect(reverse("register") + address.query())


@require_POST
@signed_in
def remove(request: SignedInRequest, view_id: UUID) -> HttpResponseBase:
    """Takes one of the person's own views away."""
    remove_view(by=request.user, view_id=view_id, now=request.now)
    saved(request, _("Vyn är borttagen."))
    return redirect("register")


def _context(request: SignedInRequest, address: ListAddress, name: str = "", error: str = "") -> dict[str, Any]:
    year = f"year={address.wanted.year}"
    own = [(view.id, view.name, "?" + "&".join(filter(None, (view.query, year)))) for view in views_of(request.user)]
    given = [(text, "?" + "&".join(filter(None, (query, year)))) for text, query in _given(request)]
    return {"address": address, "own": own, "given": given, "name": name, "error": error}


def _given(request: SignedInRequest) -> list[tuple[str, str]]:
    """The views that everybody has."""
    return [
        (_("Alla risker"), ""),
        (_("Mina risker"), f"owner={request.user.pk}"),
        (_("Ej bedömda"), "unscored=1"),
        (_("Utan ställningstagande"), f"response={NONE}"),
        (_("Till internkontrollplanen"), "in_plan=yes"),
        (_("Avförda"), "archived=1"),
    ]
