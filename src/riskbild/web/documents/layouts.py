"""The municipality's layouts: all of them with what they can be begun from, one version, and taking one away."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from riskbild.documents.layout import KIND_NAMES, PublishedKind, shipped, shipped_names, shipped_title
from riskbild.organisation.permissions import refusal_anywhere
from riskbild.organisation.roles import Permission
from riskbild.publishing.actions.layouts import remove_layout
from riskbild.publishing.queries import layout_seen_by, layouts_seen_by, versions_of_layout
from riskbild.rules.refusal import Forbidden
from riskbild.web.documents.places import names_of_places
from riskbild.web.documents.preview import preview_of
from riskbild.web.documents.sheet import layouts_crumb
from riskbild.web.request import SignedInRequest, page, saved, signed_in


@require_safe
@signed_in
def layouts(request: SignedInRequest) -> HttpResponse:
    """Every kind of document: the municipality's own layouts, and the shipped ones to begin from."""
    _check(request)
    own = layouts_seen_by(request.user, request.today)
    begin = {name: shipped(name) for name in shipped_names()}
    groups = [
        (
            label,
            [one for one in own if one.kind is kind],
            [(name, shipped_title(name)) for name, one in begin.items() if one.kind is kind],
        )
        for kind, label in KIND_NAMES.items()
    ]
    refusal = refusal_anywhere(request.user, Permission.MANAGE_METHOD, today=request.today)
    context = {"groups": groups, "places": names_of_places(request), "refusal": refusal, "tabs": tabs("layouts")}
    return page(request, "documents/layouts.html", context)


@require_safe
@signed_in
def layout(request: SignedInRequest, layout_id: UUID) -> HttpResponse:
    """A version of a layout: what it looks like, where it holds, and its other versions."""
    _check(request)
    listed, found = layout_seen_by(request.user, layout_id, request.today)
    versions = versions_of_layout(request.user, listed.series, request.today)
    context = {
        "seen": listed, "layout": found, "versions": versions, "latest": versions[0], "errors": {}, "faults": 0,
        "preview": preview_of(request, found, request.GET.get("ar", ""), listed.node_id), "crumbs": [layouts_crumb()],
        "place": names_of_places(request).get(listed.node_id, ""), "kind": KIND_NAMES[PublishedKind(listed.kind)],
    }  # fmt: skip
    return page(request, "documents/layout.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def remove(request: SignedInRequest, layout_id: UUID) -> HttpResponse:
    """Asks, and takes a layout out of use."""
    listed, _layout = layout_seen_by(request.user, layout_id, request.today)
    if listed.refusal:
        raise Forbidden(listed.refusal)
    if request.method == "POST":
        remove_layout(by=request.user, layout_id=layout_id, now=request.now)
        saved(request, _("Layouten används inte längre."))
        return redirect("layouts")
    context = {"seen": listed, "cancel": reverse("layout", args=[layout_id]), "crumbs": [layouts_crumb()]}
    return page(request, "documents/layout_remove.html", context)


def tabs(here: str) -> list[tuple[str, str, bool]]:
    """The two parts of how documents look."""
    parts = (("layouts", _("Layouter")), ("word_templates", _("Wordmallar")))
    return [(text, reverse(name), name == here) for name, text in parts]


def _check(request: SignedInRequest) -> None:
    """How documents look is for everybody to see who reads anything."""
    reason = refusal_anywhere(request.user, Permission.READ, today=request.today)
    if reason:
        raise Forbidden(reason)
