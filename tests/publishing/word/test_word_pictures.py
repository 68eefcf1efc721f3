"""What LibreOffice shows of a drawn document is what it showed when somebody last looked at it and found it good.

The kept pictures are those of the manual. RISKBILD_NEW_PICTURES=1 takes them anew; then look at them.
"""

import io
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from tests.publishing.conftest import PublishedCase
from tests.publishing.office import needs_office, saved_anew
from tests.publishing.word.municipal import municipal_template
from tests.publishing.word.sample import LOGO, PLAN

from riskbild.publishing.word import draw

PICTURES = Path(__file__).parents[3] / "docs" / "pictures"
KEPT = ("word-plan", "word-own-template", "word-utb", "word-amn", "word-sno", "word-sn", "word-afn")
DOTS_AN_INCH = 72
# Of 255. Another version of the same letters moves edges by a dot; a lost column or colour moves far more.
MOST_DIFFERENT = 4.0
pytestmark = [pytest.mark.office, needs_office]


def pages(pdf: bytes) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=DOTS_AN_INCH / 72).to_pil().convert("RGB") for page in document]


def side_by_side(*shown: Image.Image) -> Image.Image:
    whole = Image.new("RGB", (sum(each.width for each in shown) + 8 * (len(shown) - 1), shown[-1].height), "#9aa5b1")
    left = 0
    for each in shown:
        whole.paste(each, (left, 0))
        left += each.width + 8
    return whole


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ where they differ most, edges of letters aside: 0 to 255."""
    small = [
        each.convert("L").resize((each.width // 12, each.height // 12), Image.Resampling.BOX) for each in (one, other)
    ]
    apart = ImageChops.difference(*small)
    return float(ImageStat.Stat(apart).mean[0])


@pytest.fixture(scope="module")
def shown(
    five: Mapping[str, PublishedCase], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Image.Image]]:
    """The pages of every document of which a picture is kept, from one run of LibreOffice."""
    plan = replace(PLAN, logo=LOGO)
    drawn = {"word-plan": draw(plan).content, "word-own-template": draw(plan, municipal_template()).content}
    drawn |= {f"word-{name}": draw(case.publication).content for name, case in five.items()}
    made = saved_anew(drawn, "pdf", tmp_path_factory.mktemp("pictures"))
    return {name: pages(pdf) for name, pdf in made.items()}


def picture(name: str, shown: Mapping[str, list[Image.Image]]) -> Image.Image:
    return side_by_side(*shown[name][: 2 if name == "word-own-template" else 1])


@pytest.mark.parametrize("name", KEPT)
def test_it_looks_as_it_did(name: str, shown: Mapping[str, list[Image.Image]]) -> None:
    now = picture(name, shown)
    file = PICTURES / f"{name}.png"
    if os.environ.get("RISKBILD_NEW_PICTURES"):
        now.quantize(64).save(file, optimize=True)
    kept = Image.open(io.BytesIO(file.read_bytes())).convert("RGB")
    assert now.size == kept.size
    assert difference(now, kept) < MOST_DIFFERENT


def test_the_comparison_would_see_another_look(shown: Mapping[str, list[Image.Image]]) -> None:
    kept = picture("word-plan", shown)
    for wrong in (picture("word-sn", shown), picture("word-afn", shown), Image.new("RGB", kept.size, "white")):
        assert difference(wrong.resize(kept.size), kept) > MOST_DIFFERENT


def test_all_of_a_document_is_shown(shown: Mapping[str, list[Image.Image]]) -> None:
    assert [len(shown[name]) for name in KEPT] == [2, 3, 2, 6, 4, 2, 3]
    assert all(page.width > page.height for page in shown["word-plan"])
