"""What the tests of the list and the heat map share: a person's browser, and what stands on a page of theirs."""

import re
from html import unescape

from django.test import Client
from tests.people import PASSWORD

from riskbild.organisation.models import User

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
_RISK = re.compile(r'href="/risk/[0-9a-f-]{36}/"[^>]*>([^<]+)</a>')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"')
_GROUP = re.compile(r'scope="colgroup"[^>]*>\s*(.*?)\s*<span class="rb-soft">\((\d+)\)', re.DOTALL)
_SPACE = re.compile(r"\s+")


def signed_in(user: User) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    answer = client.post("/logga-in/", {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302
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
