"""The demo in a real browser: what a newcomer meets, and the pictures that the manual shows."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import keep_picture, signed_in_page

from riskbild.audit.actor import Operator
from riskbild.cli.demo import loading
from riskbild.cli.demo.data import towns

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of the demo's five municipalities: the other four are loaded by the command's own tests."""
    monkeypatch.setattr(loading, "towns", lambda: towns()[:1])
    loading.load(by=Operator("test"), now=NOW, today=NOW.date(), say=lambda _: None)


def test_a_newcomer_finds_the_register_a_risk_and_its_history(
    browser: Browser, live_server: LiveServer, demo: None
) -> None:
    window = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}
    page = signed_in_page(browser, live_server.url, "samordnare.utb", loading.PASSWORD, at="/", **window)
    keep_picture(page, "start")
    page.get_by_role("link", name="Register", exact=True).first.click()
    expect(page.get_by_role("heading", name="Riskregister")).to_be_visible()
    expect(page.get_by_text("Exempeldata").first).to_be_visible()
    keep_picture(page, "register")
    page.get_by_role("link", name="Föreskrifterna/regler ändras").first.click()
    expect(page.get_by_text("Bakomliggande orsaker").first).to_be_visible()
    keep_picture(page, "risk")
    page.get_by_role("link", name="2024").first.click()
    expect(page.get_by_text("2024 är stängt").first).to_be_visible()
    page.goto(f"{live_server.url}/riskkarta/")
    keep_picture(page, "heat-map")
    page.context.close()
