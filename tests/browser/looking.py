"""Looking at pages in a real browser: signing in, accessibility, and keeping a picture for the manual."""

import io
import os

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from tests.publishing.pictures import PICTURES, in_few_colours

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules that can come out otherwise in the other colours; the rest see the same page."""
WIDTHS, HEIGHT = (1440, 320), 900

_LOOK = """async ([every, colours, drawn]) => {
  const root = document.documentElement, scheme = root.dataset.colorScheme;
  const seen = async (look, runOnly) => {
    const options = { runOnly, resultTypes: ["violations"], preload: false, iframes: false };
    const { violations } = await axe.run(options);
    return violations.map(({ id, nodes }) => [look + id, nodes.map((node) => node.html.slice(0, 200))]);
  };
  if (drawn) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const wide = root.scrollWidth > innerWidth ? [["sideways", [`${root.scrollWidth} > ${innerWidth}`]]] : [];
  const found = await seen("", every);
  if (colours) {
    root.dataset.colorScheme = "dark";
    found.push(...await seen("dark: ", { type: "rule", values: colours }));
    root.dataset.colorScheme = scheme;
  }
  return [...wide, ...found];
}"""
"""What is wrong, asked at once: each question costs as much as a rule. A new width must have been drawn first, and the
page's own scripts have been told of it. Axe tells nothing of the rules that are kept, which takes three times as long.

The dark is the reader's own choice, which looks like the system's (`assert_one_dark`)."""
_COLOURS = """() => [...document.querySelectorAll("*")].map((one) => {
  const style = getComputedStyle(one), { color, backgroundColor, borderTopColor, fill, stroke, boxShadow } = style;
  return [one.localName, one.className, color, backgroundColor, borderTopColor, fill, stroke, boxShadow].join(" | ");
})"""

type Fault = tuple[str, list[str]]
"""A rule that is broken, and the elements that break it."""


def signed_in_page(browser: Browser, address: str, name: str, password: str, **options: object) -> Page:
    """A new window, at the start page, in which this person has signed in.

    The form is filled in on the side: test_shell_in_browser fills it in with the keyboard.
    """
    door = Client()
    answer = door.post("/logga-in/", {"username": name, "password": password})
    assert answer.status_code == 302, f"{name} was not let in"
    context = browser.new_context(**options)  # type: ignore[arg-type]  # Playwright's own options
    # They are for secure addresses, of which this machine's own count as one.
    where = address.replace("http:", "https:")
    context.add_cookies([{"name": key, "value": one.value, "url": where} for key, one in door.cookies.items()])
    page = context.new_page()
    page.goto(f"{address}/")
    return page


def faults(page: Page) -> list[Fault]:
    """What axe finds wrong, with the elements; and a page that is wider than its window."""
    _load_axe(page)
    return _seen(page, [RULES, None, True])


def faults_in_every_look(page: Page) -> list[Fault]:
    """The same, wide and narrow, light and dark, on a page that is open; of the dark the rules about colour.

    Afterwards the page looks as it did.
    """
    _load_axe(page)
    before, wrong = page.viewport_size, []
    for width in sorted(WIDTHS, key=lambda width: before is None or width != before["width"]):
        moved = _resize(page, {"width": width, "height": HEIGHT})
        wrong += [(f"{width} {rule}", nodes) for rule, nodes in _seen(page, [RULES, COLOUR_RULES, moved])]
    if before:
        _resize(page, before)
    return wrong


def assert_one_dark(page: Page) -> None:
    """The page has the same colours whether its reader or the reader's system chose the dark."""
    light = page.evaluate(_COLOURS)
    page.emulate_media(color_scheme="dark")
    by_system = page.evaluate(_COLOURS)
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dataset.colorScheme = 'dark'")
    by_choice = page.evaluate(_COLOURS)
    assert [pair for pair in zip(by_system, by_choice, strict=True) if pair[0] != pair[1]] == []
    assert by_choice != light


def _resize(page: Page, size: ViewportSize) -> bool:
    """Gives the window another size, unless it has it already."""
    if moved := page.viewport_size != size:
        page.set_viewport_size(size)
    return moved


def _load_axe(page: Page) -> None:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"(() => {{ {AXE_SCRIPT} }})()")


def _seen(page: Page, asked: list[object]) -> list[Fault]:
    return [(rule, nodes) for rule, nodes in page.evaluate(_LOOK, asked)]


def keep_picture(page: Page, name: str) -> None:
    """Takes a picture; it replaces the manual's own where RISKBILD_PICTURES asks for new ones."""
    taken = page.screenshot()
    assert len(taken) > 20_000, "the picture is all but empty"
    if os.environ.get("RISKBILD_PICTURES"):
        (PICTURES / f"{name}.png").write_bytes(in_few_colours(Image.open(io.BytesIO(taken))))
