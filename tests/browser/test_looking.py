"""The eyes of the other tests: what is wrong in one look only is found in that look."""

import pytest
from playwright.sync_api import Browser
from tests.browser.looking import HEIGHT, WIDTHS, faults_in_every_look

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
