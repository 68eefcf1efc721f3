"""Looking at pages in a real browser: signing in, accessibility, and keeping a picture for the manual."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules that can come out otherwise in the other colours; the rest see the same page."""
PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def signed_in_page(browser: Browser, address: str, name: str, password: str, **options: object) -> Page:
    """A new window in which this person has signed in, with the keyboard alone."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]  # Playwright's own options
    page.goto(f"{address}/logga-in/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    return page


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, with the elements; and a page that is wider than its window."""
    found = Axe().run(page, options={"runOnly": RULES}).response
    wrong = [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]]
    width = page.evaluate("document.documentElement.scrollWidth")
    window = page.evaluate("window.innerWidth")
    return wrong + ([("sideways", [f"{width} > {window}"])] if width > window else [])


def faults_light_and_dark(page: Page) -> list[tuple[str, list[str]]]:
    """The same in both appearances, on a page that is open; the second time the rules about colour."""
    page.emulate_media(color_scheme="light")
    wrong = faults(page)
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": COLOUR_RULES}}).response
    return wrong + [
        (f"dark: {each['id']}", [node["html"][:200] for node in each["nodes"]]) for each in found["violations"]
    ]


def keep_picture(page: Page, name: str) -> None:
    """Takes a picture; it replaces the manual's own where RISKBILD_PICTURES asks for new ones."""
    taken = page.screenshot()
    assert len(taken) > 20_000, "the picture is all but empty"
    if os.environ.get("RISKBILD_PICTURES"):
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / f"{name}.png").write_bytes(taken)
