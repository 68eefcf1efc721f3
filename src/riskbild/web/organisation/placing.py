"""Moving, closing and reopening a part of the organisation at a date."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation import actions
from riskbild.organisation.access import access_of
from riskbild.organisation.kinds import MAY_STAND_UNDER
from riskbild.organisation.permissions import check
from riskbild.organisation.queries import NodeSeen, node_seen_by
from riskbild.organisation.roles import Permission
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import VersionForm
from riskbild.web.organisation.choices import Choices, nodes
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.organisation.forms import CloseForm, MoveForm
from riskbild.web.organisation.reading import about, node_page
from riskbild.web.request import SignedInRequest, saved, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def move(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """Moves a part, with all below it, from a day."""
    node = node_seen_by(request.user, node_id)
    check(request.user, Permission.MANAGE_ORGANISATION, node_id, today=request.today)
    places = _places(request, node)
    form = MoveForm(request.POST if request.method == "POST" else None, places=places, initial={"on": request.today})
    status = attempt(form, lambda sent: _move(request, node_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s flyttas %(day)s.") % {"name": node.name, "day": form.cleaned_data["on"]})
        return redirect("node", node_id)
    path = access_of(request.user, request.today).tree.path(node_id)[:-1]
    context = {**about(node), "path": path, "no_place": len(places) == 1}
    return answer(request, Sheet("organisation/move.html", form, node_id, node.version, context=context), status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """Closes a part from a day."""
    node = node_seen_by(request.user, node_id)
    check(request.user, Permission.MANAGE_ORGANISATION, node_id, today=request.today)
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"on": request.today})
    status = attempt(form, lambda sent: _close(request, node_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s avslutas %(day)s.") % {"name": node.name, "day": form.cleaned_data["on"]})
        return redirect("node", node_id)
    return answer(request, Sheet("organisation/close.html", form, node_id, node.version, context=about(node)), status)


@require_POST
@signed_in
def reopen(request: SignedInRequest, node_id: UUID) -> HttpResponse:
    """Takes back a closing; a refusal is told on the part's own page."""
    form = VersionForm(request.POST)
    status = attempt(form, lambda sent: _reopen(request, node_id, sent))
    if status == SAVED:
        saved(request, _("%(name)s är öppen igen.") % {"name": node_seen_by(request.user, node_id).name})
        return redirect("node", node_id)
    return node_page(request, node_id, refused=[str(error) for error in form.non_field_errors()], status=status)


def _places(request: SignedInRequest, node: NodeSeen) -> Choices:
    """Where the part may stand: by its kind, not below itself, where this person manages the organisation."""
    access = access_of(request.user, request.today)
    allowed = access.at(Permission.MANAGE_ORGANISATION) - access.tree.subtree(node.id)
    return nodes(access.tree, allowed, lambda one: one.kind in MAY_STAND_UNDER[node.kind] and not one.closed)


def _move(request: SignedInRequest, node_id: UUID, form: MoveForm) -> None:
    values = form.cleaned_data
    actions.move_node(
        by=request.user, node_id=node_id, version=form.seen.version, parent_id=UUID(values["parent"]), on=values["on"],
        now=request.now,
    )  # fmt: skip


def _close(request: SignedInRequest, node_id: UUID, form: CloseForm) -> None:
    on = form.cleaned_data["on"]
    actions.close_node(by=request.user, node_id=node_id, version=form.seen.version, on=on, now=request.now)


def _reopen(request: SignedInRequest, node_id: UUID, form: VersionForm) -> None:
    actions.reopen_node(by=request.user, node_id=node_id, version=form.seen.version, now=request.now)
