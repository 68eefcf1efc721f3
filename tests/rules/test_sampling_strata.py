"""What a stratified sample says: never too low, whatever group the errors lie in, and no higher than it must be."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskbild.rules.refusal import Refused
from riskbild.rules.sampling_bound import Distribution, clopper_pearson
from riskbild.rules.sampling_strata import Stratum, stratified_bound, stratified_estimate

NINETY_FIVE = Fraction(95, 100)


def bound(strata: Sequence[tuple[int, int, int]], confidence: Fraction = NINETY_FIVE) -> float:
    return stratified_bound([Stratum(*one) for one in strata], confidence).share


@pytest.mark.parametrize(
    ("checked", "wrong", "printed"),
    # The upper limits of AICPA's table A-3 at 5 per cent risk (tests of the simple bound), in per cent.
    [(60, 0, 4.9), (60, 2, 10.2), (100, 0, 3.0), (100, 3, 7.6), (200, 5, 5.2)],
)
def test_groups_drawn_with_the_same_share_give_the_published_bound(checked: int, wrong: int, printed: float) -> None:
    half = [(100 * checked // 2, checked // 2, wrong), (100 * checked // 2, checked // 2, 0)]
    assert bound(half) == pytest.approx(clopper_pearson(wrong, checked, Fraction(1, 20)))
    assert printed - 0.1 < bound(half) * 100 <= printed


def test_a_group_with_few_rows_drawn_is_where_the_errors_may_lie() -> None:
    # 3.0 of 61 rows can be expected to be wrong. The row drawn of the second group stands for 40, if it is wrong all of
    # them but those found right; the other two stand for 10 rows each.
    drawn = [(600, 60, 0), (40, 1, 0)]
    expected = clopper_pearson(0, 61, Fraction(1, 20)) * 61
    assert bound(drawn) == pytest.approx((39 + (expected - 39 / 40) * 10) / 640)
    assert bound(drawn) > clopper_pearson(0, 61, Fraction(1, 20))


def test_a_group_that_was_checked_row_by_row_is_counted_as_it_was_found() -> None:
    assert bound([(10, 10, 1), (90, 90, 2)]) == pytest.approx(0.03)
    assert bound([(10, 10, 4), (1000, 59, 0)]) == pytest.approx(
        (4 + 1000 * clopper_pearson(0, 59, Fraction(1, 20))) / 1010
    )


def test_the_estimate_counts_each_group_by_its_size() -> None:
    strata = [Stratum(900, 30, 3), Stratum(100, 10, 0)]
    assert stratified_estimate(strata) == Fraction(9, 100)
    found = stratified_bound(strata, NINETY_FIVE)
    assert (found.found, found.checked, found.distribution) == (3, 40, Distribution.STRATIFIED)


@pytest.mark.parametrize("strata", [(0, 0, 0), (5, 6, 0), (5, 2, 3), (5, 0, 0)])
def test_groups_that_cannot_be_are_refused(strata: tuple[int, int, int]) -> None:
    with pytest.raises(Refused):
        Stratum(*strata)


POPULATIONS = [
    ((8, 3), (6, 2)), ((12, 2), (3, 1)), ((10, 4), (5, 1)), ((6, 2), (5, 2), (3, 1)), ((7, 1), (4, 1), (4, 4)),
    ((9, 5), (2, 1)), ((20, 4), (4, 1)), ((5, 1), (5, 1), (5, 1)),
]  # fmt: skip


@pytest.mark.parametrize("groups", POPULATIONS)
@pytest.mark.parametrize("confidence", [Fraction(90, 100), NINETY_FIVE])
def test_counted_over_every_sample_the_bound_holds_as_often_as_it_says(
    groups: Sequence[tuple[int, int]], confidence: Fraction
) -> None:
    bounds = {
        wrong: stratified_bound(
            [Stratum(rows, checked, one) for (rows, checked), one in zip(groups, wrong, strict=True)], confidence
        ).share
        for wrong in product(*(range(checked + 1) for _rows, checked in groups))
    }
    whole = sum(rows for rows, _checked in groups)
    for truth in product(*(range(rows + 1) for rows, _checked in groups)):
        share = sum(truth) / whole
        held = sum(
            (_chance(groups, truth, wrong) for wrong, most in bounds.items() if most >= share - 1e-12), Fraction(0)
        )
        assert held >= confidence, truth


def _chance(groups: Sequence[tuple[int, int]], truth: Sequence[int], wrong: Sequence[int]) -> Fraction:
    """How likely it is to find just these errors, with so many wrong rows in each group."""
    ways = prod(
        comb(bad, found) * comb(rows - bad, checked - found)
        for (rows, checked), bad, found in zip(groups, truth, wrong, strict=True)
    )
    return Fraction(ways, prod(comb(rows, checked) for rows, checked in groups))


one_group = st.integers(1, 30).flatmap(
    lambda checked: st.tuples(st.integers(checked, 400), st.just(checked), st.integers(0, checked))
)


@given(st.lists(one_group, min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_it_is_never_below_the_estimate_nor_above_what_is_not_known_to_be_right(
    strata: list[tuple[int, int, int]],
) -> None:
    found = [Stratum(*one) for one in strata]
    share = bound(strata)
    right = sum(one.checked - one.wrong for one in found)
    whole = sum(one.rows for one in found)
    assert float(stratified_estimate(found)) - 1e-9 <= share <= (whole - right) / whole + 1e-9
    assert bound(strata, Fraction(99, 100)) >= share - 1e-9
