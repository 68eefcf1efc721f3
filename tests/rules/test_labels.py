"""Every value a person can meet has a name in both languages, and every colour can be read."""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import combinations

import pytest
from tests.rules.dark_palette import DARK

import riskbild.rules
from riskbild.rules.codes import Code
from riskbild.rules.labels import LABELS, label
from riskbild.rules.level import Colour
from riskbild.rules.palette import LIGHT, Paint, contrast
from riskbild.rules.sentence import Sentence


def enums_of_the_rules() -> set[type[StrEnum]]:
    modules = [
        importlib.import_module(f"riskbild.rules.{one.name}") for one in pkgutil.iter_modules(riskbild.rules.__path__)
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return {kind for kind in found if issubclass(kind, StrEnum) and kind is not StrEnum}


def test_every_enum_of_the_rules_has_its_labels() -> None:
    assert LABELS.keys() == enums_of_the_rules()


@pytest.mark.parametrize("kind", sorted(enums_of_the_rules(), key=lambda kind: kind.__name__))
def test_every_member_has_a_label_of_its_own_in_both_languages(kind: type[StrEnum]) -> None:
    assert LABELS[kind].keys() == set(kind)
    for language in ("sv", "en"):
        texts = [label(member).text(language) for member in kind]
        assert all(text and text[0].isupper() and text == text.strip() for text in texts)
        assert len(set(texts)) == len(texts)


def test_labels_of_different_enums_do_not_mix() -> None:
    assert str(label(Colour.RED)) == "Röd"
    (stranger,) = StrEnum("Stranger", {"RED": "red"})
    with pytest.raises(KeyError):
        label(stranger)


def test_codes_are_short_and_stable_names() -> None:
    assert all(code == code.lower() and " " not in code for code in Code)


@pytest.mark.parametrize("paints", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_has_its_paint(paints: Mapping[Colour, Paint]) -> None:
    assert paints.keys() == set(Colour)


@pytest.mark.parametrize("paint", [*LIGHT.values(), *DARK.values()])
def test_text_on_every_colour_has_the_contrast_that_the_law_asks_for(paint: Paint) -> None:
    assert contrast(paint.text, paint.background) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1


def test_no_two_colours_look_the_same() -> None:
    for paints in (LIGHT, DARK):
        assert all(one.background != other.background for one, other in combinations(paints.values(), 2))


def test_all_sentences_of_the_rules_are_in_both_languages() -> None:
    for module in pkgutil.iter_modules(riskbild.rules.__path__):
        for name, value in vars(importlib.import_module(f"riskbild.rules.{module.name}")).items():
            if isinstance(value, Sentence):
                assert value.sv, name
                assert value.en, name


def test_every_module_of_the_rules_stands_in_their_reading_order() -> None:
    listed = re.findall(r"`(\w+)`", riskbild.rules.__doc__ or "")
    assert sorted(listed) == sorted(module.name for module in pkgutil.iter_modules(riskbild.rules.__path__))
