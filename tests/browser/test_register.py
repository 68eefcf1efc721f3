"""The register in a real Chromium: filter, sort, page, views and the change of many, by keyboard and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults, faults_in_every_look, signed_in_page
from tests.people import NOW, OPERATOR, PASSWORD, Town, town

from riskbild.register.actions.adding import NewRisk, add_risks
from riskbild.register.derive import Scored
from riskbild.register.models import Risk
from riskbild.register.terms import AssessmentKind, AssessmentOrigin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"}


@pytest.fixture
def storsjo() -> Town:
    """A board with 58 risks with texts as long as real ones."""
    made = town()
    text = "rutinen är inte känd för alla medarbetare, vilket kan leda till att fel beslut fattas"
    same = {"responsible": "Enhetschef upphandling", "category": "Verksamhet och organisation", "deadline": "T2 2026"}
    kind, origin = AssessmentKind.INHERENT, AssessmentOrigin.ASSESSED
    rows = [
        NewRisk(
            fields={
                **same,
                "risk": f"Nr {number:02}: {text}",
                "reference": f"2402{number:02}",
                "process": ("Kost", "Lön", "Inköp")[number % 3],
            },
            node_id=(made.school if number % 2 else made.kitchen).pk,
            scores=[(kind, origin, Scored(1 + number % 4, 4, 4 * (1 + number % 4)))],
        )
        for number in range(58)
    ]
    add_risks(by=OPERATOR, board_year_id=made.year.pk, new=rows, now=NOW)
    return made


@pytest.fixture
def register(browser: Browser, live_server: LiveServer, storsjo: Town) -> Iterator[Page]:
    """The list in a wide window; the test fails on whatever the console complains of."""
    page = signed_in_page(browser, live_server.url, storsjo.coordinator().username, PASSWORD, **WIDE)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{live_server.url}/register/")
    yield page
    page.context.close()
    assert complaints == []


def rows(page: Page) -> int:
    return page.locator("#risks tbody tr:not(.rb-group)").count()


def expect_count(page: Page, text: str) -> None:
    """The number of risks, as it stands above the list or the map."""
    expect(page.locator("[data-say] strong")).to_have_text(text)


def marked(page: Page) -> None:
    """Leaves a mark in the window, which is gone if the whole page is fetched anew."""
    page.evaluate("window.sameWindow = true")


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("window.sameWindow === true"))


def test_a_filter_changes_the_list_alone_and_back_undoes_it(register: Page) -> None:
    marked(register)
    register.locator("#filter").get_by_label("Enhet").select_option(label="\u2003\u2003Storskolan")
    expect_count(register, "29 risker")
    assert is_marked(register)
    assert re.search(r"/register/\?year=2026&node=[0-9a-f-]{36}$", register.url)
    expect(register.locator("[data-said]")).to_contain_text("29 risker 2026")
    register.get_by_label("Sök").fill("nr 07")
    register.keyboard.press("Enter")
    expect_count(register, "1 risk")
    register.go_back()
    expect_count(register, "29 risker")
    register.go_back()
    expect_count(register, "58 risker")
    expect(register.locator("#filter").get_by_label("Enhet")).to_have_value("")


def test_the_keyboard_keeps_its_place_when_the_list_is_sorted(register: Page) -> None:
    marked(register)
    register.get_by_role("link", name="Process", exact=True).focus()
    register.keyboard.press("Enter")
    expect(register.get_by_role("columnheader", name="Process")).to_have_attribute("aria-sort", "ascending")
    expect(register.get_by_role("link", name="Process", exact=True)).to_be_focused()
    register.keyboard.press("Enter")
    expect(register.get_by_role("columnheader", name="Process")).to_have_attribute("aria-sort", "descending")
    assert is_marked(register)
    assert "sort=process&reverse=1" in register.url


def test_the_next_page_begins_at_its_top(register: Page) -> None:
    marked(register)
    assert rows(register) == 50
    register.get_by_role("link", name="Nästa").click()
    expect(register.locator("#risks tbody tr")).to_have_count(8)
    assert is_marked(register)
    expect(register.locator("#risks")).to_be_focused()
    register.get_by_role("link", name="Föregående").click()
    expect(register.locator("#risks tbody tr")).to_have_count(50)
    assert register.evaluate("document.getElementById('risks').getBoundingClientRect().top >= -1")


def test_twenty_rows_are_in_sight_on_an_ordinary_screen(register: Page) -> None:
    inside = "rows => rows.filter(row => row.getBoundingClientRect().bottom <= window.innerHeight).length"
    assert register.locator("#risks tbody tr").evaluate_all(inside) >= 20


def test_what_is_shown_and_how_is_chosen_in_a_menu_and_kept_as_a_view(register: Page) -> None:
    register.get_by_text("Visning").click()
    register.get_by_label("Gruppera efter").select_option("process")
    register.get_by_label("Ref.", exact=True).or_(register.get_by_label("Referens")).uncheck()
    assert faults(register) == []
    register.locator(".rb-register__display").get_by_role("button", name="Visa").click()
    expect(register.locator("tr.rb-group")).to_have_count(3)
    expect(register.get_by_role("columnheader", name="Ref.")).to_have_count(0)
    assert "group=process&columns=title.unit." in register.url
    register.get_by_text("Vyer", exact=True).click()
    name = register.get_by_label("Spara listan som den är nu")
    expect(name).to_be_visible()
    assert faults(register) == []
    name.fill("Per process")
    register.get_by_role("button", name="Spara vyn").click()
    expect(register.get_by_text("Vyn ”Per process” är sparad.")).to_be_visible()
    register.goto(register.url.split("?")[0])
    register.get_by_text("Vyer", exact=True).click()
    register.get_by_role("link", name="Per process").click()
    expect(register.locator("tr.rb-group")).to_have_count(3)


def test_the_seldom_used_filters_are_fetched_when_asked_for(register: Page) -> None:
    expect(register.locator("#filter").get_by_label("Process")).to_have_count(0)
    register.get_by_role("link", name="Fler filter").click()
    register.locator("#filter").get_by_label("Process").select_option("Lön")
    expect_count(register, "19 risker")
    expect(register.get_by_role("link", name="Ta bort filter: Process: Lön")).to_be_visible()
    register.reload()
    expect_count(register, "19 risker")
    register.locator("#filter").get_by_label("Risknivå").select_option(index=1)
    expect(register.get_by_role("link", name="Ta bort filter: Process: Lön")).to_be_visible()


def change_two(page: Page) -> None:
    boxes = page.locator("#risks .rb-select")
    for place in (0, 1):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Ändra valda").press("Enter")
    expect(page.get_by_role("heading", name="Ändra 2 risker")).to_be_visible()
    category = page.get_by_role("combobox", name="Kategori")
    category.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Ekonomi")
    category.press("Enter")
    expect(page.get_by_text("2 risker får nya uppgifter. Inget är sparat än.")).to_be_visible()


def test_many_are_changed_with_the_keyboard_alone(register: Page) -> None:
    change_two(register)
    assert faults(register) == []
    register.get_by_role("button", name="Spara i 2 risker").press("Enter")
    expect(register.get_by_text("2 risker är ändrade.")).to_be_visible()
    assert Risk.objects.filter(category="Ekonomi").count() == 2


def test_everything_works_without_script(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    page = signed_in_page(
        browser, live_server.url, storsjo.coordinator().username, PASSWORD, java_script_enabled=False, **WIDE
    )
    page.goto(f"{live_server.url}/register/")
    page.get_by_label("Till planen").select_option("no")
    page.locator("#filter").get_by_role("button", name="Visa").click()
    expect(page.get_by_text("Inga risker hittades")).to_be_visible()
    page.get_by_role("link", name="Rensa filter").first.click()
    page.get_by_role("link", name="Fler filter").click()
    page.get_by_label("Process").select_option("Lön")
    page.get_by_role("button", name="Visa").click()
    expect_count(page, "19 risker")
    page.get_by_role("link", name="Risk", exact=True).click()
    expect(page.get_by_role("columnheader", name="Risk", exact=True)).to_have_attribute("aria-sort", "ascending")
    page.locator("#risks .rb-select").first.check()
    page.get_by_role("button", name="Ändra valda").click()
    page.locator("[name=change][value=deadline]").check()
    page.locator("[name=deadline]").fill("2027-01-31")
    page.get_by_role("button", name="Granska ändringen").click()
    page.get_by_role("button", name="Spara i 1 risk").click()
    expect(page.get_by_text("1 risk är ändrad.")).to_be_visible()
    assert Risk.objects.filter(deadline="2027-01-31").count() == 1
    page.context.close()


def test_the_pages_are_accessible_in_every_state(browser: Browser, live_server: LiveServer, storsjo: Town) -> None:
    options = {"viewport": {"width": 1440, "height": 900}}
    page = signed_in_page(browser, live_server.url, storsjo.coordinator().username, PASSWORD, **options)
    for address in (
        "register/?group=level&whole=1&q=rutinen", "register/?q=ruttinen", "register/?sort=foo", "riskkarta/?q=saknas",
        "register/filter/?process=Kost", "riskkarta/",
    ):  # fmt: skip
        page.goto(f"{live_server.url}/{address}")
        assert faults_in_every_look(page, leaving=True) == [], address
    page.goto(f"{live_server.url}/register/")
    change_two(page)
    assert faults_in_every_look(page) == []
    page.context.close()


def test_a_square_of_the_heat_map_leads_to_its_risks(register: Page) -> None:
    register.get_by_role("link", name="Riskkarta").click()
    square = register.get_by_role("link", name=re.compile(r"^15 risker: sannolikhet 1 .*konsekvens 4 "))
    expect(square).to_have_count(1)
    square.focus()
    register.keyboard.press("Enter")
    expect_count(register, "15 risker")
    assert rows(register) == 15
    marked(register)
    register.go_back()
    register.locator("#filter").get_by_label("Enhet").select_option(label="\u2003\u2003Storskolan")
    expect_count(register, "29 risker")


def narrow(browser: Browser, live_server: LiveServer, storsjo: Town) -> Page:
    return signed_in_page(
        browser, live_server.url, storsjo.coordinator().username, PASSWORD, viewport={"width": 320, "height": 800}
    )


def test_on_a_narrow_screen_a_risk_is_a_card_with_every_cell_under_its_name(
    browser: Browser, live_server: LiveServer, storsjo: Town
) -> None:
    page = narrow(browser, live_server, storsjo)
    page.goto(f"{live_server.url}/register/")
    card = page.locator("#risks tbody tr").first
    box = card.bounding_box()
    assert box
    assert box["width"] <= 320
    names = card.locator("td[data-label]").evaluate_all(
        "cells => cells.filter(cell => cell.offsetParent).map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert {'"Enhet"', '"Process"', '"Riskvärde"'} <= set(names)
    page.goto(f"{live_server.url}/riskkarta/")
    picture = page.locator(".rb-heat__frame--narrow svg").bounding_box()
    assert picture
    assert picture["x"] + picture["width"] <= 320
    context: BrowserContext = page.context
    context.close()
