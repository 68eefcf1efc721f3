"""The review in a real Chromium: every page of it accessible, wide and narrow, and all of it by keyboard alone."""

import base64

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.dropping import DROP, YEAR, drawn
from tests.browser.looking import faults_in_every_look, keep_picture, signed_in_page
from tests.people import NOW, OPERATOR, PASSWORD, Town, town

from riskbild.intake.actions.accepting import accept
from riskbild.intake.actions.correcting import correct
from riskbild.intake.actions.receiving import receive
from riskbild.intake.jobs import read_file
from riskbild.intake.models import Intake
from riskbild.intake.review.edits import Do, Edit
from riskbild.register.models import Risk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = (
    ("Risk att fel elev antas till utbildningen", "Antagning", 3, 4, 12),
    ("Risk att betyg sätts på fel underlag", "Betyg", 2, 3, 6),
    ("Risk att barn lämnas kvar vid hållplatsen", "Skolskjuts", 1, 4, 4),
)
HTML = (
    "<style>table{border-collapse:collapse} td,th{border:1px solid;padding:4px;width:20%}</style>"
    "<h1>Risklista 2031</h1>"
    "<table><tr><th>Risk<th>Process<th>Sannolikhet<th>Konsekvens<th>Riskvärde</tr>"
    + "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}</tr>" for row in ROWS)
    + "</table>"
)


def sent(here: Town, data: bytes, name: str, year: int = YEAR) -> Intake:
    intake = receive(by=here.coordinator(), board_id=here.board.pk, year=year, data=data, name=name, now=NOW)
    read_file.func(str(intake.pk))
    return Intake.objects.get(pk=intake.pk)


def sheet(extra: str = "") -> bytes:
    lines = [";".join(map(str, row)) for row in ROWS]
    return "\n".join(["Risk;Process;Sannolikhet;Konsekvens;Riskvärde", *lines, extra]).encode()


@pytest.fixture
def here() -> Town:
    return town()


def test_every_page_of_an_intake_is_accessible(browser: Browser, live_server: LiveServer, here: Town) -> None:
    paper = sent(here, drawn(browser, HTML), "risklista.pdf")
    correct(by=OPERATOR, intake_id=paper.pk, edits=[Edit(Do.CELL, "r0", "comment", "Rättad")], now=NOW)
    taken = sent(here, sheet(), "inläst.csv", 2026)
    accept(by=here.coordinator(), intake_id=taken.pk, version=taken.version, now=NOW)
    changed = sheet("En helt ny risk att kost blir fel;Mat;2;2;4").replace(
        b"fel underlag", b"otillr\xc3\xa4ckligt underlag"
    )
    again = sent(here, changed, "ändrad.csv", 2026)
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    risk = Risk.objects.earliest("position").pk
    for address in (
        "", f"{paper.pk}/", f"{paper.pk}/?rad=r1&cell=risk", f"{paper.pk}/dela/", f"{paper.pk}/kolumner/",
        f"{paper.pk}/dokumentet/", f"{paper.pk}/kasta/", f"{taken.pk}/", f"{taken.pk}/kalla/?rad=r1",
        f"{taken.pk}/angra/", f"{again.pk}/", f"../risk/{risk}/",
    ):  # fmt: skip
        page.goto(f"{live_server.url}/las-in/{address}")
        page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true })")
        assert faults_in_every_look(page, leaving=True) == [], address
    page.context.close()


def test_a_dropped_page_is_shown_with_the_chosen_cell_framed(
    browser: Browser, live_server: LiveServer, here: Town
) -> None:
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    page.goto(f"{live_server.url}/las-in/")
    data = base64.b64encode(drawn(browser, HTML)).decode()
    page.evaluate(DROP, ["risklista.pdf", "application/pdf", data])
    page.wait_for_selector("#progress")
    read_file.func(str(Intake.objects.get().pk))
    page.wait_for_selector(".rb-review")
    page.click("text=Skolskjuts")
    page.wait_for_url("**cell=process#id_text")
    frame, picture = page.locator(".rb-page__frame"), page.locator(".rb-page image")
    inside, whole = frame.bounding_box(), picture.bounding_box()
    assert inside is not None
    assert whole is not None
    # The frame stands on the page, in the second column of the last row.
    assert whole["x"] < inside["x"] < whole["x"] + whole["width"] / 2
    assert whole["y"] < inside["y"] < whole["y"] + whole["height"] / 2
    keep_picture(page, "granska-inlasning")
    page.context.close()


def test_a_document_is_reviewed_and_taken_in_by_keyboard_alone(
    browser: Browser, live_server: LiveServer, here: Town
) -> None:
    intake = sent(here, sheet(), "risker.csv", 2026)
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    page.goto(f"{live_server.url}/las-in/{intake.pk}/")
    page.locator("a.rb-cell-link", has_text="betyg sätts").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#id_text")
    expect(page.locator("textarea[data-cell]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Risk att betyg sätts sent")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Cellen är sparad.")
    page.locator("input[name=ta][value=r2]").focus()
    with page.expect_response("**/val/"):
        page.keyboard.press("Space")
    page.locator("button", has_text="Läs in i registret").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Dokumentet är inläst i registret.")
    assert [risk.risk for risk in Risk.objects.order_by("position")] == [ROWS[0][0], "Risk att betyg sätts sent"]
    page.context.close()


def test_a_text_that_was_never_saved_is_given_back(browser: Browser, live_server: LiveServer, here: Town) -> None:
    intake = sent(here, sheet(), "risker.csv", 2026)
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD)
    page.on("dialog", lambda dialog: dialog.accept())
    address = f"{live_server.url}/las-in/{intake.pk}/?rad=r0&cell=risk"
    page.goto(address)
    page.fill("textarea[data-cell]", "Halvskriven text")
    page.goto(f"{live_server.url}/las-in/")
    page.goto(address)
    expect(page.locator("textarea[data-cell]")).to_have_value("Halvskriven text")
    page.context.close()


def test_without_script_a_cell_is_corrected_and_the_document_taken_in(
    browser: Browser, live_server: LiveServer, here: Town
) -> None:
    intake = sent(here, sheet(), "risker.csv", 2026)
    options = {"java_script_enabled": False}
    page = signed_in_page(browser, live_server.url, here.coordinator().username, PASSWORD, **options)
    page.goto(f"{live_server.url}/las-in/{intake.pk}/?rad=r1&cell=process#id_text")
    page.fill("textarea[data-cell]", "Betygssättning")
    page.click("text=Spara cellen")
    page.uncheck("input[name=ta][value=r0]")
    page.click("text=Läs in i registret")
    assert [risk.process for risk in Risk.objects.order_by("position")] == ["Betygssättning", "Skolskjuts"]
    page.context.close()
