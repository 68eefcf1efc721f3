"""A request from a person who is signed in, and the answers a view gives: a page, a part of one, "saved"."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, cast
from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from riskbild.web.shell import SAVED, Shell

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone

# Answers to a form that was not taken; the window's title says so.
_WRONG = frozenset({409, 422, 429})

# What a person may reach although the password must be changed first.
_BEFORE_PASSWORD = frozenset({"password", "sign_out", "sign_out_everywhere"})


class SignedInRequest(HttpRequest):
    """A request by a known person; `now` and `today` (local) are the one time that everything in it happens at."""

    user: "_User"
    now: datetime
    today: date


type View[**P, R: HttpRequest] = Callable[Concatenate[R, P], HttpResponseBase]


def signed_in[**P](view: View[P, SignedInRequest]) -> View[P, HttpRequest]:
    """Lets only signed-in people in; others are sent to sign in and come back to the same address."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _away(request, f"{reverse('sign_in')}?{urlencode({'next': _return_address(request)})}")
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.must_change_password and name not in _BEFORE_PASSWORD:
            return _away(request, reverse("password"))
        known = cast("SignedInRequest", request)
        known.now = timezone.now()
        known.today = timezone.localtime(known.now).date()
        return view(known, *args, **kwargs)

    guarded.signed_in = True  # type: ignore[attr-defined]  # read by the test that walks every address
    return guarded


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A whole page. The context may give `crumbs` and `sample`, see web/base.html."""
    full = {"crumbs": (), "sample": False, "wrong": status in _WRONG, **(context or {}), "shell": Shell(request)}
    return render(request, template, full, status=status)


def page_or_partial(
    request: HttpRequest, template: str, partial: str, context: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """The whole page, or only `partial`, a template that the page includes, when htmx asks for a part."""
    response = page(request, partial if wants_partial(request) else template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def wants_partial(request: HttpRequest) -> bool:
    """Whether htmx asks, and will put the answer into a part of the page that is already there."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def saved(request: HttpRequest, text: str, *, form: str = "") -> None:
    """Says on the next page that something is saved, and lets the browser forget the text it kept.

    `form` is the data-unsaved key of the form that was saved.
    """
    messages.success(request, text, extra_tags=f"{SAVED}{form}" if form else "")


def safe_next(request: HttpRequest, default: str = "") -> str:
    """The address in `next` when it lies on this site, else `default` (the start page)."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return default or reverse("start")


def _return_address(request: HttpRequest) -> str:
    """Where to come back to: the page itself, or for what was sent from it the page it was sent from."""
    whole_page = request.headers.get("HX-Request") != "true"
    if whole_page and request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if sent_from.netloc != request.get_host():
        return reverse("start")
    return urlunsplit(("", "", sent_from.path, sent_from.query, ""))


def _away(request: HttpRequest, address: str) -> HttpResponseBase:
    """A redirect of the whole window, whoever asked."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
