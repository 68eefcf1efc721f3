"""Scales: any size, own words, and what a printed cell means on them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.strategies import scales

from riskbild.rules.refusal import Refused
from riskbild.rules.scale import LONGEST_CRITERIA, LONGEST_WORD, Scale, Step
from riskbild.rules.standard_methods import FOUR_BY_FOUR

LIKELIHOOD = FOUR_BY_FOUR.likelihood or Scale(())
UNNAMED = Scale((Step(1, ""), Step(2, ""), Step(3, "")))


@given(scales())
def test_a_scale_comes_back_the_same_from_its_data(scale: Scale) -> None:
    assert Scale.from_data(scale.to_data(), "likelihood") == scale


@given(scales())
def test_every_step_of_a_scale_is_found_by_its_number(scale: Scale) -> None:
    assert [scale.step(value) for value in scale.values] == list(scale.steps)
    assert all(value in scale for value in scale.values)
    assert scale.step(scale.values[-1] + 1) is None
    assert scale.step(None) is None


@given(scales())
def test_a_printed_number_is_read_as_the_step(scale: Scale) -> None:
    assert [scale.read(str(value)) for value in scale.values] == list(scale.values)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("3 - Möjlig", 3),
        ("Möjlig (3)", 3),
        ("MÖJLIG", 3),
        ("mindre  sannolik", 2),
        ("4 – Sannolik", 4),
        ("5", None),  # not on the scale
        ("3 - Sannolik", None),  # the number and the word disagree
        ("3-4", None),  # two numbers
        ("Kanske", None),
        ("", None),
        ("-", None),
    ],
)
def test_a_printed_cell_is_read_as_a_step_only_when_it_is_clear(printed: str, value: int | None) -> None:
    assert LIKELIHOOD.read(printed) == value


def test_a_scale_without_words_reads_numbers_only() -> None:
    assert UNNAMED.read("2") == 2
    assert UNNAMED.read("") is None


@given(st.text())
def test_no_printed_cell_is_read_as_a_value_outside_the_scale(printed: str) -> None:
    assert LIKELIHOOD.read(printed) in {None, *LIKELIHOOD.values}


@pytest.mark.parametrize(
    ("steps", "part_of_sentence"),
    [
        ((), "mellan 2 och 20 steg"),
        ((Step(1, "Låg"),), "mellan 2 och 20 steg"),
        (tuple(Step(value, str(value)) for value in range(21)), "den här har 21"),
        ((Step(2, "Hög"), Step(1, "Låg")), "1 kommer efter 2"),
        ((Step(1, "Låg"), Step(1, "Hög")), "1 kommer efter 1"),
        ((Step(1, "Låg"), Step(2, "låg ")), "låg"),
    ],
)
def test_steps_that_make_no_scale_are_refused(steps: tuple[Step, ...], part_of_sentence: str) -> None:
    with pytest.raises(Refused, match=part_of_sentence):
        Scale(steps)


@pytest.mark.parametrize(
    ("value", "word", "criteria"),
    [(-1, "Låg", ""), (1001, "Hög", ""), (1, "x" * (LONGEST_WORD + 1), ""), (1, "Låg", "x" * (LONGEST_CRITERIA + 1))],
)
def test_a_step_outside_its_limits_is_refused(value: int, word: str, criteria: str) -> None:
    with pytest.raises(Refused):
        Step(value, word, criteria)


@pytest.mark.parametrize(
    "data",
    [
        "1, 2, 3",
        [1, 2],
        [{"value": "1", "word": "Låg"}, {"value": 2, "word": "Hög"}],
        [{"value": True, "word": "Låg"}, {"value": 2, "word": "Hög"}],
        [{"value": 1, "word": None}, {"value": 2, "word": "Hög"}],
        [{"value": 1, "word": "Låg", "colour": "green"}, {"value": 2, "word": "Hög"}],
        [{1: "Låg"}, {2: "Hög"}],
    ],
)
def test_data_that_is_no_scale_is_refused_by_name(data: object) -> None:
    with pytest.raises(Refused, match="impact"):
        Scale.from_data(data, "impact")
