"""Looking the register over in a real browser: accessible at every width, and put right with the keyboard alone."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look, keep_picture, signed_in_page
from tests.people import PASSWORD, Town, town

from riskbild.register.models import Risk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATUS = "Genomförd, men granskningen senarelagd pga av projekt och nya rutiner"


@pytest.fixture
def storsjo() -> Town:
    """A board with remarks of every weight, some on long texts."""
    made = town()
    made.risk(
        "Risk för felaktiga utbetalningar",
        deadline=STATUS,
        comment="Nytt system.",
        measures="Rutiner",
        responsible="Rektor",
    )
    made.risk(
        "Speciellt underlag behöver bifogas fakturan vid kostnader som rör representation",
        causes="Risk finns att underlaget missas, eftersom det är en manuell hantering.",
        in_plan=True, follows_plan=True,
        comment="Ja. Utvecklingsarbetet färdigt. Första fakturering sker sista veckan i november.",
    )  # fmt: skip
    made.risk(
        "Brist på kunskap om rutinen",
        comment="riskanalys -27?",
        responsible="Enhetschef (Elsa Exempel)",
        measures="Utbilda",
    )
    made.risk(
        "En mycket lång personuppgiftsincidentrapporteringsrutin ska följas av alla", measures="Utbilda", in_plan=True
    )
    return made


def test_remarks_and_repairs_are_accessible(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    options = {"viewport": {"width": 1440, "height": 900}}
    page = signed_in_page(browser, live_server.url, storsjo.coordinator().username, PASSWORD, **options)
    page.goto(f"{live_server.url}/granskning/")
    assert faults_in_every_look(page) == []
    keep_picture(page, "granskning")
    page.goto(f"{live_server.url}/granskning/?regel=RB501")
    assert faults_in_every_look(page) == []
    page.get_by_role("link", name="Rätta").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rätta risken")
    assert faults_in_every_look(page) == []
    page.context.close()


def test_a_remark_is_put_right_with_the_keyboard_alone(
    browser: Browser, live_server: LiveServer, storsjo: Town
) -> None:
    page = signed_in_page(browser, live_server.url, storsjo.coordinator().username, PASSWORD)
    page.goto(f"{live_server.url}/register/")
    link = page.get_by_role("link", name="Granska")
    expect(link).to_contain_text("att se över")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/granskning/**")
    page.get_by_role("link", name="Rätta Risk för felaktiga utbetalningar").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ratta/**")
    page.get_by_role("button", name="Ändra så").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/granskning/**")
    expect(page.get_by_text("Risken är rättad.")).to_be_visible()
    expect(page.get_by_text("Status där tiden ska stå")).to_have_count(0)
    saved = Risk.objects.get(risk="Risk för felaktiga utbetalningar")
    assert (saved.deadline, saved.comment) == ("", f"Nytt system.\n{STATUS}")
    page.context.close()
