"""What the tests of the list and the heat map share: a person's browser, and what stands on a page of theirs."""

import re
from html import unescape

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from riskbild.organisation.models import User
from riskbild.web import session_time

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
_RISK = re.compile(r'href="/risk/[0-9a-f-]{36}/"[^>]*>([^<]+)</a>')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')
_GROUP = re.compile(r'scope="colgroup"[^>]*>\s*(.*?)\s*<span class="rb-soft">\((\d+)\)', re.DOTALL)
_SPACE = re.compile(r"\s+")


def signed_in(user: User) -> Client:
    """A browser in which the person has signed in, as `account.views.sign_in` leaves it; test_account uses the form."""
    client, request, answer = Client(), HttpRequest(), HttpResponse()
    request.session = SessionStore()
    # What is at hand may be older than the last time the person's sign-ins were ended.
    login(request, User.objects.get(pk=user.pk), backend=settings.AUTHENTICATION_BACKENDS[-1])
    session_time.start(request, timezone.now())
    request.session.save()
    session_time.note(request, answer, timezone.now())
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
    client.cookies.update(answer.cookies)
    return client


def titles(html: str) -> list[str]:
    """The risks of a list, in its order."""
    return [unescape(title).strip() for title in _RISK.findall(html)]


def groups(html: str) -> list[tuple[str, int]]:
    """The headings of a grouped list, each with its count."""
    return [(unescape(text), int(count)) for text, count in _GROUP.findall(html)]


def words(html: str) -> str:
    """The page's text on one line, tags left out."""
    return _SPACE.sub(" ", unescape(re.sub(r"<[^>]+>", " ", html)))


def without_tokens(html: str) -> str:
    """The page without what is new in every answer."""
    return _SPACE.sub(" ", _TOKEN.sub("", html))
