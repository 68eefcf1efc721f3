"""Start and administration in a real Chromium: keyboard alone, without script, and accessible when things go wrong."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look, signed_in_page
from tests.people import NOW, OPERATOR, PASSWORD, Town, town

from riskbild.organisation import actions
from riskbild.organisation.models import Membership, Node, User
from riskbild.organisation.roles import Role
from riskbild.register.actions.measures import MeasureTexts, add_measure
from riskbild.register.actions.methods import revise_method
from riskbild.register.models import Measure, MethodVersion
from riskbild.rules.progress import Progress
from riskbild.rules.standard_methods import FIVE_BY_FIVE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 800}
# Refusals are answered by these, which the console notes as it does every such answer.
EXPECTED = ("status of 409", "status of 422")

type Opened = Callable[..., Page]


@pytest.fixture
def storsjo() -> Town:
    """A board with an administrator of the whole municipality, who also coordinates it."""
    made = town()
    ada = made.user("ada", Role.ADMINISTRATOR, made.root)
    actions.give_role(by=OPERATOR, user_id=ada.pk, node_id=made.board.pk, role=Role.COORDINATOR, now=NOW)
    return made


@pytest.fixture
def opened(browser: Browser, live_server: LiveServer, storsjo: Town) -> Iterator[Opened]:
    """Opens windows in which the administrator is signed in; the test fails on whatever the console complains of."""
    made: list[Page] = []
    complaints: list[str] = []

    def new(address: str = "", name: str = "ada", **options: object) -> Page:
        options = {"viewport": WIDE, **options}
        page = signed_in_page(browser, live_server.url, storsjo.users[name].username, PASSWORD, **options)
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        made.append(page)
        page.goto(f"{live_server.url}/{address}")
        return page

    yield new
    for page in made:
        page.context.close()
    assert not [said for said in complaints if not any(status in said for status in EXPECTED)]


def tab_to(page: Page, name: str, role: str = "link") -> None:
    """Presses Tab until the named thing has the focus; fails when it is never reached."""
    exact = role != "radio"
    wanted = page.locator("main").get_by_role(role, name=" ".join(name.split()), exact=exact).first  # type: ignore[arg-type]
    handle = wanted.element_handle()
    for _ in range(120):
        if page.evaluate("one => document.activeElement === one", handle):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert float(outline.removesuffix("px")) >= 2, f"the focus on {name} cannot be seen"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached by Tab")


def choose(page: Page, first: str, wanted: str) -> None:
    """Tabs to a group of radio buttons, which begins with `first`, and goes down it to the one that is wanted."""
    names = [one.inner_text().splitlines()[0].strip() for one in page.locator("label:has([type=radio])").all()]
    tab_to(page, page.locator("label:has([type=radio])").nth(names.index(first)).inner_text(), "radio")
    for _ in range(names.index(wanted) - names.index(first)):
        page.keyboard.press("ArrowDown")
    expect(page.locator("label:has([type=radio])").nth(names.index(wanted)).get_by_role("radio")).to_be_checked()


# --- By keyboard alone


def test_a_unit_is_added_and_moved_by_keyboard_alone(opened: Opened, storsjo: Town) -> None:
    page = opened("organisation/")
    tab_to(page, "Utbildningsförvaltningen")
    page.keyboard.press("Enter")
    tab_to(page, "Lägg till under")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ny/")
    choose(page, "Förvaltning", "Avdelning")
    tab_to(page, "Namn (obligatoriskt)", "textbox")
    page.keyboard.type("Grundskola")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Grundskola är upplagd.")).to_be_visible()
    page.goto(page.url.replace(str(storsjo.administration.pk), str(storsjo.school.pk)))
    tab_to(page, "Flytta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/flytta/")
    tab_to(page, "Ny plats under (obligatoriskt)", "combobox")
    page.keyboard.type("Grund")
    tab_to(page, "Flytta", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Storskolan flyttas")).to_be_visible()
    expect(page.locator(".rb-path")).to_contain_text("Grundskola")


def test_a_user_gets_a_password_and_a_role_by_keyboard_alone(opened: Opened) -> None:
    page = opened("anvandare/")
    tab_to(page, "Ny användare")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ny/")
    tab_to(page, "Namn (obligatoriskt)", "textbox")
    page.keyboard.type("Rut Rektor")
    page.keyboard.press("Tab")
    page.keyboard.type("rut@storsjo.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tillfälligt lösenord")).to_be_visible()
    assert faults_in_every_look(page) == []
    password = page.locator(".rb-secret code").inner_text()
    assert User.objects.get(username="rut@storsjo.example").check_password(password)
    tab_to(page, "Ge en roll")
    page.keyboard.press("Enter")
    page.wait_for_url("**/roll/")
    choose(page, "Läsare", "Chef")
    tab_to(page, "Gäller vid (obligatoriskt)", "combobox")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Ge rollen", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Rut Rektor har fått rollen.")).to_be_visible()
    assert Membership.objects.get(user__name="Rut Rektor").role == Role.MANAGER


def test_a_measure_is_reported_by_one_press_and_the_next_is_at_hand(opened: Opened, storsjo: Town) -> None:
    rut = storsjo.user("rut", Role.REPORTER, storsjo.school)
    for text in ("Först", "Sedan"):
        risk = storsjo.risk(f"Risk {text}", node=storsjo.school)
        texts = MeasureTexts(text, "Rektor", "2020-05-31", rut.pk)
        add_measure(by=OPERATOR, risk_id=risk.pk, version=1, texts=texts, now=NOW)
    page = opened(name="rut", viewport=NARROW)
    assert faults_in_every_look(page) == []
    tab_to(page, "Genomförd", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Åtgärden är rapporterad: genomförd.")).to_be_visible()
    expect(page.get_by_role("link", name="Först", exact=True)).to_have_count(0)
    expect(page.get_by_role("link", name="Sedan", exact=True)).to_be_visible()
    assert Measure.objects.get(text="Först").progress == Progress.DONE
    assert faults_in_every_look(page) == []


# --- The method


def editor(storsjo: Town) -> str:
    return f"metod/{storsjo.year.method_id}/andra/"


def square(page: Page, row: int, column: int) -> str:
    cell = page.locator("#matrix .rb-method-matrix").first.locator("tbody tr").nth(row).locator("td").nth(column)
    return " ".join(cell.inner_text().split())


def test_the_matrix_follows_what_is_typed_and_the_focus_stays_where_it_is(opened: Opened, storsjo: Town) -> None:
    page = opened(editor(storsjo))
    page.evaluate("window.sameWindow = true")
    assert square(page, 0, 0) == "4 ▲ Medel"
    page.get_by_label("Risknivå 2: från riskvärde").fill("5")
    page.keyboard.press("Tab")
    expect(
        page.locator("#matrix .rb-method-matrix").first.locator("tbody tr").first.locator("td").first
    ).to_contain_text("Låg")
    expect(page.get_by_label("Risknivå 2: ord")).to_be_focused()
    page.locator("#squares summary").click()
    page.get_by_label("Sannolikhet 1, konsekvens 1: riskvärde").fill("16")
    page.keyboard.press("Tab")
    expect(page.locator("#matrix .rb-method-matrix").first).to_contain_text("1 Osannolik 16■ Kritisk")
    expect(page.get_by_label("Sannolikhet 1, konsekvens 1: risknivå")).to_be_focused()
    expect(page.get_by_label("Sannolikhet 1, konsekvens 1: riskvärde")).to_have_value("16")
    assert page.evaluate("window.sameWindow")
    assert MethodVersion.objects.count() == 1
    assert faults_in_every_look(page) == []


def test_a_method_is_written_without_script(opened: Opened, storsjo: Town) -> None:
    page = opened(editor(storsjo), java_script_enabled=False)
    page.get_by_label("Namn (obligatoriskt)").fill("Fem gånger fyra")
    page.get_by_role("button", name="Lägg till ett steg i sannolikhet").click()
    page.get_by_label("Sannolikhet, steg 5: ord").fill("Ständigt")
    page.get_by_role("button", name="Kontrollera").click()
    assert square(page, 0, 3) == "20 ■ Kritisk"
    page.get_by_role("button", name="Spara ny version").click()
    expect(page.get_by_text("Modellen är sparad.")).to_be_visible()
    assert len(MethodVersion.objects.get(number=2).definition["likelihood"]) == 5


def test_enter_in_a_field_checks_and_never_takes_a_row_away(opened: Opened, storsjo: Town) -> None:
    page = opened(editor(storsjo))
    page.get_by_label("Sannolikhet, steg 1: ord").fill("Aldrig")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_label("Sannolikhet, steg 4: ord")).to_have_value("Sannolik")
    expect(page.get_by_label("Sannolikhet, steg 1: ord")).to_have_value("Aldrig")
    assert MethodVersion.objects.count() == 1


def test_what_is_typed_in_a_method_survives_leaving_the_page(opened: Opened, storsjo: Town) -> None:
    page = opened(editor(storsjo))
    page.get_by_label("Sannolikhet, steg 1: ord").fill("Aldrig")
    page.on("dialog", lambda dialog: dialog.accept())
    address = page.url
    page.get_by_role("link", name="Avbryt").click()
    page.goto(address)
    expect(page.get_by_label("Sannolikhet, steg 1: ord")).to_have_value("Aldrig")
    expect(page.get_by_text("Det du skrev förra gången är tillbaka")).to_be_visible()
    page.get_by_role("button", name="Spara ny version").click()
    expect(page.get_by_text("Modellen är sparad.")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("Det du skrev förra gången är tillbaka")).to_have_count(0)


# --- When things go wrong


def wrong_user(page: Page, _storsjo: Town) -> None:
    page.goto(page.url + "anvandare/ny/")
    page.get_by_role("button", name="Lägg upp").click()


def wrong_part(page: Page, storsjo: Town) -> None:
    page.goto(page.url + f"organisation/{storsjo.root.pk}/ny/")
    page.get_by_label("Kod").fill("BUN")
    page.get_by_role("button", name="Lägg till").click()


def wrong_role(page: Page, storsjo: Town) -> None:
    page.goto(page.url + f"anvandare/{storsjo.users['ada'].pk}/roll/")
    page.get_by_role("button", name="Ge rollen").click()


def wrong_year(page: Page, _storsjo: Town) -> None:
    page.goto(page.url + "metod/ar/oppna/")
    page.get_by_label("År (obligatoriskt)").fill("20260")
    page.get_by_role("button", name="Öppna året").click()


def wrong_method(page: Page, storsjo: Town) -> None:
    page.goto(page.url + editor(storsjo))
    page.get_by_label("Namn (obligatoriskt)").fill("")
    page.get_by_label("Sannolikhet, steg 1: värde").fill("ett")
    page.get_by_label("Konsekvens, steg 2: ord").fill("Försumbar")
    page.get_by_label("Risknivå 1: symbol").fill("")
    page.get_by_role("button", name="Spara ny version").click()


def wrong_closing(page: Page, storsjo: Town) -> None:
    page.goto(page.url + f"organisation/{storsjo.administration.pk}/avsluta/")
    page.get_by_role("button", name="Avsluta").click()


def test_every_form_is_accessible_with_its_errors(opened: Opened, storsjo: Town) -> None:
    page = opened()
    page.on("dialog", lambda dialog: dialog.accept())
    start = page.url
    for go_wrong in (wrong_user, wrong_part, wrong_role, wrong_year, wrong_method, wrong_closing):
        page.goto(start)
        go_wrong(page, storsjo)
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        assert faults_in_every_look(page) == [], go_wrong.__name__
        for link in summary.get_by_role("link").all():
            link.click()
            here = page.evaluate("location.hash.slice(1) === document.querySelector(':target')?.id")
            assert here, f"{go_wrong.__name__}: a line of the summary leads nowhere"


def test_two_changes_at_once_are_shown_side_by_side_accessibly(opened: Opened, storsjo: Town) -> None:
    page = opened(f"organisation/{storsjo.school.pk}/andra/", viewport=NARROW)
    page.get_by_label("Namn (obligatoriskt)").fill("Adas skola")
    actions.rename_node(by=OPERATOR, node_id=storsjo.school.pk, version=1, name="Annan skola", code="", now=NOW)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("heading", name="Två ändringar samtidigt")).to_be_visible()
    assert faults_in_every_look(page) == []
    page.get_by_label("Använd min").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Adas skola är ändrad.")).to_be_visible()
    assert Node.objects.get(pk=storsjo.school.pk).name == "Adas skola"


def test_a_method_that_two_write_at_once_is_accessible_and_can_be_saved_on_top(opened: Opened, storsjo: Town) -> None:
    page = opened(editor(storsjo), viewport=NARROW)
    page.get_by_label("Namn (obligatoriskt)").fill("Adas modell")
    revise_method(
        by=OPERATOR, node_id=storsjo.board.pk, method_id=storsjo.year.method_id, after_number=1, method=FIVE_BY_FIVE,
        now=NOW,
    )  # fmt: skip
    page.get_by_role("button", name="Spara ny version").click()
    expect(page.get_by_role("alert")).to_contain_text("Någon annan har ändrat uppgiften")
    assert faults_in_every_look(page) == []
    page.get_by_role("button", name="Spara ny version").click()
    expect(page.get_by_text("Modellen är sparad.")).to_be_visible()
    assert [one.name for one in MethodVersion.objects.order_by("number")][1:] == ["Fem gånger fem", "Adas modell"]


# --- The trail


def test_events_are_chosen_and_their_texts_erased(opened: Opened, storsjo: Town) -> None:
    storsjo.risk("Risk att Greta namnges", comment="Greta Gransson", causes="x", consequence="y", process="z")
    page = opened("granskningsspar/")
    row = page.get_by_role("row").filter(has_text="Risken lades till")
    row.locator("summary").click()
    assert faults_in_every_look(page) == []
    row.get_by_role("checkbox").check()
    expect(page.get_by_text("1 vald")).to_be_visible()
    page.get_by_role("button", name="Radera personuppgifter").click()
    page.get_by_label("Skäl (obligatoriskt)").fill("Begäran 2026-11")
    assert faults_in_every_look(page) == []
    page.get_by_role("button", name="Radera", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="Risken lades till")).to_contain_text("Texterna är raderade.")


def test_an_empty_installation_leads_the_way_accessibly(browser: Browser, live_server: LiveServer) -> None:
    root = actions.create_municipality(by=OPERATOR, name="Nordviks kommun", now=NOW)
    ny = actions.create_user(
        by=OPERATOR, municipality_id=root.municipality_id, username="ny", name="Ny", password=PASSWORD, now=NOW
    )
    page = signed_in_page(browser, live_server.url, "ny", PASSWORD, at="/")
    expect(page.get_by_role("heading", name="Du har ingen roll ännu")).to_be_visible()
    assert faults_in_every_look(page) == []
    actions.give_role(by=OPERATOR, user_id=ny.pk, node_id=root.pk, role=Role.ADMINISTRATOR, now=NOW)
    for viewport in (WIDE, NARROW):
        page = signed_in_page(browser, live_server.url, "ny", PASSWORD, at="/", viewport=viewport)
        expect(page.get_by_role("heading", name="Kom i gång")).to_be_visible()
        assert faults_in_every_look(page) == []
        page.get_by_role("link", name="Lägg upp en nämnd").click()
        expect(page.get_by_role("heading", name="Lägg till under Nordviks kommun")).to_be_visible()
        page.context.close()
