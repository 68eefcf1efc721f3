"""A window in which somebody has signed in before: for journeys whose matter is another than signing in."""

from typing import Any

from playwright.sync_api import Browser, Page
from tests.web.listed import signed_in

from riskbild.organisation.models import User


def let_in(browser: Browser, server: str, person: User, **options: Any) -> Page:
    """A new window with the cookies of a sign-in, which costs no page in the browser."""
    page = browser.new_context(**options).new_page()
    sign_in_beside(page, server, person)
    return page


def sign_in_beside(page: Page, server: str, person: User) -> None:
    """The person signs in, as in another tab of the same window; the page stands as it did."""
    client = signed_in(person)
    # A browser takes this machine for as safe as https, which is what such cookies ask for.
    safe = server.replace("http://", "https://")
    page.context.add_cookies([
        {"name": name, "value": cookie.value, "url": safe, "secure": True, "httpOnly": True, "sameSite": "Lax"}
        for name, cookie in client.cookies.items()
    ])  # fmt: skip


def sign_out_elsewhere(person: User) -> None:
    """The person ends every sign-in of theirs, from another machine."""
    assert signed_in(person).post("/logga-ut/overallt/").status_code == 302
