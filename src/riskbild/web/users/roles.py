"""Giving and ending roles at dates."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from riskbild.organisation import actions
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import check, refusal_anywhere
from riskbild.organisation.queries import role_held, user_seen_by
from riskbild.organisation.roles import ROLE_LABELS, Permission, Role
from riskbild.rules.refusal import Forbidden
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.organisation.choices import nodes
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.users.forms import EndRoleForm, RoleForm
from riskbild.web.users.reading import about


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Gives a user a role at a part of the organisation."""
    reason = refusal_anywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    if reason:
        raise Forbidden(reason)
    seen = user_seen_by(request.user, user_id, request.today)
    access = access_of(request.user, request.today)
    places = nodes(access.tree, access.at(Permission.MANAGE_USERS), lambda one: not one.closed)
    data = request.POST if request.method == "POST" else None
    form = RoleForm(data, places=places, initial={"on": request.today})
    status = attempt(form, lambda sent: _give(request, user_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s har fått rollen.") % {"name": seen.name})
        return redirect("user", user_id)
    return page(request, "users/give_role.html", {**about(seen), "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end(request: SignedInRequest, membership_id: UUID) -> HttpResponse:
    """Ends a role from a day."""
    reason = refusal_anywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    if reason:
        raise Forbidden(reason)
    seen, held = role_held(request.user, membership_id, request.today)
    check(request.user, Permission.MANAGE_USERS, held.node_id, today=request.today)
    form = EndRoleForm(request.POST if request.method == "POST" else None, initial={"on": request.today})
    status = attempt(form, lambda sent: _end(request, membership_id, sent)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Rollen avslutas %(day)s.") % {"day": form.cleaned_data["on"]})
        return redirect("user", seen.id)
    context = {**about(seen), "held": held, "role": ROLE_LABELS[held.role]}
    return answer(request, Sheet("users/end_role.html", form, membership_id, held.version, context=context), status)


def _give(request: SignedInRequest, user_id: UUID, form: RoleForm) -> None:
    values = form.cleaned_data
    actions.give_role(
        by=request.user, user_id=user_id, node_id=UUID(values["node"]), role=Role(values["role"]), on=values["on"],
        until=values["until"], now=request.now,
    )  # fmt: skip


def _end(request: SignedInRequest, membership_id: UUID, form: EndRoleForm) -> None:
    on = form.cleaned_data["on"]
    actions.end_role(by=request.user, membership_id=membership_id, version=form.seen.version, on=on, now=request.now)
