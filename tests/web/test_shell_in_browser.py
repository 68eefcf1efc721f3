"""The frame in a real Chromium: keyboard alone, both widths and appearances, kept text, cookies on plain HTTP."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look
from tests.people import PASSWORD, Town, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("sample_pages")]
COLOURS = """() => [...document.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one), { color, backgroundColor, borderTopColor, fill, stroke, boxShadow } = style;
  return [one.localName, one.className, color, backgroundColor, borderTopColor, fill, stroke, boxShadow].join(" | ");
})"""


@pytest.fixture
def storsjo() -> Town:
    return town()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser windows that fail the test on whatever the console complains of."""
    made: list[BrowserContext] = []
    complaints: list[str] = []

    def new(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]  # Playwright's own options
        context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(context)
        return context

    yield new
    for context in made:
        context.close()
    # A form with errors is answered by 422, which the console notes as it does every such answer.
    assert not [said for said in complaints if "status of 422" not in said]


def sign_in(context: BrowserContext, server: LiveServer, storsjo: Town) -> Page:
    page = context.new_page()
    page.goto(f"{server.url}/logga-in/")
    page.fill("[name=username]", storsjo.coordinator().username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/")
    return page


def assert_accessible(page: Page) -> None:
    assert not faults_in_every_look(page)


def test_every_part_is_accessible(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    context = new_context()
    door = context.new_page()
    door.goto(f"{live_server.url}/logga-in/")
    assert_accessible(door)
    page = sign_in(context, live_server, storsjo)
    for address in ("/parts/", "/form/"):
        page.goto(live_server.url + address)
        assert_accessible(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    page.evaluate("for (const menu of document.querySelectorAll('details')) menu.open = true")
    assert_accessible(page)


def test_the_dark_is_the_same_whoever_chose_it(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(), live_server, storsjo)
    for address in ("/parts/", "/form/"):
        page.goto(live_server.url + address)
        light = page.evaluate(COLOURS)
        page.emulate_media(color_scheme="dark")
        by_system = page.evaluate(COLOURS)
        page.emulate_media(color_scheme="light")
        page.evaluate("document.documentElement.dataset.colorScheme = 'dark'")
        by_choice = page.evaluate(COLOURS)
        assert [pair for pair in zip(by_system, by_choice, strict=True) if pair[0] != pair[1]] == []
        assert by_choice != light


def test_no_page_is_wider_than_the_window_at_any_zoom(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(), live_server, storsjo)
    page.goto(f"{live_server.url}/parts/")
    for width in (1920, 1280, 1024, 960, 800, 768, 640, 480, 375, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_a_person_signs_in_moves_about_and_signs_out_with_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{live_server.url}/form/")
    keys = page.keyboard
    for _ in range(5):
        keys.press("Tab")
    expect(page.get_by_label("Användarnamn")).to_be_focused()
    keys.type(storsjo.coordinator().username)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/form/")
    keys.press("Tab")
    expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    keys.press("Enter")
    keys.press("Tab")
    expect(page.get_by_label("Risk (obligatoriskt)")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert float(outline.removesuffix("px")) >= 2
    page.locator("summary", has_text="Anna").focus()
    keys.press("Enter")
    expect(page.get_by_role("button", name="Logga ut", exact=True)).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("button", name="Logga ut", exact=True)).to_be_hidden()
    expect(page.locator("summary", has_text="Anna")).to_be_focused()
    keys.press("Enter")
    page.get_by_role("button", name="Logga ut", exact=True).focus()
    keys.press("Enter")
    expect(page.get_by_text("Du är utloggad.")).to_be_visible()


def test_text_that_was_never_saved_comes_back_and_is_forgotten_when_saved(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(), live_server, storsjo)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{live_server.url}/form/")
    text = page.get_by_label("Risk (obligatoriskt)")
    text.press_sequentially("Hälften skriven")
    page.get_by_label("Acceptera").check()
    page.goto(f"{live_server.url}/")
    assert asked == ["beforeunload"]
    page.goto(f"{live_server.url}/form/")
    expect(text).to_have_value("Hälften skriven")
    expect(page.get_by_label("Acceptera")).to_be_checked()
    expect(page.get_by_text("Det du skrev förra gången är tillbaka, men inte sparat.")).to_be_visible()
    page.get_by_label("Enhet (obligatoriskt)").select_option("1")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Risken är sparad.")).to_be_visible()
    page.goto(f"{live_server.url}/form/")
    expect(text).to_have_value("")


def test_a_form_that_was_not_taken_keeps_the_servers_version_and_the_typed_text(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(), live_server, storsjo)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Risk (obligatoriskt)").press_sequentially("Kvar")
    # As when the server answers a conflict: its own version number, not the one that was read at first.
    page.evaluate("document.querySelector('[name=version]').value = '7'")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Risk (obligatoriskt)")).to_have_value("Kvar")
    expect(page.locator("[name=version]")).to_have_value("7")
    expect(page.locator(".rb-restored")).to_have_count(0)
    page.goto(f"{live_server.url}/form/")
    expect(page.get_by_label("Risk (obligatoriskt)")).to_have_value("Kvar")


def test_text_survives_a_session_that_ran_out(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    context = new_context()
    page = sign_in(context, live_server, storsjo)
    page.goto(f"{live_server.url}/form/")
    page.get_by_label("Risk (obligatoriskt)").press_sequentially("En lång text")
    context.clear_cookies(name="__Host-seen")
    page.get_by_role("button", name="Spara").click()
    page.get_by_label("Användarnamn").fill(storsjo.coordinator().username)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/")
    expect(page.get_by_label("Risk (obligatoriskt)")).to_have_value("En lång text")


def test_kept_text_can_be_thrown_away_and_is_given_to_nobody_else(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    context = new_context()
    page = sign_in(context, live_server, storsjo)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/form/")
    text = page.get_by_label("Risk (obligatoriskt)")
    text.press_sequentially("Mitt")
    page.reload()
    expect(text).to_have_value("Mitt")
    page.get_by_role("button", name="Ta bort det").click()
    expect(text).to_have_value("")
    text.press_sequentially("Annas hemlighet")
    # Another person signs in in the same window, without the first having signed out.
    context.clear_cookies()
    storsjo.users["anna"] = storsjo.user("rune")
    page.goto(f"{live_server.url}/logga-in/")
    page.fill("[name=username]", storsjo.users["rune"].username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/form/")
    expect(text).to_have_value("")


def test_rows_are_chosen_all_at_once_and_counted(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(viewport={"width": 1440, "height": 900}), live_server, storsjo)
    page.goto(f"{live_server.url}/parts/")
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    page.get_by_label("Välj Risk nummer 2").check()
    expect(bar).to_contain_text("1 vald")
    page.get_by_label("Välj alla på sidan").check()
    expect(bar).to_contain_text("7 valda")


def test_the_choice_of_appearance_is_kept_and_printing_is_always_light(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = sign_in(new_context(viewport={"width": 1440, "height": 900}), live_server, storsjo)
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator("summary", has_text="Utseende").click()
    page.get_by_role("button", name="Mörkt").click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    assert page.evaluate(background) != light
    page.emulate_media(media="print")
    assert page.evaluate(background) == light
    expect(page.locator(".rb-bar")).to_be_hidden()
