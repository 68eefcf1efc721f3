"""A whole year in a real Chromium, for a board that nominates and one that chooses freely: from risk to next year."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache

import pytest
from django.contrib.auth import base_user
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look, signed_in_page

from riskbild.audit.actor import Operator
from riskbild.cli.demo import loading
from riskbild.cli.demo.data import towns
from riskbild.planning.models import Plan
from riskbild.register.models import BoardYear, Risk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
WIDE = {"width": 1440, "height": 900}

type Open = Callable[[str], Page]


@pytest.fixture
def demo(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo's municipality whose board stands in the middle of the year; everybody has the one password."""
    monkeypatch.setattr(base_user, "make_password", lru_cache(base_user.make_password))
    monkeypatch.setattr(loading, "towns", lambda: [one for one in towns() if one.code == request.param])
    loading.load(by=Operator("test"), now=NOW, today=NOW.date(), say=lambda _: None)


NOMINATES = pytest.mark.parametrize("demo", ["SNO"], indirect=True)
CHOOSES_FREELY = pytest.mark.parametrize("demo", ["AMN"], indirect=True)


@pytest.fixture
def window(browser: Browser, live_server: LiveServer, demo: None) -> Open:
    """Opens a window in which the person with this sign-in name has signed in."""
    opened: dict[str, Page] = {}

    def open_window(name: str) -> Page:
        if name not in opened:
            opened[name] = signed_in_page(browser, live_server.url, name, loading.PASSWORD, viewport=WIDE)
        return opened[name]

    return open_window


def year_of(code: str, year: int = 2026) -> BoardYear:
    return BoardYear.objects.get(board__code=code, year=year)


def plan_of(code: str, year: int = 2026) -> Plan:
    return Plan.objects.get(board__code=code, year=year, number=1)


def add_item(page: Page, address: str, risk: str) -> None:
    """Adds an item to the plan for the risk with this title."""
    page.goto(f"{address}kontroll/ny/")
    page.get_by_label("Direktåtgärd").check()
    page.get_by_label("Kontrollmoment", exact=True).last.fill("Ta fram en gemensam rutin och utbilda berörda chefer")
    for name, text in (("control_owner", "Avdelningschef"), ("performer", "Verksamhetsutvecklare")):
        page.fill(f"[name={name}]", text)
    page.fill("[name=frequency]", "Senast 2026-12-15")
    page.locator(".rb-plan-pick label", has_text=risk).get_by_role("checkbox").check()
    page.get_by_role("button", name="Spara").press("Enter")
    expect(page.get_by_text("Kontrollen är tillagd.")).to_be_visible()


def move_the_second_first(page: Page, address: str) -> None:
    """Puts the items in order with the buttons, which say the new place."""
    page.goto(f"{address}ordning/")
    rows = page.locator(".rb-plan-order > li")
    second = rows.nth(1).get_attribute("data-name")
    rows.nth(1).locator("[data-move='-1']").press("Enter")
    expect(rows.first).to_have_attribute("data-name", second or "")
    expect(rows.first.locator("[data-move='-1']")).to_be_focused()
    expect(page.locator("[data-places-said]")).to_have_text(f"{second} är nu nummer 1")
    page.get_by_role("button", name="Spara ordningen").press("Enter")
    expect(page.get_by_text("Ordningen är sparad.")).to_be_visible()
    expect(page.locator("tbody .rb-main-cell a").first).to_have_text(second or "")
    expect(page.get_by_text("Exempeldata").first).to_be_visible()


def put_right(page: Page, address: str) -> None:
    """Goes through what stops the proposal, from the list of findings to the field and back, until nothing does."""
    stopping = page.locator("section[aria-labelledby=danger] a")
    page.goto(f"{address}granskning/")
    while stopping.count():
        stopping.first.click()
        assert page.url.endswith("#id_control_owner"), page.url
        page.fill("[name=control_owner]", "Förvaltningschef")
        page.get_by_role("button", name="Spara").press("Enter")
        page.goto(f"{address}granskning/")


def propose_and_adopt(page: Page, secretary: Page, address: str) -> None:
    """The coordinator proposes, the secretary records the board's decision."""
    put_right(page, address)
    page.get_by_role("button", name="Föreslå planen för nämnden").press("Enter")
    expect(page.get_by_text("Planen ligger hos nämnden för beslut").first).to_be_visible()
    secretary.goto(address)
    secretary.get_by_role("link", name="Registrera fastställande").press("Enter")
    secretary.fill("[name=decided_on]", "2026-11-20")
    secretary.fill("[name=paragraph]", "§ 118")
    secretary.fill("[name=case_number]", "2026/41")
    secretary.keyboard.press("Enter")
    expect(secretary.get_by_text("Planen är fastställd.")).to_be_visible()
    page.goto(f"{address}beslut/")
    expect(page.get_by_text("Innehållet stämmer med kontrollsumman från beslutet.")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("link", name="Ny kontroll")).to_have_count(0)


def carry_over(page: Page, server: str, code: str) -> None:
    """Opens the next year and carries what is left and every control over into it, twice."""
    board = year_of(code).board_id
    page.goto(f"{server}/metod/ar/oppna/?namnd={board}")
    page.fill("[name=year]", "2027")
    page.locator("[name=method]").select_option(index=1)
    page.get_by_role("button", name="Öppna året").press("Enter")
    expect(page.get_by_text("2027").first).to_be_visible()
    address = f"{server}/ar/{year_of(code, 2027).pk}/overforing/"
    for said in (re.compile(r"Överfört: \d+ risker och \d+ kontroller\."), re.compile("Inget lades till.")):
        page.goto(address)
        page.locator("[data-choose-all=items]").check()
        page.get_by_role("button", name="Överför det valda").press("Enter")
        expect(page.get_by_text(said)).to_be_visible()
    page.goto(f"{server}/ar/{year_of(code, 2027).pk}/plan/")
    expect(page.get_by_text("Kvar från 2026").first).to_be_visible()


@NOMINATES
def test_a_board_that_nominates_goes_from_nomination_to_next_year(window: Open, live_server: LiveServer) -> None:
    year, plan = year_of("SNO"), plan_of("SNO")
    risk = Risk.objects.get(board_year=year, position=9)
    editor, anna, secretary = (window(f"{name}.sno") for name in ("redaktor", "samordnare", "sekreterare"))
    editor.goto(f"{live_server.url}/ar/nominera/?risk={risk.pk}")
    editor.locator("[name=to_node]").select_option(label="Socialnämnden Nordost")
    editor.fill("[name=motive]", "Barn faller mellan stolarna mellan skola och socialtjänst.")
    editor.get_by_role("button", name="Nominera").press("Enter")
    anna.goto(f"{live_server.url}/ar/{year.pk}/nomineringar/")
    anna.locator("tr", has_text=risk.title).locator(f"a[href*='/ar/{year.pk}/nomineringar/']").first.press("Enter")
    anna.locator("[name=answer][value=take]").check()
    anna.get_by_role("button", name="Spara svaret").press("Enter")
    anna.goto(f"{live_server.url}/ar/{year.pk}/riskbild/")
    expect(anna.get_by_text(risk.title).first).to_be_visible()
    address = f"{live_server.url}/ar/plan/{plan.pk}/"
    add_item(anna, address, risk.title)
    propose_and_adopt(anna, secretary, address)
    carry_over(anna, live_server.url, "SNO")


@CHOOSES_FREELY
def test_a_board_that_chooses_freely_goes_from_choice_to_next_year(window: Open, live_server: LiveServer) -> None:
    plan = plan_of("AMN")
    anna, secretary = window("samordnare.amn"), window("sekreterare.amn")
    address = f"{live_server.url}/ar/plan/{plan.pk}/"
    anna.goto(f"{address}urval/")
    expect(anna.get_by_text("Nämnden väljer fritt vilka risker som ska med")).to_be_visible()
    row = anna.locator("tbody tr", has_text="Ingen kontroll").first
    title = row.locator(".rb-main-cell a").inner_text()[:40]
    row.get_by_role("checkbox").check()
    anna.get_by_label("Skäl").fill("Följs upp i verksamhetsplanen i stället.")
    anna.get_by_role("button", name="Lämna utanför").press("Enter")
    expect(anna.get_by_text("Valet är sparat för 1 risk.")).to_be_visible()
    left_out = anna.locator("section", has=anna.get_by_role("heading", name="Utanför planen"))
    expect(left_out.get_by_role("link", name=title)).to_be_visible()
    add_item(anna, address, anna.locator("tbody tr", has_text="Ingen kontroll").first.locator("a").first.inner_text())
    move_the_second_first(anna, address)
    propose_and_adopt(anna, secretary, address)
    carry_over(anna, live_server.url, "AMN")


@NOMINATES
def test_the_plan_in_use_has_no_accessibility_fault(browser: Browser, live_server: LiveServer, demo: None) -> None:
    draft, executive = plan_of("SNO"), plan_of("KS-SNO")
    page = signed_in_page(browser, live_server.url, "ks.sno", loading.PASSWORD)
    # What a small town's plan shows as well, test_every_page looks at.
    places = [f"/ar/plan/{draft.pk}/{place}" for place in ("", "?grupp=slag", "urval/", "granskning/", "ordning/")]
    places += [
        f"/ar/plan/{executive.pk}/{place}" for place in ("", "beslut/", "andrat/", "revidera/", "avsluta/", "urval/")
    ]
    places += [f"/ar/{draft.board_year_id}/overforing/", "/ar/gemensamma/?ar=2026"]
    places += ["/uppsikt/?fran=2024&till=2026"]
    wrong = {}
    for place in places:
        answer = page.goto(live_server.url + place)
        assert answer is not None
        if answer.status != 200 or (found := faults_in_every_look(page, leaving=True)):
            wrong[place] = found if answer.status == 200 else answer.status
    page.context.close()
    assert wrong == {}
