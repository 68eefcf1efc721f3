"""A sample from the file to the report in a real Chromium, and what became of its errors."""

import re

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.letting_in import let_in
from tests.browser.looking import Fault, faults_in_every_look
from tests.followup.sampled import cells, xlsx_file
from tests.followup.scene import board, opened, rektor, reporter, the_report

from riskbild.followup.models import Deviation, DeviationMeasure, SampleRow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reporter_draws_a_sample_ticks_it_and_records_what_was_wrong(
    browser: Browser, live_server: LiveServer
) -> None:
    place = board()
    rut = reporter(place)
    rektor(place, rut)
    opened(place)
    wrong: dict[str, list[Fault]] = {}
    page = let_in(browser, live_server.url, rut, viewport={"width": 1440, "height": 900})

    def look(name: str) -> None:
        if found := faults_in_every_look(page):
            wrong[name] = found

    page.goto(f"{live_server.url}/stickprov/ny/{the_report().pk}/")
    rows = [("Faktura", "Enhet", "Belopp"), *cells(40), ("Summa", "", "8200")]
    page.set_input_files("[name=file]", {"name": "fakturor.xlsx", "mimeType": "", "buffer": xlsx_file(rows)})
    page.get_by_role("button", name="Läs in populationen").click()
    expect(page.get_by_text("fakturor.xlsx: 41 rader")).to_be_visible()
    page.get_by_text("Fel rader?").click()
    page.fill("[name=left_out]", "1")
    page.get_by_role("button", name="Läs om").click()
    expect(page.get_by_text("fakturor.xlsx: 40 rader")).to_be_visible()
    page.fill("[name=error_means]", "Attest saknas")
    page.fill("[name=tolerable]", "20")
    page.get_by_role("button", name="Räkna ut antal").click()
    expect(page.get_by_text("C(9, k) · C(31, 11 − k) / C(40, 11) för k = 0 = 3,67 %")).to_be_visible()
    look("undrawn")
    page.fill("[name=size]", "6")
    page.get_by_role("button", name="Dra stickprovet").click()
    judged = page.locator("form.rb-judge__form")
    expect(judged).to_have_count(6)
    for number in range(6):
        form = judged.nth(number)
        # With the keyboard: the choice is moved to with the arrow keys.
        form.get_by_label("Rätt").focus()
        page.keyboard.press("Space")
        if number == 0:
            page.keyboard.press("ArrowDown")
            form.get_by_placeholder("Anteckning").fill("Attest saknas på fakturan")
        expect(form.get_by_text("Sparat")).to_be_visible()
    expect(page.get_by_text("6 av 6 rader bedömda, 1 fel")).to_be_visible()
    look("drawn")
    page.reload()
    expect(judged.first.get_by_placeholder("Anteckning")).to_have_value("Attest saknas på fakturan")
    assert SampleRow.objects.filter(verdict="wrong").count() == 1
    page.get_by_role("button", name="Avsluta stickprovet").click()
    bound = re.compile(r"1 av 6 granskade rader var fel\. Med 95 % säkerhet är högst [\d,]+ % av raderna fel")
    expect(page.get_by_text(bound)).to_be_visible()
    assert bound.search(the_report().comment)
    look("concluded")
    page.get_by_role("link", name="Dra om och jämför").click()
    expect(page.get_by_text("Stickprovet stämmer")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Registrera avvikelse").click()
    page.fill("[name=title]", "En faktura är betald utan attest")
    page.fill("[name=cause]", "Vikarien saknade attesträtt")
    page.get_by_label("Mindre avvikelse").check()
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Lägg till åtgärd").click()
    page.fill("[name=text]", "Ge vikarier attesträtt")
    page.fill("[name=owner]", "Enhetschef")
    page.fill("[name=due]", "2027-06-01")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ge vikarier attesträtt")).to_be_visible()
    page.get_by_role("link", name="Lägg till underlag").last.click()
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'/>"
    page.set_input_files("[name=file]", {"name": "bild.svg", "mimeType": "image/svg+xml", "buffer": svg})
    page.get_by_role("button", name="Spara underlaget").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="bild.svg", exact=True).click()
    assert download.value.suggested_filename == "bild.svg"
    look("deviation")
    page.context.close()
    assert (Deviation.objects.count(), DeviationMeasure.objects.count()) == (1, 1)
    assert wrong == {}
