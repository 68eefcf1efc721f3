"""How long a signed-in session lasts: an hour without use, twelve hours in all, with no write for each page.

The time of the last use is a signed cookie bound to the session; the time of sign-in stands in the session itself.
A session without both is not signed in (ASVS 5.0, 7.3).
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SEEN_COOKIE = "__Host-seen"
_STARTED = "signed_in_at"
_PERSON = "_auth_user_id"
_SALT = "riskbild.web.session_time"

# How old the cookie may grow before a new one is sent: it need not travel with every answer.
_FRESH = timedelta(minutes=1)


def start(request: HttpRequest, now: datetime) -> None:
    """Notes the time of sign-in."""
    request.session[_STARTED] = now.timestamp()
    if request.session.session_key is None:
        # The cookie is bound to the key, so there must be one already.
        request.session.create()


def is_over(request: HttpRequest, now: datetime) -> bool:
    """Whether a signed-in session must end."""
    if _PERSON not in request.session:
        return False
    started = request.session.get(_STARTED)
    if not isinstance(started, float) or now.timestamp() - started > settings.RISKBILD_SESSION_LENGTH.total_seconds():
        return True
    return not _seen_within(request, now, settings.RISKBILD_SESSION_IDLE)


def note(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    """Sends a new cookie when the old one is no longer fresh; takes it away when nobody is signed in."""
    if not request.session.accessed:
        return
    if _PERSON not in request.session:
        if SEEN_COOKIE in request.COOKIES:
            response.delete_cookie(SEEN_COOKIE, path="/", samesite="Lax")
            response.cookies[SEEN_COOKIE]["secure"] = True
        return
    if not _seen_within(request, now, _FRESH):
        response.set_cookie(
            SEEN_COOKIE,
            _signer().sign(f"{_mark(request)}.{int(now.timestamp())}"),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
            path="/",
        )


def _seen_within(request: HttpRequest, now: datetime, limit: timedelta) -> bool:
    """Whether the cookie belongs to this session and is no older than the limit."""
    try:
        mark, _, seconds = _signer().unsign(request.COOKIES.get(SEEN_COOKIE, "")).partition(".")
    except BadSignature:
        return False
    return mark == _mark(request) and now.timestamp() - int(seconds) <= limit.total_seconds()


def _mark(request: HttpRequest) -> str:
    """What binds the cookie to one session without telling its key."""
    return salted_hmac(_SALT, request.session.session_key or "", algorithm="sha256").hexdigest()[:32]


def _signer() -> Signer:
    return Signer(salt=_SALT)
