"""The five example documents as pages in a real browser: no wider than the narrowest window, and in the manual."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.looking import keep_picture
from tests.publishing.conftest import PublishedCase

from riskbild.publishing import html

pytestmark = pytest.mark.browser


def test_each_document_is_a_page_that_is_read_in_any_window(
    browser: Browser, five: Mapping[str, PublishedCase], tmp_path: Path
) -> None:
    page = browser.new_page()
    for name, case in five.items():
        file = tmp_path / f"{name}.html"
        file.write_bytes(html.draw(case.publication).content)
        page.set_viewport_size({"width": 320, "height": 778})
        page.goto(file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1440, "height": 1018})
        keep_picture(page, f"html-{name}")
    page.close()
