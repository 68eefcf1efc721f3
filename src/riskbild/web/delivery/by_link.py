"""Views that a token in the address opens, with nobody signed in."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, cast

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from riskbild.followup.links import LinkShut, SignInRequired, person_for
from riskbild.rules.refusal import Missing
from riskbild.web.account.throttle import address_of
from riskbild.web.request import page

if TYPE_CHECKING:
    from django.contrib.auth.models import _User  # the stubs' name for AUTH_USER_MODEL, known to type checkers alone

MOST_UNKNOWN = 20
"""How many unknown tokens one network address may try within the time; a whole office sits behind one."""
_WITHIN = 600  # seconds
_COUNTS = "counts"
"""The cache that every process of the machine shares."""


class LinkedRequest(HttpRequest):
    """A request by who came with a link: `person` may report their own in the link's period, and nothing else."""

    person: "_User"
    token: str
    now: datetime
    today: date


type View[**P, R: HttpRequest] = Callable[Concatenate[R, P], HttpResponseBase]


def linked[**P](view: View[P, LinkedRequest]) -> View[P, HttpRequest]:
    """Opens a view with the link's person, or says why the link opens nothing. It signs nobody in.

    The view's address has the parameter `token`. It is told to no other site, and the page is kept by nobody.
    """

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        known = cast("LinkedRequest", request)
        known.now, known.token = timezone.now(), str(kwargs["token"])
        known.today = timezone.localtime(known.now).date()
        try:
            check_not_guessing(request)
            known.person = person_for(known.token, now=known.now)
        except Missing:
            count_guess(request)
            return unlisted(_closed(request, _("Länken är inte riktig. Öppna den direkt ur mejlet."), 404))
        except SignInRequired as refusal:
            return unlisted(_closed(request, refusal.sentence.text(_language(request)), 403, sign_in=True))
        except LinkShut as refusal:
            return unlisted(_closed(request, refusal.sentence.text(_language(request)), 410, sign_in=True))
        except TooMany:
            return unlisted(_closed(request, _("För många försök. Vänta tio minuter och försök sedan igen."), 429))
        return unlisted(view(known, *args, **kwargs))

    opened.by_link = True  # type: ignore[attr-defined]  # read by the test that walks every address
    return opened


class TooMany(Exception):
    """Somebody at this network address has tried too many tokens that do not exist."""


def check_not_guessing(request: HttpRequest) -> None:
    """Raises `TooMany` for an address that has tried too many unknown tokens. Known ones are not counted."""
    if caches[_COUNTS].get(_key(request), 0) >= MOST_UNKNOWN:
        raise TooMany


def count_guess(request: HttpRequest) -> None:
    """Counts an unknown token. 256 bits cannot be guessed; what is held off is the work of answering."""
    key, counts = _key(request), caches[_COUNTS]
    counts.set(key, counts.get(key, 0) + 1, _WITHIN)


def unlisted[R: HttpResponseBase](response: R) -> R:
    """The answer with the headers that keep a secret address secret.

    What the page asks for next, here or elsewhere, tells the site's name and never the path with the token, which a
    proxy would log. With no-referrer a browser names no origin when a form is sent, and it is refused as forged.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _closed(request: HttpRequest, text: str, status: int, *, sign_in: bool = False) -> HttpResponse:
    return page(request, "delivery/link_closed.html", {"text": text, "sign_in": sign_in}, status=status)


def _language(request: HttpRequest) -> str:
    return getattr(request, "LANGUAGE_CODE", "sv")


def _key(request: HttpRequest) -> str:
    return f"link-guesses:{hashlib.sha256(address_of(request).encode()).hexdigest()[:32]}"
