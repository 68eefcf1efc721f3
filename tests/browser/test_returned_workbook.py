"""A workbook that comes back, in a real Chromium: both versions side by side, accepted by keyboard, at every width."""

import os

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look, signed_in_page
from tests.intake.books import drawn
from tests.people import NOW, OPERATOR, PASSWORD, town

from riskbild.intake.actions.receiving import receive
from riskbild.intake.jobs import read_file
from riskbild.register.actions.editing import edit_risk
from riskbild.register.models import Risk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_workbook_is_reviewed_and_taken_in_by_keyboard(browser: Browser, live_server: LiveServer) -> None:
    here = town()
    here.risk("Risk att fel elev antas", measures="Dubbelkolla varje antagning", likelihood=2, impact=3)
    here.risk("Risk att betyg sätts fel", measures="Utbilda lärare", responsible="Rektor", likelihood=4, impact=3)
    anna = here.coordinator()
    book = drawn(here, anna).with_cells(
        ("Risk att fel elev antas", "measures", "Dubbelkolla varje antagning och spara underlaget"),
        ("Risk att betyg sätts fel", "measures", "Utbilda alla lärare varje höst"),
        ("Ny", "risk", "Risk att skolskjuts uteblir"), ("Ny", "likelihood", 2), ("Ny", "impact", 2),
    )  # fmt: skip
    second = Risk.objects.get(risk="Risk att betyg sätts fel")
    changes = {"measures": "Utbilda lärare och rektorer"}
    edit_risk(by=OPERATOR, risk_id=second.pk, version=second.version, changes=changes, now=NOW)
    intake = receive(by=anna, board_id=here.board.pk, year=2026, data=book.data, name="risker.xlsx", now=NOW)
    read_file.func(str(intake.pk))

    page = signed_in_page(browser, live_server.url, anna.username, PASSWORD)
    page.goto(f"{live_server.url}/las-in/{intake.pk}/")
    expect(page).to_have_url(f"{live_server.url}/las-in/{intake.pk}/skillnader/")
    if folder := os.environ.get("LOOK_AT"):
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=f"{folder}/differences-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})
    assert faults_in_every_look(page) == []
    expect(page.get_by_text("Konflikt", exact=True)).to_have_count(1)
    conflict = page.get_by_role("checkbox", name="Ta in Åtgärder för Risk att betyg sätts fel")
    expect(conflict).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="Ta in Åtgärder för Risk att fel elev antas")).to_be_checked()
    page.get_by_role("button", name="Ta in det valda").press("Enter")
    expect(page.get_by_text("Sparat: 1 ändrade, 1 tillagda.")).to_be_visible()
    conflict.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Ta in det valda").press("Enter")
    expect(page.get_by_text("Inga skillnader")).to_be_visible()
    page.context.close()
    assert Risk.objects.get(pk=second.pk).measures == "Utbilda alla lärare varje höst"
    assert Risk.objects.get(risk="Risk att skolskjuts uteblir").score == 4
