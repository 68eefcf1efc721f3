"""From the board's decision to the public page, by keyboard and in every look, until it is withdrawn."""

from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults, faults_in_every_look, keep_picture, signed_in_page
from tests.followup.board_report_scene import followed
from tests.people import PASSWORD, TODAY, Town
from tests.planning.scene import LATER, secretary
from tests.publishing.decided_scene import ANNUAL, decided, page_of, published, whole_report
from tests.publishing.html.whole_page import PUBLICATION
from tests.web.public_scene import PLACE, decided_town, other_page

from riskbild.documents.layout import PublishedKind
from riskbild.publishing import html
from riskbild.publishing.actions.releasing import publish
from riskbild.publishing.models import Release
from riskbild.publishing.public_copy import public_draft

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
    check_the_others(outside, live_server.url, place)
    outside.goto(f"{live_server.url}{PLACE}")
    expect(outside.get_by_role("region", name="Plan")).to_have_attribute("tabindex", "0")

    release = Release.objects.get(board=place.board, number=1)
    inside.goto(f"{live_server.url}/publicering/{release.pk}/dra-tillbaka/")
    assert faults_in_every_look(inside) == []
    inside.get_by_label("Skäl").fill("Fel bilaga hade kommit med.")
    inside.get_by_role("button", name="Dra tillbaka").press("Enter")
    expect(inside.get_by_text("Publiceringen är tillbakadragen.")).to_be_visible()
    answer = outside.goto(f"{live_server.url}{PLACE}1/")
    assert answer is not None
    assert answer.status == 410
    expect(outside.get_by_text("Fel bilaga hade kommit med.")).to_be_visible()
    assert faults_in_every_look(outside) == []
    alone = tmp_path / "plan.html"
    alone.write_bytes(html.draw(PUBLICATION).content)
    outside.goto(alone.as_uri())
    assert faults_in_every_look(outside) == []
    outside.locator("summary").press("Enter")
    assert faults(outside) == []
    outside.close()
    inside.context.close()


def check_the_others(page: Page, at: str, place: Town) -> None:
    """Looks at an older version, two municipalities' list, a follow-up and the executive board's report.

    They have the frame and the colours of the plan's page, so that one look, the narrowest, sees what is their own.
    """
    with transaction.atomic():
        draft = public_draft(secretary(place), place.year.pk, PublishedKind.CONTROL_PLAN, TODAY)
        publish(by=secretary(place), draft=draft, drawn=[other_page(place)], now=LATER)
        second = followed(8, "SOC", "Nordviks kommun")
        decided(second)
        annual = published(second, ANNUAL)
        whole, sixten = whole_report(second)
        publish(by=sixten, draft=whole, drawn=[page_of(whole)], now=LATER)
    page.set_viewport_size({"width": 320, "height": 900})
    town = "/offentligt/nordviks-kommun/"
    addresses = {
        f"{PLACE}1/": "Till den senaste versionen", "/offentligt/": "Nordviks kommun", town: annual.title,
        f"{town}SOC/2027/helarsuppfoljning/": "Arbetet är försenat.",
        f"{town}KS-SOC/2027/samlad-rapport/": "Två nämnder.",
    }  # fmt: skip
    for address, told in addresses.items():
        page.goto(f"{at}{address}")
        assert told in page.locator("main").inner_text().replace("\u00ad", "")
        assert faults(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
