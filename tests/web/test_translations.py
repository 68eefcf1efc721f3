"""Every Swedish text of the screen has its English one.

After texts have been added or changed:

    pybabel extract -F pyproject.toml -k gettext_lazy -k gettext_noop -k ngettext_lazy:1,2 \\
        --no-location --sort-output -o /tmp/web.pot src/riskbild/web
    pybabel update -i /tmp/web.pot -d src/riskbild/web/locale -l en -D django --no-fuzzy-matching --ignore-obsolete
    (fill in the empty msgstr in src/riskbild/web/locale/en/LC_MESSAGES/django.po)
    pybabel compile -d src/riskbild/web/locale -D django
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "riskbild" / "web"
FOLDER = WEB / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "gettext_noop": None, "ngettext_lazy": (1, 2)}
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def used_texts() -> set[str | tuple[str, ...]]:
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {each["pattern"]: {"trimmed": each.get("trimmed", "false")} for each in mappings}
    found = extract_from_dir(str(WEB), methods, options, KEYWORDS)
    return {text for _, _, text, _, _ in found if text}


def english() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def texts_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


MESSAGES = [message for message in english() if message.id]


def test_every_text_used_is_in_the_catalogue_and_none_besides() -> None:
    catalogued = {tuple(message.id) if isinstance(message.id, (list, tuple)) else message.id for message in MESSAGES}
    assert used_texts() == catalogued


def faults_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"{message.id!r} is fuzzy"
    swedish = [message.id] if isinstance(message.id, str) else list(message.id)
    for text, original in zip(texts_of(message), swedish, strict=True):
        if not text.strip():
            yield f"no English for {original!r}"
        elif sorted(PLACE.findall(text)) != sorted(PLACE.findall(original)):
            yield f"other places for values in {text!r} than in {original!r}"
        elif text[0].isspace() != original[0].isspace():
            yield f"a blank before one of {text!r} and {original!r}"


def test_every_text_is_translated_with_the_same_places_for_values() -> None:
    assert len(MESSAGES) > 2000
    assert [fault for message in MESSAGES for fault in faults_of(message)] == []


@pytest.mark.parametrize(
    ("english", "fault"), [("", "no English"), ("%(count)s rows", "other places"), (" %(number)s rows", "a blank")]
)
def test_a_text_that_is_not_translated_so_is_a_fault(english: str, fault: str) -> None:
    [found] = faults_of(Message("%(number)s rader", english))
    assert found.startswith(fault)


def test_the_compiled_catalogue_is_made_from_the_readable_one() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = read_mo(file)
    for message in MESSAGES:
        found = compiled.get(message.id if isinstance(message.id, str) else message.id[0])
        assert found is not None
        assert texts_of(found) == texts_of(message)
