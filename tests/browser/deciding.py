"""The board's report in a real browser: begun, concluded by the coordinator, decided by the board, looked at."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect
from tests.browser.letting_in import let_in
from tests.browser.looking import faults_in_every_look

from riskbild.organisation.models import User


def begin_and_conclude(desk: Page, address: str, occasion: str, motive: str, write: Callable[[Page], None]) -> None:
    """Begins the report of an occasion, writes its conclusion and what `write` fills in, and proposes it."""
    desk.goto(address)
    desk.locator("tbody tr", has_text=occasion).get_by_role("button", name="Påbörja").press("Enter")
    expect(desk.get_by_text("Rapporten är påbörjad som ett utkast.")).to_be_visible()
    expect(desk.get_by_text("Ange den samlade bedömningen.")).to_be_visible()
    with desk.expect_navigation():  # what is typed is kept from when the page's script is there
        desk.get_by_role("link", name="Skriv i rapporten").press("Enter")
    desk.locator("[name=conclusion]").select_option(label="I allt väsentligt tillräcklig")
    desk.locator("[name=motive]").fill(motive)
    write(desk)
    # What is typed is kept by the browser until it is saved.
    desk.reload()
    expect(desk.locator("[name=motive]")).to_have_value(motive)
    assert faults_in_every_look(desk) == []
    desk.get_by_role("button", name="Spara").press("Enter")
    expect(desk.get_by_text("Rapporten är sparad.")).to_be_visible()
    desk.get_by_role("button", name="Föreslå för nämnden").press("Enter")
    expect(desk.get_by_text("Rapporten är föreslagen och ligger hos nämnden för beslut.")).to_be_visible()


def decide(
    browser: Browser, server: str, secretary: User, address: str, day: str, *, look: bool = False
) -> Page:  # fmt: skip
    """The secretary records what the board decided; gives the page of the decided report.

    With `look` the pages on which it is recorded, or the report sent back, are looked at too.
    """
    page = let_in(browser, server, secretary)
    if look:
        page.goto(f"{address}aterremittera/")
        assert faults_in_every_look(page) == []
    page.goto(address)
    page.get_by_role("link", name="Registrera beslutet").press("Enter")
    if look:
        expect(page.locator("[name=decided_on]")).to_be_visible()
        assert faults_in_every_look(page) == []
    page.locator("[name=decided_on]").fill(day)
    page.locator("[name=paragraph]").fill("§ 87")
    page.locator("[name=case_number]").fill("2023/118")
    page.get_by_role("button", name="Registrera beslutet").press("Enter")
    expect(page.get_by_text("Beslutet är registrerat. Rapporten är låst.")).to_be_visible()
    expect(page.get_by_text("§ 87")).to_be_visible()
    assert faults_in_every_look(page) == []
    return page
