"""A window in which somebody has signed in before: for journeys whose matter is another than signing in."""

from typing import Any

from django.test import Client
from playwright.sync_api import Browser, Page
from tests.people import PASSWORD

from riskbild.organisation.models import User


def let_in(browser: Browser, server: str, person: User, **options: Any) -> Page:
    """A new window with the cookies of a sign-in, which costs no page in the browser."""
    client = Client()
    answer = client.post("/logga-in/", {"username": person.username, "password": PASSWORD})
    assert answer.status_code == 302
    context = browser.new_context(**options)
    # A browser takes this machine for as safe as https, which is what such cookies ask for.
    safe = server.replace("http://", "https://")
    context.add_cookies([
        {"name": name, "value": cookie.value, "url": safe, "secure": True, "httpOnly": True, "sameSite": "Lax"}
        for name, cookie in client.cookies.items()
    ])  # fmt: skip
    return context.new_page()
