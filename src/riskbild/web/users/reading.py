"""The list of users, and the page of one."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import refusal_everywhere
from riskbild.organisation.queries import RoleHeld, UserSeen, roles_of, sees_users, user_page, user_seen_by
from riskbild.organisation.roles import ROLE_LABELS, Permission
from riskbild.rules.refusal import Forbidden
from riskbild.rules.sentence import Sentence
from riskbild.web.forms.versions import written
from riskbild.web.request import SignedInRequest, page, signed_in

_NOT_YOURS = Sentence(sv="Du har inte behörighet att se användarna.", en="You do not have permission to see the users.")
_ACTIVE = {"": None, "aktiva": True, "sparrade": False}


class SearchForm(forms.Form):
    """Which users are listed."""

    q = forms.CharField(label=gettext_lazy("Namn, användarnamn eller e-post"), required=False, max_length=100)
    visa = forms.ChoiceField(
        label=gettext_lazy("Visa"), required=False,
        choices=[
            ("", gettext_lazy("Alla")),
            ("aktiva", gettext_lazy("Kan logga in")),
            ("sparrade", gettext_lazy("Spärrade")),
        ],
    )  # fmt: skip
    efter = forms.UUIDField(required=False, widget=forms.HiddenInput)


@require_safe
@signed_in
def users(request: SignedInRequest) -> HttpResponse:
    """The municipality's users by name, each with the roles held now."""
    check_sees_users(request)
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = user_page(
        request.user, request.today, text=wanted.get("q", ""), active=_ACTIVE[wanted.get("visa", "")],
        after=wanted.get("efter"),
    )  # fmt: skip
    held = roles_of(request.user, [user.id for user in found.users])
    asked = {name: request.GET[name] for name in ("q", "visa") if request.GET.get(name)}
    context = {
        "form": form,
        "users": [(user, [role for role in held[user.id] if holds(role, request)]) for user in found.users],
        "roles": ROLE_LABELS,
        "asked": asked,
        "next": f"?{urlencode({**asked, 'efter': str(found.next)})}" if found.next else None,
        "first": f"?{urlencode(asked)}" if wanted.get("efter") else None,
        "refusal": refusal_everywhere(request.user, Permission.MANAGE_USERS, today=request.today),
    }
    return page(request, "users/users.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def user(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """One user: sign-in, roles now and before, and what can be done."""
    return user_page_of(request, user_id)


def user_page_of(
    request: SignedInRequest, user_id: UUID, *, refused: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    """A user's page, with the reasons why something just tried from it was not done."""
    check_sees_users(request)
    seen = user_seen_by(request.user, user_id, request.today)
    access = access_of(request.user, request.today)
    held = roles_of(request.user, [user_id])[user_id]
    context = {
        **about(seen),
        "crumbs": [users_crumb()],
        "refused": [("", sentence) for sentence in refused],
        "current": [role for role in held if holds(role, request) or role.valid_from > request.today],
        "earlier": [role for role in held if role.valid_to is not None and role.valid_to <= request.today],
        "roles": ROLE_LABELS,
        "own": seen.id == request.user.pk,
        "today": request.today,
        "version": written(seen.version, {}, ()),
        "refusal": refusal_everywhere(request.user, Permission.MANAGE_USERS, today=request.today),
        "manages_at": access.at(Permission.MANAGE_USERS),
        "may_give": access.anywhere(Permission.MANAGE_USERS),
        "reads_trail": access.everywhere(Permission.READ_TRAIL),
    }
    return page(request, "users/user.html", context, status=status)


def check_sees_users(request: SignedInRequest) -> None:
    """Raises `Forbidden` unless the person sees who the users are."""
    if not sees_users(request.user, request.today):
        raise Forbidden(_NOT_YOURS)


def holds(role: RoleHeld, request: SignedInRequest) -> bool:
    """Whether a role holds today."""
    return role.valid_from <= request.today and (role.valid_to is None or role.valid_to > request.today)


def about(seen: UserSeen) -> dict[str, Any]:
    """What every page below a user's own shows of the user."""
    return {"seen": seen, "crumbs": [users_crumb(), (seen.name, reverse("user", args=[seen.id]))]}


def users_crumb() -> tuple[str, str]:
    """The way to a user's page."""
    return _("Användare"), reverse("users")
