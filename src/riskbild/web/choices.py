"""What a person has chosen for this browser, kept in cookies: language and appearance."""

from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse

type Theme = Literal["auto", "light", "dark"]

LANGUAGES = "sv", "en"
THEMES = "auto", "light", "dark"
LANGUAGE_COOKIE = "__Host-language"
THEME_COOKIE = "__Host-theme"
_YEAR = 365 * 24 * 3600


def language_of(request: HttpRequest) -> str:
    """The chosen language; Swedish for who has chosen none, whatever the browser asks for."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def theme_of(request: HttpRequest) -> str:
    """The chosen appearance; "auto" follows the computer's own setting."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]


def remember(response: HttpResponse, cookie: str, value: str) -> None:
    """Puts a choice in its cookie, for a year."""
    response.set_cookie(
        cookie, value, max_age=_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax", path="/"
    )
