"""A layout of the municipality's own, in a real browser: a column renamed is seen at once, and stands in the PDF."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults, keep_picture, signed_in_page
from tests.people import PASSWORD, town

from riskbild.intake.reading import read_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_copy_with_a_renamed_column_is_seen_at_once_and_printed(browser: Browser, live_server: LiveServer) -> None:
    place = town()
    place.risk("Risk att beslut fattas på fel underlag", likelihood=4, impact=3, measures="Utbilda.")
    page = signed_in_page(
        browser, live_server.url, place.coordinator().username, PASSWORD, at="/", accept_downloads=True
    )
    page.get_by_role("link", name="Dokumentmallar").click()
    page.get_by_role("link", name="Bruttolista", exact=True).click()
    page.get_by_label("Layoutens namn").fill("Nämndens egen lista")
    title = page.locator('input[value="Risk"][name$=".title"]').first
    title.fill("Det kan gå fel")
    paper = page.get_by_role("region", name="Så ser dokumentet ut")
    expect(paper.get_by_role("columnheader", name="Det kan gå fel")).to_be_visible()
    expect(paper).to_contain_text("Risk att beslut fattas på fel underlag")
    expect(title).to_be_focused()
    # Every other look of the page is looked at with all the others.
    assert faults(page) == []
    keep_picture(page, "layout-editor")
    page.get_by_role("button", name="Spara layouten").click()
    expect(page.get_by_role("heading", name="Nämndens egen lista")).to_be_visible()

    page.goto(f"{live_server.url}/ar/{place.year.pk}/dokument/risk-list/")
    own = page.get_by_role("form", name="Hämta nämndens exemplar")
    with page.expect_download() as coming:
        own.get_by_role("button", name="PDF").click()
    printed = read_bytes(coming.value.path().read_bytes(), name="lista.pdf")
    page.context.close()
    assert "Det kan gå fel" in printed.header
