"""The look: contrast of every colour pair, documented parts, vendored files with their licences."""

import re
from itertools import product
from pathlib import Path

import pytest

from riskbild.rules.level import Colour
from riskbild.rules.palette import LIGHT, contrast

STATIC = Path(__file__).parents[2] / "src" / "riskbild" / "web" / "static" / "web"
TEMPLATES = STATIC.parents[1] / "templates" / "web"
SCHEMES = {"light": 0, "dark": 1}
TOKEN = re.compile(r"(--[\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)")


def long(colour: str) -> str:
    return "#" + "".join(digit * 2 for digit in colour[1:]) if len(colour) == 4 else colour


TOKENS = {
    name: (long(light), long(dark))
    for name, light, dark in TOKEN.findall((STATIC / "css" / "tokens.css").read_text(encoding="utf-8"))
}

SURFACES = "--rb-page", "--rb-panel", "--rb-raised", "--rb-row-hover", "--rb-row-chosen"
LEVEL_NAMES = [str(colour).replace("_", "-") for colour in Colour]
TEXT_ON_SURFACE = [
    *product(("--rb-ink", "--rb-ink-soft"), SURFACES),
    *product(("--rb-bar-ink", "--rb-bar-ink-soft"), ("--rb-bar-surface", "--rb-bar-hover")),
    *product(("--ds-color-accent-text-subtle", "--ds-color-danger-text-subtle"), ("--rb-page", "--rb-panel")),
    ("--ds-color-accent-base-contrast-default", "--ds-color-accent-base-default"),
    ("--ds-color-danger-base-contrast-default", "--ds-color-danger-base-default"),
    ("--ds-color-accent-text-default", "--ds-color-accent-surface-tinted"),
    *[
        (f"--ds-color-{tone}-text-default", f"--ds-color-{tone}-background-tinted")
        for tone in ("info", "success", "warning", "danger")
    ],
    ("--ds-color-warning-text-default", "--ds-color-warning-surface-tinted"),
    *[(f"--rb-level-{name}-ink", f"--rb-level-{name}-surface") for name in LEVEL_NAMES],
]
LINES_ON_PAGE = [
    "--ds-color-neutral-border-default",
    "--ds-color-focus-outer",
    "--ds-color-accent-base-default",
    *[f"--ds-color-{tone}-border-strong" for tone in ("info", "success", "warning", "danger")],
    *[f"--rb-level-{name}-edge" for name in LEVEL_NAMES],
]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "surface"), TEXT_ON_SURFACE)
def test_text_can_be_read_on_its_surface(text: str, surface: str, scheme: str) -> None:
    assert contrast(TOKENS[text][SCHEMES[scheme]], TOKENS[surface][SCHEMES[scheme]]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("line", LINES_ON_PAGE)
def test_lines_that_mean_something_stand_out_from_the_page(line: str, scheme: str) -> None:
    assert contrast(TOKENS[line][SCHEMES[scheme]], TOKENS["--rb-page"][SCHEMES[scheme]]) >= 3


@pytest.mark.parametrize("colour", Colour)
def test_a_level_looks_alike_on_the_screen_and_in_documents(colour: Colour) -> None:
    name = str(colour).replace("_", "-")
    assert TOKENS[f"--rb-level-{name}-surface"][0] == LIGHT[colour].background
    assert TOKENS[f"--rb-level-{name}-ink"][0] == LIGHT[colour].text
    assert f".rb-level--{name} {{" in (STATIC / "css" / "levels.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_colours_stand_in_the_tokens_alone(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    if sheet.name != "tokens.css":
        assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text)
    defined = set(
        re.findall(
            r"(--rb-[\w-]+):", "".join(each.read_text(encoding="utf-8") for each in (STATIC / "css").glob("*.css"))
        )
    )
    assert set(re.findall(r"var\((--rb-[\w-]+)", text)) <= defined


@pytest.mark.parametrize(
    "folder", sorted(path for path in (STATIC / "vendor").iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_what_others_have_made_lies_with_its_licence(folder: Path) -> None:
    assert (folder / "LICENSE").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("part", sorted((TEMPLATES / "parts").glob("*.html")), ids=lambda path: path.name)
def test_every_shared_part_says_how_it_is_used(part: Path) -> None:
    text = part.read_text(encoding="utf-8")
    head = re.match(r"\{#-?(.*?)#\}", text, re.DOTALL)
    assert head, f"{part.name} has no comment at its head"
    for name in re.findall(r"macro ([a-z]\w*)\(", text):
        assert re.search(rf"\b{name}\(", head[1]), f"{part.name} does not say what {name} does"


def test_every_style_sheet_and_module_of_the_frame_exists() -> None:
    base = (TEMPLATES / "base.html").read_text(encoding="utf-8")
    for name in re.findall(r"static\([\"'](web/[\w./-]+)[\"']\)", base):
        assert (STATIC.parent / name).is_file(), name
    for sheet in re.findall(r"\"((?:vendor|css)/[\w/-]+)\"", base):
        assert (STATIC / f"{sheet}.css").is_file(), sheet
