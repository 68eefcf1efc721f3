"""The methods to start from."""

import pytest

from riskbild.rules.method import Method
from riskbild.rules.standard_methods import FIVE_BY_FIVE, FOUR_BY_FOUR, SCORE_ONLY, STANDARD_METHODS, THREE_BY_THREE

SCALED = [THREE_BY_THREE, FOUR_BY_FOUR, FIVE_BY_FIVE]


@pytest.mark.parametrize("method", STANDARD_METHODS.values(), ids=STANDARD_METHODS)
def test_a_standard_method_comes_back_the_same_from_its_data(method: Method) -> None:
    assert Method.from_data(method.to_data()) == method


@pytest.mark.parametrize("method", SCALED, ids=lambda method: method.name)
def test_every_step_has_a_word_and_written_criteria(method: Method) -> None:
    for scale in (method.likelihood, method.impact):
        assert scale is not None
        assert all(step.word and step.criteria for step in scale.steps)


@pytest.mark.parametrize("method", SCALED, ids=lambda method: method.name)
def test_every_square_has_a_level_and_every_level_a_square(method: Method) -> None:
    assert {square.level for square in method.squares()} == set(method.levels)


@pytest.mark.parametrize("method", SCALED, ids=lambda method: method.name)
def test_levels_are_told_apart_without_colour(method: Method) -> None:
    for part in ("word", "symbol", "colour"):
        assert len({getattr(level, part) for level in method.levels}) == len(method.levels)


@pytest.mark.parametrize("method", SCALED, ids=lambda method: method.name)
def test_the_worst_square_is_wanted_in_the_plan_and_the_mildest_is_not(method: Method) -> None:
    squares = list(method.squares())
    assert method.wants_in_plan(squares[-1].score, squares[-1].level) is True
    assert method.wants_in_plan(squares[0].score, squares[0].level) is False


def test_a_score_with_no_axes_gets_no_level_that_its_document_does_not_give_it() -> None:
    assert SCORE_ONLY.level_of(9) is None
