"""The eyes of the other tests: what is wrong in one look only is found in that look."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Error
from tests.browser.looking import EYES, HEIGHT, WIDTHS, faults_in_every_look

pytestmark = pytest.mark.browser
PAGE = """<!DOCTYPE html><html lang="sv"><head><title>Sida</title><style>
  @media {media} {{ p {{ color: #777; background: #666; {wide} }} }}
</style></head><body><main><h1>Sida</h1><p>Text</p></main></body></html>"""
LOOKS = {
    "(prefers-color-scheme: dark)": {"1440 dark", "320 dark"},
    "(prefers-color-scheme: light)": {"1440 light", "320 light"},
    "(max-width: 500px)": {"320 light", "320 dark"},
    "(min-width: 501px) and (prefers-color-scheme: dark)": {"1440 dark"},
}


@pytest.mark.parametrize("media", LOOKS)
@pytest.mark.parametrize("width", WIDTHS)
def test_bad_contrast_is_found_where_it_is(browser: Browser, media: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.set_content(PAGE.format(media=media, wide=""))
    assert {rule for rule, _ in faults_in_every_look(page)} == {f"{look}: color-contrast" for look in LOOKS[media]}
    assert page.viewport_size == {"width": width, "height": HEIGHT}
    assert page.evaluate("matchMedia('(prefers-color-scheme: light)').matches")
    page.close()


def test_a_page_wider_than_its_window_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE.format(media="(max-width: 500px)", wide="width: 600px"))
    assert "320 light: sideways" in {rule for rule, _ in faults_in_every_look(page)}
    page.close()


def test_colours_are_read_as_axe_reads_them(browser: Browser) -> None:
    page = browser.new_page()
    texts = ["rgb(1, 2, 3)", "rgba(255, 0, 0, 0.25)", "color(srgb 1.2 0 0.5 / 0.5)", "#abc", "hsl(0.5turn 50% 50%)"]
    told = """(texts) => [...texts, ...texts].map((text) => {
      const { r, g, b, red, green, blue, alpha } = new axe.commons.color.Color().parseString(text);
      return [r, g, b, red, green, blue, alpha];
    })"""
    seen = []
    for script in (AXE_SCRIPT, EYES):
        page.evaluate(f"(() => {{ {script} }})()")
        seen.append(page.evaluate(told, texts))
    assert seen[0] == seen[1]
    assert seen[1][:5] == seen[1][5:] != seen[1][1:6]
    with pytest.raises(Error, match="Unable to parse color"):
        page.evaluate("new axe.commons.color.Color().parseString('no colour')")
    page.close()
