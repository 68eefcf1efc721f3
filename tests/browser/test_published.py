"""From the board's decision to the public page, by keyboard and in every look, until it is withdrawn."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look, keep_picture, signed_in_page
from tests.people import PASSWORD
from tests.publishing.html.test_page import PUBLICATION
from tests.web.public_scene import PLACE, decided_town

from riskbild.publishing import html
from riskbild.publishing.models import Release

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_decided_plan_is_published_read_by_anybody_and_withdrawn(
    browser: Browser, live_server: LiveServer, tmp_path: Path
) -> None:
    place = decided_town()
    inside = signed_in_page(browser, live_server.url, place.coordinator().username, PASSWORD)
    inside.goto(f"{live_server.url}/ar/{place.year.pk}/publicera/control_plan/")
    assert faults_in_every_look(inside) == []
    expect(inside.get_by_text("Sekretess enligt OSL 26 kap. 1 §")).to_be_visible()
    inside.get_by_role("button", name="Publicera").press("Enter")
    expect(inside.get_by_text("Dokumentet är publicerat.")).to_be_visible()

    outside = browser.new_page(viewport={"width": 1440, "height": 900})
    outside.goto(f"{live_server.url}/offentligt/")
    assert faults_in_every_look(outside) == []
    outside.get_by_role("link", name="Internkontrollplan 2026").press("Enter")
    outside.wait_for_url(f"{live_server.url}{PLACE}")
    assert faults_in_every_look(outside) == []
    keep_picture(outside, "offentlig-plan")
    expect(outside.get_by_role("region", name="Plan")).to_have_attribute("tabindex", "0")

    release = Release.objects.get()
    inside.goto(f"{live_server.url}/publicering/{release.pk}/dra-tillbaka/")
    assert faults_in_every_look(inside) == []
    inside.get_by_label("Skäl").fill("Fel bilaga hade kommit med.")
    inside.get_by_role("button", name="Dra tillbaka").press("Enter")
    expect(inside.get_by_text("Publiceringen är tillbakadragen.")).to_be_visible()
    answer = outside.goto(f"{live_server.url}{PLACE}")
    assert answer is not None
    assert answer.status == 410
    expect(outside.get_by_text("Fel bilaga hade kommit med.")).to_be_visible()
    assert faults_in_every_look(outside) == []
    alone = tmp_path / "plan.html"
    alone.write_bytes(html.draw(PUBLICATION).content)
    outside.goto(alone.as_uri())
    assert faults_in_every_look(outside) == []
    outside.locator("summary").press("Enter")
    assert faults_in_every_look(outside) == []
    outside.close()
    inside.context.close()
