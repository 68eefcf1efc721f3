"""A board's year in a real Chromium: with the keyboard alone, on a telephone, on the screen that a group sees."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults, faults_in_every_look, signed_in_page
from tests.people import NOW, PASSWORD, Town, town
from tests.planning.scene import editor, manager
from tests.web.year_scene import in_profile, offered, unit_risk, workshop_on, year_address

from riskbild.organisation.models import User
from riskbild.planning.actions.workshops import score_alone, show_spread
from riskbild.planning.models import Nomination, ProfileRisk, WorkshopScore
from riskbild.planning.terms import NominationState
from riskbild.register.derive import Scored

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 320, "height": 700}


@pytest.fixture
def storsjo() -> Town:
    return town()


def opened(
    browser: Browser, server: LiveServer, user: User, size: dict[str, int] = WIDE, *, at: str = "", **more: object
) -> Page:
    return signed_in_page(browser, server.url, user.username, PASSWORD, at=at, viewport=size, **more)


def test_the_year_in_use_has_no_accessibility_fault(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    first = unit_risk(storsjo, "Risk att inköp görs utanför avtal", process="Inköp", likelihood=4, impact=3)
    second = storsjo.risk("Risk att inköp inte följer avtalen", node=storsjo.kitchen, process="Inköp")
    (one,) = offered(storsjo, first)
    in_profile(storsjo, first, second, group="Ekonomi")
    workshop = workshop_on(storsjo, first, second)
    for person, likelihood in ((editor(storsjo), 2), (manager(storsjo), 4)):
        given = {"workshop_id": workshop.pk, "risk_id": first.pk, "scored": Scored(likelihood, 3)}
        score_alone(by=person, **given, now=NOW)
    show_spread(by=storsjo.coordinator(), workshop_id=workshop.pk, risk_id=first.pk, now=NOW)
    held = f"riskverkstad/{workshop.pk}/"
    places = (
        "", "uppgift/klar/?uppgift=plan_sent", "regler/andra/", "nomineringar/", f"nomineringar/{one.pk}/",
        held, f"{held}{first.pk}/", f"{held}{second.pk}/", f"{held}{first.pk}/skarm/", f"{held}{second.pk}/skarm/",
        "riskbild/", "riskbild/ordna/", "riskbild/utskrift/",
    )  # fmt: skip
    wrong = {}
    page = opened(browser, live_server, storsjo.coordinator())
    for place in places:
        page.goto(live_server.url + year_address(storsjo, place))
        if found := faults_in_every_look(page, leaving=True):
            wrong[place] = found
    page.context.close()
    assert wrong == {}


def test_a_nomination_goes_from_the_unit_to_the_profile_with_the_keyboard_alone(
    browser: Browser, live_server: LiveServer, storsjo: Town
) -> None:
    risk = unit_risk(storsjo)
    page = opened(browser, live_server, editor(storsjo))
    page.goto(f"{live_server.url}/risk/{risk.pk}/")
    page.get_by_role("link", name="Nominera uppåt").press("Enter")
    page.get_by_label("Motivering").press_sequentially("Finns på alla skolor.")
    page.get_by_role("button", name="Nominera").press("Enter")
    expect(page.get_by_text("Väntar på svar")).to_be_visible()
    page.context.close()

    page = opened(browser, live_server, manager(storsjo), at="/")
    page.get_by_role("link", name="1 nominering att svara på").press("Enter")
    page.get_by_role("checkbox", name="Välj Risk att frånvaro inte anmäls").press("Space")
    page.get_by_role("button", name="Ta med i riskbilden").press("Enter")
    expect(page.get_by_text("Risken är med i riskbilden.").or_(page.get_by_text("1 risk är med"))).to_be_visible()
    page.context.close()
    assert Nomination.objects.get().state == NominationState.TAKEN


def test_a_participant_scores_on_a_telephone(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    risk = unit_risk(storsjo)
    workshop_on(storsjo, risk)
    page = opened(browser, live_server, editor(storsjo), PHONE, at="/")
    page.get_by_role("link", name="Höstens riskverkstad").click()
    page.get_by_role("link", name="Lämna mina bedömningar").click()
    page.get_by_role("group", name="Sannolikhet").get_by_role("radio").nth(2).check()
    page.get_by_role("group", name="Konsekvens").get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Lämna min bedömning").click()
    expect(page.get_by_text("Du har lämnat alla dina bedömningar.")).to_be_visible()
    page.context.close()
    assert WorkshopScore.objects.get().score == 6


def test_the_arrow_keys_turn_to_the_next_risk_on_the_screen(
    browser: Browser, live_server: LiveServer, storsjo: Town
) -> None:
    risks = [unit_risk(storsjo, f"Risk nummer {number}") for number in (1, 2)]
    workshop = workshop_on(storsjo, *risks, alone_first=False)
    page = opened(browser, live_server, storsjo.coordinator())
    page.goto(live_server.url + year_address(storsjo, f"riskverkstad/{workshop.pk}/{risks[0].pk}/skarm/"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk nummer 2")
    page.get_by_label("Motivering").press("ArrowLeft")  # writing turns no page
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk nummer 2")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Risk nummer 1")
    page.context.close()


def test_rows_are_ordered_by_buttons_and_by_dragging(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    in_profile(storsjo, *[unit_risk(storsjo, text) for text in ("Ett", "Två", "Tre")])
    page = opened(browser, live_server, storsjo.coordinator())
    page.goto(live_server.url + year_address(storsjo, "riskbild/ordna/"))
    page.get_by_role("button", name="Upp: Tre").press("Enter")
    expect(page.get_by_role("button", name="Upp: Tre")).to_be_focused()
    expect(page.locator("[data-order-said]")).to_have_text("Flyttad till plats 2 av 3")
    page.get_by_role("row", name="Två").locator("td").nth(1).drag_to(
        page.get_by_role("row", name="Ett").locator("td").nth(1)
    )
    page.get_by_role("button", name="Spara ordningen").press("Enter")
    expect(page.get_by_text("Ordningen är sparad.")).to_be_visible()
    page.context.close()
    saved = [row.risk.title for row in ProfileRisk.objects.select_related("risk").order_by("position")]
    assert saved.index("Tre") > saved.index("Ett")
    assert saved[-1] != "Två"


def test_the_response_is_given_in_its_row(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    in_profile(storsjo, unit_risk(storsjo, "Ett", likelihood=4, impact=4))
    page = opened(browser, live_server, storsjo.coordinator())
    page.goto(live_server.url + year_address(storsjo, "riskbild/"))
    page.get_by_role("link", name="Ta ställning: Ett").press("Enter")
    page.get_by_label("Ställningstagande", exact=True).select_option("reduce")
    page.get_by_label("Motiv").fill("Rutin tas fram.")
    assert faults(page) == []
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.get_by_text("Rutin tas fram.")).to_be_visible()
    expect(page.get_by_role("link", name="Ändra: Ett")).to_be_visible()
    page.context.close()
