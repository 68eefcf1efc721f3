"""Looking at pages in a real browser: signing in, accessibility, and keeping a picture for the manual."""

import io
import os
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from tests.publishing.pictures import PICTURES, in_few_colours

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules that can come out otherwise in the other colours; the rest see the same page."""
WIDTHS, HEIGHT = (1440, 320), 900
_LIGHT_THEN_DARK: tuple[Literal["light", "dark"], ...] = "light", "dark"
_RULES_OF = {"light": RULES, "dark": {"type": "rule", "values": COLOUR_RULES}}

EYES = (
    AXE_SCRIPT
    + """;{
  const { prototype } = axe.commons.color.Color, read = prototype.parseString, known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      const { r, g, b, alpha } = read.call(this, text);
      known.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, known.get(text));
  };
}"""
)
"""The script of axe, which looks. It reads the few colours of a page again and again for each of its elements, which is
a third of all it does: here each is read once."""

_LOOK = """async ([options, drawn]) => {
  if (drawn) await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { scrollWidth } = document.documentElement, { violations } = await axe.run(options);
  const found = violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 200))]);
  return scrollWidth > innerWidth ? [...found, ["sideways", [`${scrollWidth} > ${innerWidth}`]]] : found;
}"""
"""What is wrong, asked at once: each question costs as much as a rule. A new width must have been drawn first, and the
page's own scripts have been told of it."""

type Fault = tuple[str, list[str]]
"""A rule that is broken, and the elements that break it."""


def signed_in_page(
    browser: Browser, address: str, name: str, password: str, *, at: str = "", **options: object
) -> Page:
    """A new window in which this person has signed in, empty or at the page that is named ("/" is the start page).

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
    if at:
        page.goto(f"{address}{at}")
    return page


def faults(page: Page) -> list[Fault]:
    """What axe finds wrong, with the elements; and a page that is wider than its window."""
    _load_axe(page)
    return _seen(page, RULES)


def faults_in_every_look(page: Page, *, leaving: bool = False) -> list[Fault]:
    """The same, wide and narrow, light and dark, on a page that is open; of the dark the rules about colour.

    Afterwards the page looks as it did, unless it is left now.
    """
    _load_axe(page)
    before, wrong = page.viewport_size, []
    widths = sorted(WIDTHS, key=lambda width: before is None or width != before["width"])
    # From light to dark and back: the other colours are drawn twice, and not four times.
    for width, (first, second) in zip(widths, (_LIGHT_THEN_DARK, _LIGHT_THEN_DARK[::-1]), strict=True):
        _resize(page, {"width": width, "height": HEIGHT})
        wrong += [(f"{width} {first}: {rule}", nodes) for rule, nodes in _seen(page, _RULES_OF[first])]
        page.emulate_media(color_scheme=second)
        wrong += [(f"{width} {second}: {rule}", nodes) for rule, nodes in _seen(page, _RULES_OF[second], drawn=False)]
    if before and not leaving:
        _resize(page, before)
    return wrong


def _resize(page: Page, size: ViewportSize) -> None:
    """Gives the window another size, unless it has it already."""
    if page.viewport_size != size:
        page.set_viewport_size(size)


def _load_axe(page: Page) -> None:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"(() => {{ {EYES} }})()")


def _seen(page: Page, rules: list[str] | dict[str, object], *, drawn: bool = True) -> list[Fault]:
    """What is wrong; axe tells nothing of the rules that are kept, which takes three times as long."""
    options = {"runOnly": rules, "resultTypes": ["violations"], "preload": False, "iframes": False}
    return [(rule, nodes) for rule, nodes in page.evaluate(_LOOK, [options, drawn])]


def keep_picture(page: Page, name: str) -> None:
    """Takes a picture; it replaces the manual's own where RISKBILD_PICTURES asks for new ones."""
    taken = page.screenshot()
    assert len(taken) > 20_000, "the picture is all but empty"
    if os.environ.get("RISKBILD_PICTURES"):
        (PICTURES / f"{name}.png").write_bytes(in_few_colours(Image.open(io.BytesIO(taken))))
