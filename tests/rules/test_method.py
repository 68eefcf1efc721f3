"""Assessment methods: the score is looked up in the matrix, and the product is only the default."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.strategies import methods

from riskbild.rules.method import Cell, Colour, Level, Method, Threshold, ThresholdKind
from riskbild.rules.refusal import Refused
from riskbild.rules.standard_methods import FOUR_BY_FOUR, SCORE_ONLY

LOW, MEDIUM, HIGH, CRITICAL = FOUR_BY_FOUR.levels
# A rare disaster counts for more than the product says, and a square may be marked high whatever its score.
WITH_OVERRIDES = replace(FOUR_BY_FOUR, overrides={(1, 4): Cell(9), (4, 1): Cell(4, "high")})


@given(methods())
def test_a_method_comes_back_the_same_from_its_data(method: Method) -> None:
    again = Method.from_data(method.to_data())
    assert again == method
    assert hash(again) == hash(method)
    assert again.to_data() == method.to_data()


@given(methods(scaled=True))
def test_every_square_of_the_matrix_has_the_product_or_its_own_score(method: Method) -> None:
    assert method.likelihood
    assert method.impact
    squares = list(method.squares())
    assert len(squares) == len(method.likelihood.values) * len(method.impact.values)
    for square in squares:
        own = method.overrides.get((square.likelihood, square.impact))
        assert square.score == (own.score if own else square.likelihood * square.impact)
        assert method.score_of(square.likelihood, square.impact) == square.score
        assert square.level == method.level_of(square.score, square.likelihood, square.impact)


@given(methods(), st.integers(0, 2000), st.integers(0, 2000))
def test_a_higher_score_never_has_a_lower_level(method: Method, one: int, other: int) -> None:
    lower, higher = method.level_of(min(one, other)), method.level_of(max(one, other))
    if lower is not None:
        assert higher is not None
        assert method.level_rank(higher) >= method.level_rank(lower)


@given(methods(scaled=False), st.none() | st.integers(), st.none() | st.integers())
def test_a_method_without_scales_computes_nothing(method: Method, likelihood: int | None, impact: int | None) -> None:
    assert method.score_of(likelihood, impact) is None
    assert list(method.squares()) == []


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "level"),
    [
        (1, 1, 1, LOW),
        (1, 3, 3, LOW),
        (2, 2, 4, MEDIUM),
        (2, 4, 8, MEDIUM),
        (3, 3, 9, HIGH),
        (3, 4, 12, HIGH),
        (4, 4, 16, CRITICAL),
        (1, 4, 9, HIGH),  # the square's own score
        (4, 1, 4, HIGH),  # the square's own level
        (None, 4, None, None),
        (2, None, None, None),
        (None, None, None, None),
    ],
)
def test_score_and_level_of_a_square(
    likelihood: int | None, impact: int | None, score: int | None, level: Level | None
) -> None:
    assert WITH_OVERRIDES.score_of(likelihood, impact) == score
    assert WITH_OVERRIDES.level_of(score, likelihood, impact) == level


def test_a_score_below_the_lowest_level_has_no_level() -> None:
    assert FOUR_BY_FOUR.level_of(0) is None


def test_levels_rank_from_the_lowest() -> None:
    assert [FOUR_BY_FOUR.level_rank(level) for level in FOUR_BY_FOUR.levels] == [0, 1, 2, 3]
    with pytest.raises(Refused, match="stranger"):
        FOUR_BY_FOUR.level_rank(Level("stranger", "Okänd", "?", Colour.GREY, 1))


@pytest.mark.parametrize(
    ("likelihood", "impact", "sentence"),
    [
        (5, 1, "5 finns inte på skalan för sannolikhet, som går från 1 till 4."),
        (1, 0, "0 finns inte på skalan för konsekvens, som går från 1 till 4."),
        (None, 7, "7 finns inte på skalan för konsekvens, som går från 1 till 4."),
    ],
)
def test_a_value_outside_its_scale_never_passes_for_a_missing_one(
    likelihood: int | None, impact: int | None, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        FOUR_BY_FOUR.score_of(likelihood, impact)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("change", "part_of_sentence"),
    [
        ({"name": "  "}, "namn"),
        ({"name": "x" * 121}, "namn"),
        ({"impact": None}, "båda skalorna"),
        ({"likelihood": None}, "båda skalorna"),
        ({"levels": (MEDIUM, LOW)}, "stigande ordning"),
        ({"levels": (LOW, replace(LOW, from_score=9))}, "samma nyckel"),
        ({"overrides": {(5, 1): Cell(5)}}, "Rutan sannolikhet 5, konsekvens 1 finns inte"),
        ({"overrides": {(1, 1): Cell(-1)}}, "-1"),
        ({"overrides": {(1, 1): Cell(1, "stranger")}}, "stranger"),
        ({"threshold": Threshold(ThresholdKind.LEVEL_AT_LEAST, level_key="stranger")}, "stranger"),
    ],
)
def test_parts_that_do_not_fit_together_are_refused(change: dict[str, Any], part_of_sentence: str) -> None:
    with pytest.raises(Refused, match=part_of_sentence):
        replace(FOUR_BY_FOUR, **change)


def test_a_matrix_cannot_be_overridden_where_there_is_none() -> None:
    with pytest.raises(Refused, match="finns inte i matrisen"):
        replace(SCORE_ONLY, overrides={(1, 1): Cell(1)})


@pytest.mark.parametrize(
    "level",
    [
        {"key": "Hög"},
        {"key": ""},
        {"word": " "},
        {"word": "x" * 61},
        {"symbol": ""},
        {"symbol": "●●●●●"},
        {"from_score": -1},
    ],
)
def test_a_level_needs_a_key_a_word_and_a_symbol(level: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        replace(LOW, **level)


def test_all_but_the_name_may_be_left_out_of_the_data() -> None:
    assert Method.from_data({"name": "Enkel"}) == Method("Enkel")


DATA = FOUR_BY_FOUR.to_data()


@pytest.mark.parametrize(
    ("data", "part_of_sentence"),
    [
        (None, "method"),
        ([], "method"),
        ({**DATA, "colour": "red"}, "okänt fält: colour"),
        ({**DATA, "name": 4}, "name"),
        ({**DATA, "name": None}, "name"),
        ({**DATA, "impact": 4}, "impact"),
        ({**DATA, "levels": {"low": 1}}, "levels"),
        ({**DATA, "levels": [{**DATA["levels"][0], "colour": "pink"}]}, "levels.colour ska vara ett av green, yellow"),
        ({**DATA, "levels": [{**DATA["levels"][0], "from_score": 1.5}]}, "levels.from_score"),
        ({**DATA, "overrides": [{"likelihood": 1, "impact": 1}]}, "overrides.score"),
        ({**DATA, "overrides": [{"likelihood": 1, "impact": 1, "score": 2}] * 2}, "angiven två gånger"),
        ({**DATA, "overrides": [{"likelihood": 1, "impact": 1, "score": 2, "level": 3}]}, "overrides.level"),
        ({**DATA, "threshold": "high"}, "threshold"),
        ({**DATA, "threshold": {"kind": "often"}}, "threshold.kind"),
        ({**DATA, "threshold": {"kind": ["often"]}}, "threshold.kind"),
        ({**DATA, "threshold": {"kind": "score_at_least", "score": "9"}}, "threshold.score"),
        ({**DATA, "threshold": {"kind": "level_at_least", "level": 9}}, "threshold.level"),
    ],
)
def test_nonsense_for_a_method_is_refused_with_one_sentence(data: object, part_of_sentence: str) -> None:
    with pytest.raises(Refused, match=part_of_sentence):
        Method.from_data(data)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*DATA, "value", "word"]), inner),
)


@given(json_values, st.sampled_from([*DATA]))
def test_no_data_makes_a_method_fail_with_anything_but_a_refusal(value: Any, field: str) -> None:
    for data in (value, {**DATA, field: value}):
        with suppress(Refused):
            method = Method.from_data(data)
            assert Method.from_data(method.to_data()) == method
