"""Whether a user can sign in: a new temporary password, shutting out and letting in, ending sessions."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation import actions
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.queries import user_seen_by
from riskbild.organisation.roles import Permission
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.forms.steps import VersionForm
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, saved, signed_in
from riskbild.web.users.changing import show_password
from riskbild.web.users.first_password import temporary_password
from riskbild.web.users.forms import SessionsForm
from riskbild.web.users.reading import about, user_page_of


@sensitive_variables("fresh")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def password(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Asks first; then gives the user a temporary password, which the answer shows once, and ends their sessions."""
    check_everywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    seen = user_seen_by(request.user, user_id, request.today)
    form = VersionForm(request.POST if request.method == "POST" else None)
    fresh = temporary_password()
    status = attempt(form, lambda sent: _set_password(request, user_id, sent, fresh)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s har fått ett nytt lösenord.") % {"name": seen.name})
        return show_password(request, user_id, fresh)
    return answer(request, Sheet("users/password.html", form, user_id, seen.version, context=about(seen)), status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def shut_out(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Asks first; then the user cannot sign in, and every session of theirs ends."""
    check_everywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    seen = user_seen_by(request.user, user_id, request.today)
    form = VersionForm(request.POST if request.method == "POST" else None)
    status = attempt(form, lambda sent: _set_active(request, user_id, sent, active=False)) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("%(name)s är spärrad och utloggad.") % {"name": seen.name})
        return redirect("user", user_id)
    return answer(request, Sheet("users/shut_out.html", form, user_id, seen.version, context=about(seen)), status)


@require_POST
@signed_in
def let_in(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """The user can sign in again."""
    return _pressed(
        request, user_id, VersionForm(request.POST), lambda sent: _set_active(request, user_id, sent, active=True),
        _("%(name)s kan logga in igen."),
    )  # fmt: skip


@require_POST
@signed_in
def end_sessions(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """The user must sign in anew, in every browser."""
    return _pressed(
        request, user_id, SessionsForm(request.POST),
        lambda _sent: actions.end_sessions(by=request.user, user_id=user_id, now=request.now),
        _("%(name)s är utloggad överallt."),
    )  # fmt: skip


def _pressed[F: forms.Form](
    request: SignedInRequest, user_id: UUID, form: F, change: Callable[[F], object], told: str
) -> HttpResponse:
    status = attempt(form, change)
    if status != SAVED:
        refused = tuple(str(error) for error in form.non_field_errors())
        return user_page_of(request, user_id, refused=refused, status=status)
    saved(request, told % {"name": user_seen_by(request.user, user_id, request.today).name})
    return redirect("user", user_id)


def _set_password(request: SignedInRequest, user_id: UUID, form: VersionForm, password: str) -> None:
    actions.set_password(
        by=request.user, user_id=user_id, version=form.seen.version, password=password, now=request.now
    )


def _set_active(request: SignedInRequest, user_id: UUID, form: VersionForm, *, active: bool) -> None:
    actions.set_active(by=request.user, user_id=user_id, version=form.seen.version, active=active, now=request.now)
