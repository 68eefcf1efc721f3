"""Adding a user, and changing a user's name and mail address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from riskbild.organisation import actions
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.queries import user_seen_by
from riskbild.organisation.roles import Permission
from riskbild.web.forms.attempt import SAVED, SHOWN, attempt
from riskbild.web.organisation.clash import Sheet, answer
from riskbild.web.request import SignedInRequest, page, saved, signed_in
from riskbild.web.users.first_password import temporary_password
from riskbild.web.users.forms import NewUserForm, UserForm
from riskbild.web.users.reading import about, users_crumb

_KEPT = "user-new"


@sensitive_variables("password")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest) -> HttpResponse:
    """Adds a user; the answer shows the temporary password, once."""
    check_everywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    form = NewUserForm(request.POST if request.method == "POST" else None)
    password = temporary_password()
    added: list[UUID] = []
    status = attempt(form, lambda sent: added.append(_add(request, sent, password))) if form.is_bound else SHOWN
    if status == SAVED:
        saved(request, _("Användaren är upplagd."), form=_KEPT)
        return show_password(request, added[0], password)
    context = {"form": form, "kept": _KEPT, "crumbs": [users_crumb()]}
    return page(request, "users/new.html", context, status=status)


@sensitive_variables("password")
def show_password(request: SignedInRequest, user_id: UUID, password: str) -> HttpResponse:
    """The one page that shows a temporary password. It is the answer itself: no address leads to it."""
    seen = user_seen_by(request.user, user_id, request.today)
    return page(request, "users/password_shown.html", {**about(seen), "password": password})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change(request: SignedInRequest, user_id: UUID) -> HttpResponse:
    """Changes a user's name and mail address."""
    form = UserForm(request.POST) if request.method == "POST" else None
    status = SHOWN if form is None else attempt(form, lambda sent: _change(request, user_id, sent))
    check_everywhere(request.user, Permission.MANAGE_USERS, today=request.today)
    seen = user_seen_by(request.user, user_id, request.today)
    values = {"name": seen.name, "email": seen.email}
    sheet = Sheet("users/change.html", form or UserForm(initial=values), user_id, seen.version, values, about(seen))
    if status == SAVED:
        saved(request, _("%(name)s är ändrad.") % {"name": seen.name}, form=sheet.kept)
        return redirect("user", user_id)
    return answer(request, sheet, status)


def _add(request: SignedInRequest, form: NewUserForm, password: str) -> UUID:
    values = form.cleaned_data
    user = actions.create_user(
        by=request.user, municipality_id=request.user.municipality_id, username=values["username"],
        name=values["name"], email=values["email"], password=password, must_change_password=True, now=request.now,
    )  # fmt: skip
    return user.pk


def _change(request: SignedInRequest, user_id: UUID, form: UserForm) -> None:
    values = form.cleaned_data
    actions.change_user(
        by=request.user, user_id=user_id, version=form.seen.version, name=values["name"], email=values["email"],
        now=request.now,
    )  # fmt: skip
