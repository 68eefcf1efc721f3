"""Tables on a narrow screen: a card a row, with whole words in the labels and nothing out at the side."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

import riskbild.web

pytestmark = pytest.mark.browser
STYLES = Path(riskbild.web.__file__).parent / "static" / "web" / "css"
LONG = "Kommungemensammainternkontrolluppföljningsrapporteringsanvisningarna"
PAGE = """<!doctype html><html lang="sv"><style>{style}</style><style>body {{ margin: 16px; }}</style>
<table class="rb-table rb-table--stack"><tbody><tr>
<td data-label="Planens läge">Utkast</td>
<td data-label="Besluta om internkontrolluppföljningen">2026-11-23, för sent</td>
<td data-label="{long}">Nej</td></tr></tbody></table></html>"""
_MEASURE = """() => [...document.querySelectorAll("[data-label]")].map((cell) => {
  const label = getComputedStyle(cell, "::before"), pen = document.createElement("canvas").getContext("2d");
  pen.font = label.font;
  const words = cell.dataset.label.split(" ").map((word) => pen.measureText(word).width);
  return [Math.max(...words), parseFloat(label.width), cell.clientWidth];
})"""


def test_a_label_keeps_its_words_whole_and_only_one_wider_than_the_card_is_broken(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 600})
    style = "".join((STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ("tokens", "type", "tables"))
    page.set_content(PAGE.format(style=style, long=LONG))
    short, wide, widest = page.evaluate(_MEASURE)
    column = short[1]
    assert column > short[0]
    assert wide[0] > column, "a word that the column has no room for"
    assert wide[1] >= wide[0] - 1
    assert widest[0] > widest[2] >= widest[1]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
