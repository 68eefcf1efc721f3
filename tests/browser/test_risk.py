"""One risk in a real Chromium: both widths and appearances, the keyboard alone, no script, and text that survives."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.browser.looking import faults_in_every_look
from tests.people import NOW, PASSWORD, Town, town

from riskbild.organisation.models import User
from riskbild.organisation.roles import Role
from riskbild.register.actions.assessing import assess_risk
from riskbild.register.actions.editing import edit_risk, respond
from riskbild.register.actions.secrecy import mark_secret
from riskbild.register.derive import Scored
from riskbild.register.models import Measure, Risk
from riskbild.register.terms import AssessmentKind
from riskbild.rules.response import Response

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 800}
# Refusals are answered by these, which the console notes as it does every such answer.
EXPECTED = ("status of 409", "status of 422")


@pytest.fixture
def storsjo() -> Town:
    return town()


@pytest.fixture
def risk(storsjo: Town) -> Risk:
    """A risk with something in every part of its page."""
    by = storsjo.coordinator()
    made = storsjo.risk(
        "Fel beslut om skolskjuts", causes="Sena uppgifter", consequence="Elever drabbas", comment="Från i fjol",
        measures="Ny rutin\nUtbildning", responsible="Enhetschef", deadline="Hösten 2026", likelihood=4, impact=4,
        existing_controls="Stickprov", node=storsjo.school,
    )  # fmt: skip
    assess_risk(
        by=by, risk_id=made.pk, version=1, kind=AssessmentKind.RESIDUAL, scored=Scored(2, 2), motive="Rutin", now=NOW
    )  # fmt: skip
    respond(by=by, risk_id=made.pk, version=2, response=Response.REDUCE, reason="Drabbar enskilda", now=NOW)
    mark_secret(by=by, risk_id=made.pk, version=3, field="comment", paragraph="18 kap. 8 §", reason="", now=NOW)
    return made


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
    assert not [said for said in complaints if not any(status in said for status in EXPECTED)]


def sign_in(page: Page, user: User) -> None:
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")


def opened(context: BrowserContext, server: LiveServer, user: User, address: str) -> Page:
    page = context.new_page()
    page.goto(server.url + address)
    sign_in(page, user)
    page.wait_for_url(server.url + address)
    return page


def assert_accessible(page: Page) -> None:
    assert not faults_in_every_look(page), page.url


def test_every_page_about_a_risk_is_accessible(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    measure = Measure.objects.filter(risk=risk).earliest("position").pk
    page = opened(new_context(viewport=WIDE), live_server, storsjo.coordinator(), f"/risk/{risk.pk}/")
    page.evaluate("for (const part of document.querySelectorAll('.rb-trail details')) part.open = true")
    assert_accessible(page)
    ways = ("spar/", "andra/", "bedom/", "stallning/", "sekretess/", "avfor/", "atgard/ny/")
    for way in (*ways, *(f"atgard/{measure}/{step}/" for step in ("andra", "lage", "ta-bort"))):
        page.goto(f"{live_server.url}/risk/{risk.pk}/{way}")
        assert_accessible(page)
    page.goto(f"{live_server.url}/risk/ny/")
    assert_accessible(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)


def both_change(page: Page, storsjo: Town, risk: Risk, mine: str, theirs: str) -> None:
    """The person in the browser and Erik change the same text; the browser's is the second save."""
    page.get_by_label("Bakomliggande orsaker").fill(mine)
    erik = storsjo.user("erik", Role.EDITOR)
    version = Risk.objects.get(pk=risk.pk).version
    edit_risk(by=erik, risk_id=risk.pk, version=version, changes={"causes": theirs}, now=NOW)
    page.get_by_role("button", name="Spara").click()


def test_two_texts_are_weighed_against_each_other_and_the_chosen_one_saved(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    page = opened(new_context(viewport=NARROW), live_server, storsjo.coordinator(), f"/risk/{risk.pk}/andra/")
    both_change(page, storsjo, risk, "Annas orsak", "Eriks orsak")
    expect(page.get_by_text("Ändrat av er båda")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Bakomliggande orsaker, det du skrev").fill("Bådas orsaker")
    page.get_by_role("button", name="Spara det valda").click()
    expect(page.get_by_text("Risken är sparad.")).to_be_visible()
    expect(page.get_by_text("Bådas orsaker").first).to_be_visible()
    page.goto(f"{live_server.url}/risk/{risk.pk}/andra/")
    expect(page.locator(".rb-restored")).to_have_count(0)


def test_the_score_is_shown_while_one_chooses_and_a_square_can_be_picked(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    page = opened(new_context(viewport=WIDE), live_server, storsjo.coordinator(), f"/risk/{risk.pk}/bedom/")
    shown = page.locator("[data-score-shown]")
    expect(shown).to_have_text("Välj sannolikhet och konsekvens")
    page.get_by_label("3 Möjlig").check()
    page.get_by_label("3 Kännbar").check()
    expect(shown).to_contain_text("Riskvärde 9")
    expect(shown).to_contain_text("Hög")
    page.locator("[data-likelihood='4'][data-impact='1'] text").click()
    expect(page.get_by_label("4 Sannolik")).to_be_checked()
    expect(page.get_by_label("1 Försumbar")).to_be_checked()
    expect(shown).to_contain_text("Riskvärde 4")
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text("Bedömningen är sparad.")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Riskvärde")).to_be_in_viewport()
    risk.refresh_from_db()
    assert risk.score == 4


def test_a_risk_is_added_assessed_and_decided_on_with_the_keyboard_alone(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town
) -> None:
    page = opened(new_context(viewport=WIDE), live_server, storsjo.coordinator(), "/risk/ny/")
    keys = page.keyboard

    def tab_to(name: str) -> None:
        """Moves on with the tab key until the control with this name has the focus."""
        for _ in range(60):
            keys.press("Tab")
            held = page.evaluate(
                "(({activeElement: one}) => one.labels?.[0]?.innerText ?? one.innerText ?? '')(document)"
            )
            if held.strip().startswith(name):
                return
        raise AssertionError(name)

    tab_to("Bakomliggande orsaker")
    keys.type("Ingen rutin")
    tab_to("Risk")
    keys.type("Avtal löper ut obevakade")
    tab_to("Spara och bedöm")
    keys.press("Enter")
    page.wait_for_url("**/bedom/")
    tab_to("4 Sannolik")
    keys.press("ArrowDown")
    tab_to("4 Allvarlig")
    keys.press("Space")
    expect(page.locator("[data-score-shown]")).to_contain_text("Riskvärde 12")
    tab_to("Spara bedömningen")
    keys.press("Enter")
    expect(page.get_by_text("Bedömningen är sparad.")).to_be_visible()
    tab_to("Ta ställning")
    keys.press("Enter")
    page.wait_for_url("**/stallning/")
    tab_to("Inget ställningstagande")
    # From the last of the choices on to the first.
    keys.press("ArrowDown")
    tab_to("Motivering")
    keys.type("Liten skada")
    tab_to("Spara")
    keys.press("Enter")
    expect(page.get_by_text("Ställningstagandet är sparat.")).to_be_visible()
    assert Risk.objects.get().response == "accept"


def test_everything_works_without_script(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    context = new_context(viewport=WIDE, java_script_enabled=False)
    page = opened(context, live_server, storsjo.coordinator(), f"/risk/{risk.pk}/andra/")
    both_change(page, storsjo, risk, "Annas orsak", "Eriks orsak")
    page.get_by_label("Behåll den sparade").check()
    page.get_by_role("button", name="Spara det valda").click()
    expect(page.get_by_text("Eriks orsak").first).to_be_visible()
    page.goto(f"{live_server.url}/risk/{risk.pk}/bedom/")
    page.get_by_label("2 Mindre sannolik").check()
    page.get_by_label("3 Kännbar").check()
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text("Bedömningen är sparad.")).to_be_visible()
    page.goto(f"{live_server.url}/risk/{risk.pk}/stallning/")
    page.get_by_label("Motivering").fill("")
    page.get_by_label("Bevaka").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Motivera ställningstagandet.").first).to_be_visible()
    expect(page.get_by_label("Bevaka")).to_be_checked()


def test_what_was_typed_comes_back_after_the_session_has_ended(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    anna = storsjo.coordinator()
    page = opened(new_context(viewport=WIDE), live_server, anna, f"/risk/{risk.pk}/andra/")
    page.get_by_label("Bakomliggande orsaker").fill("En halvtimmes arbete")
    Session.objects.all().delete()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_label("Lösenord")).to_be_visible()
    sign_in(page, anna)
    page.wait_for_url("**/andra/")
    expect(page.get_by_label("Bakomliggande orsaker")).to_have_value("En halvtimmes arbete")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Risken är sparad.")).to_be_visible()
    risk.refresh_from_db()
    assert risk.causes == "En halvtimmes arbete"


def test_text_that_comes_back_to_a_risk_changed_meanwhile_meets_the_other_text(
    new_context: Callable[..., BrowserContext], live_server: LiveServer, storsjo: Town, risk: Risk
) -> None:
    page = opened(new_context(viewport=WIDE), live_server, storsjo.coordinator(), f"/risk/{risk.pk}/andra/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Bakomliggande orsaker").press_sequentially(" och mer")
    page.goto(f"{live_server.url}/risk/{risk.pk}/")
    version = Risk.objects.get(pk=risk.pk).version
    edit_risk(
        by=storsjo.user("erik", Role.EDITOR), risk_id=risk.pk, version=version, changes={"causes": "Eriks"}, now=NOW
    )  # fmt: skip
    page.goto(f"{live_server.url}/risk/{risk.pk}/andra/")
    expect(page.get_by_text("Det du skrev förra gången är tillbaka, men inte sparat.")).to_be_visible()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Ändrat av er båda")).to_be_visible()
    risk.refresh_from_db()
    assert risk.causes == "Eriks"
