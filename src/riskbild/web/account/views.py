"""Sign in and out, change the password, choose language and appearance."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from riskbild.organisation import actions
from riskbild.rules.refusal import Refused
from riskbild.web import session_time
from riskbild.web.account.forms import PasswordForm, SignInForm
from riskbild.web.choices import LANGUAGE_COOKIE, LANGUAGES, THEME_COOKIE, THEMES, remember
from riskbild.web.request import SignedInRequest, page, safe_next, saved, signed_in

_log = logging.getLogger("riskbild.sign_in")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Asks for name and password; afterwards the person is where they were going."""
    if request.user.is_authenticated:
        return redirect(safe_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            session_time.start(request, timezone.now())
            _log.info("signed in: user %s", user.pk)
            return redirect(safe_next(request))
        form.add_error(None, _wait() if _locked_out(request) else _("Användarnamnet eller lösenordet stämmer inte."))
    status = 429 if _locked_out(request) else 422 if form.errors else 200
    return page(request, "account/sign_in.html", {"form": form, "next": safe_next(request)}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session, here and on the server, and what the browser has kept."""
    logout(request)
    return _signed_out(request, _("Du är utloggad."))


@require_POST
@signed_in
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """Ends every session of the person, in all browsers."""
    actions.end_sessions(by=request.user, user_id=request.user.pk, now=request.now)
    logout(request)
    return _signed_out(request, _("Du är utloggad överallt."))


@sensitive_post_parameters("current", "new", "repeated")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: SignedInRequest) -> HttpResponse:
    """Changes one's own password; every other session of the person ends."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _change_password(request, form):
        saved(request, _("Lösenordet är bytt. Du är utloggad i andra webbläsare."))
        return redirect(safe_next(request))
    context = {"form": form, "forced": request.user.must_change_password}
    return page(request, "account/password.html", context, status=422 if form.errors else 200)


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Remembers the language of the screen in this browser."""
    return _choose(request, LANGUAGE_COOKIE, request.POST.get("language", ""), LANGUAGES)


@require_POST
def theme(request: HttpRequest) -> HttpResponseBase:
    """Remembers light, dark or the computer's own in this browser."""
    return _choose(request, THEME_COOKIE, request.POST.get("theme", ""), THEMES)


def _choose(request: HttpRequest, cookie: str, value: str, allowed: tuple[str, ...]) -> HttpResponseBase:
    if value not in allowed:
        raise BadRequest
    response = redirect(safe_next(request))
    remember(response, cookie, value)
    return response


def _change_password(request: SignedInRequest, form: PasswordForm) -> bool:
    # Through `authenticate`, so that guessing in a session left open is throttled like guessing at the door.
    known = authenticate(request, username=request.user.username, password=form.cleaned_data["current"])
    if known is None:
        form.add_error("current", _wait() if _locked_out(request) else _("Det nuvarande lösenordet stämmer inte."))
        return False
    current, new = form.cleaned_data["current"], form.cleaned_data["new"]
    try:
        user = actions.set_own_password(by=request.user, current=current, password=new, now=request.now)
    except Refused as refusal:
        form.add_error("new", refusal.sentence.text(request.LANGUAGE_CODE))
        return False
    update_session_auth_hash(request, user)
    return True


def _locked_out(request: HttpRequest) -> bool:
    return bool(getattr(request, "axes_locked_out", False))


def _wait() -> str:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return ngettext(
        "För många försök. Vänta %(minutes)d minut och försök sedan igen.",
        "För många försök. Vänta %(minutes)d minuter och försök sedan igen.",
        minutes,
    ) % {"minutes": minutes}


def _signed_out(request: HttpRequest, text: str) -> HttpResponse:
    messages.success(request, text)
    response = redirect("sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
