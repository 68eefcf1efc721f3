"""Sizes and bounds against published tables, and against what must hold whatever the numbers."""

import re
from fractions import Fraction
from itertools import combinations
from math import ceil, comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskbild.rules.refusal import Refused
from riskbild.rules.sampling import MOST_DRAWN
from riskbild.rules.sampling_bound import (
    Distribution,
    clopper_pearson,
    hypergeometric_at_most,
    hypergeometric_limit,
    upper_bound,
)
from riskbild.rules.sampling_size import Basis, suggested_size, worked_out

# AICPA, Audit Guide "Audit Sampling" (2017), appendix A, table A-1: sizes at 5 per cent risk of overreliance. By
# tolerable rate, for expected rates from 0 in steps of 0.25 per cent to 4, then 5 to 10, 12.5, 15 and 17.5 per cent.
# Sizes above our own limit are left out.
TABLE_A1 = {
    2: "149 236 313 386 590",
    3: "99 157 157 208 257 303 392 562 846",
    4: "74 117 117 117 156 156 192 227 294 390 513 722",
    5: "59 93 93 93 93 124 124 153 181 208 234 286 361 458 624 877",
    6: "49 78 78 78 78 78 103 103 127 127 150 173 195 238 280 341 421",
    7: "42 66 66 66 66 66 66 88 88 88 109 109 129 148 167 185 221 478",
    8: "36 58 58 58 58 58 58 77 77 77 77 95 95 112 112 129 146 240 532",
    9: "32 51 51 51 51 51 51 51 68 68 68 68 84 84 84 100 100 158 266 585",
    10: "29 46 46 46 46 46 46 46 46 61 61 61 61 61 76 76 89 116 179 298 649",
    15: "19 30 30 30 30 30 30 30 30 30 30 30 30 30 40 40 40 40 50 68 85 110 150 576",
    20: "14 22 22 22 22 22 22 22 22 22 22 22 22 22 22 22 22 30 30 37 37 44 50 88 193 720",
}
EXPECTED = [Fraction(n, 400) for n in range(17)] + [Fraction(n, 1000) for n in (50, 60, 70, 80, 90, 100, 125, 150, 175)]

# The same, table A-3: upper limits in per cent at 5 per cent risk, rounded up to tenths, for 0 to 10 deviations.
TABLE_A3 = {
    20: "14.0 21.7 28.3 34.4 40.2 45.6 50.8 55.9 60.7 65.4 69.9",
    25: "11.3 17.7 23.2 28.2 33.0 37.6 42.0 46.3 50.4 54.4 58.4",
    30: "9.6 14.9 19.6 23.9 28.0 31.9 35.8 39.4 43.0 46.6 50.0",
    40: "7.3 11.4 15.0 18.3 21.5 24.6 27.5 30.4 33.3 36.0 38.8",
    50: "5.9 9.2 12.1 14.8 17.4 19.9 22.4 24.7 27.1 29.4 31.6",
    60: "4.9 7.7 10.2 12.5 14.7 16.8 18.8 20.8 22.8 24.8 26.7",
    80: "3.7 5.8 7.7 9.5 11.1 12.7 14.3 15.9 17.4 18.9 20.3",
    100: "3.0 4.7 6.2 7.6 9.0 10.3 11.5 12.8 14.0 15.2 16.4",
    150: "2.0 3.2 4.2 5.1 6.0 6.9 7.8 8.6 9.5 10.3 11.1",
    200: "1.5 2.4 3.2 3.9 4.6 5.2 5.9 6.5 7.2 7.8 8.4",
    500: "0.6 1.0 1.3 1.6 1.9 2.1 2.4 2.7 2.9 3.2 3.4",
}
FIVE = Fraction(5, 100)


@pytest.mark.parametrize("tolerable", TABLE_A1)
def test_sizes_are_those_of_the_aicpa_table(tolerable: int) -> None:
    printed = [int(size) for size in TABLE_A1[tolerable].split()]
    ours = [
        suggested_size(Basis(Fraction(95, 100), Fraction(tolerable, 100), rate)).size
        for rate in EXPECTED[: len(printed)]
    ]
    assert ours == printed


@pytest.mark.parametrize("checked", TABLE_A3)
def test_bounds_are_those_of_the_aicpa_table(checked: int) -> None:
    printed = [float(limit) for limit in TABLE_A3[checked].split()]
    ours = [ceil(clopper_pearson(found, checked, FIVE) * 1000) / 10 for found in range(len(printed))]
    assert ours == printed


def test_bound_without_errors_is_the_textbook_formula() -> None:
    for checked in (1, 10, 59, 300, 1000):
        assert clopper_pearson(0, checked, FIVE) == pytest.approx(1 - 0.05 ** (1 / checked), abs=1e-12)


def test_sizes_for_the_financial_audit_manual_hold() -> None:
    # GAO/CIGIE Financial Audit Manual, figure 450.1: 45 rows without error, at 90 per cent and 5 per cent tolerable.
    found = suggested_size(Basis(Fraction(90, 100), FIVE))
    assert (found.size, found.errors, found.distribution) == (45, 0, Distribution.BINOMIAL)


def test_the_hypergeometric_probability_is_counted_out() -> None:
    # 10 rows, 4 wrong, 3 drawn: 20 ways without error and 60 with one, of 120.
    assert hypergeometric_at_most(0, 3, 4, 10) == Fraction(20, 120)
    assert hypergeometric_at_most(1, 3, 4, 10) == Fraction(80, 120)
    assert hypergeometric_at_most(0, 7, 4, 10) == 0
    assert hypergeometric_at_most(3, 3, 4, 10) == 1


def test_the_hypergeometric_probability_is_that_of_every_sample_there_is() -> None:
    for population, checked in ((7, 3), (8, 5), (9, 4)):
        samples = [set(rows) for rows in combinations(range(population), checked)]
        for wrong in range(population + 1):
            errors = [len(rows & set(range(wrong))) for rows in samples]
            for found in range(checked + 1):
                share = Fraction(sum(one <= found for one in errors), len(samples))
                assert hypergeometric_at_most(found, checked, wrong, population) == share


# United Nations Office on Drugs and Crime and ENFSI, "Guidelines on Representative Drug Sampling" (2009), its table for
# the hypergeometric distribution: how many units of so many to examine, none of them negative, for 95 and for 99 per
# cent confidence that at least 50, 70 and 90 per cent of all are positive.
UNODC = {
    10: "3 5 8, 4 6 9", 20: "4 6 12, 5 9 15", 30: "4 7 15, 6 10 20", 40: "4 7 18, 6 10 23", 50: "4 8 19, 6 11 26",
    60: "4 8 20, 6 11 28", 70: "5 8 21, 7 12 30", 80: "5 8 22, 7 12 31", 90: "5 8 23, 7 12 32", 100: "5 8 23, 7 12 33",
}  # fmt: skip


@pytest.mark.parametrize("population", UNODC)
def test_sizes_and_limits_of_small_populations_are_those_of_the_published_table(population: int) -> None:
    for confidence, line in zip((95, 99), UNODC[population].split(","), strict=True):
        for tolerable, printed in zip((5, 3, 1), map(int, line.split()), strict=True):
            sure, share = Fraction(confidence, 100), Fraction(tolerable, 10)
            assert suggested_size(Basis(sure, share), population).size == printed
            assert hypergeometric_limit(0, printed, population, 1 - sure) <= share * population
            assert hypergeometric_limit(0, printed - 1, population, 1 - sure) > share * population


def test_a_population_looked_through_whole_leaves_no_doubt() -> None:
    bound = upper_bound(3, 40, Fraction(95, 100), population=40)
    assert (bound.rows, bound.share, bound.distribution) == (3, 3 / 40, Distribution.HYPERGEOMETRIC)


def test_a_small_population_needs_fewer_rows_than_an_endless_one() -> None:
    sizes = [suggested_size(Basis(), rows).size for rows in (20, 50, 100, 200, 500, 1000, 5000)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1] == 59


def test_a_size_near_a_twentieth_is_judged_by_the_distribution_that_it_was_worked_out_with() -> None:
    found = suggested_size(Basis(Fraction(95, 100), Fraction(119, 1000), Fraction(119, 200_000)), 741)
    assert (found.size, found.errors) == (38, 1)
    assert upper_bound(1, 38, Fraction(95, 100), 741).is_within(Fraction(119, 1000))


def test_a_tiny_population_is_looked_through_whole() -> None:
    found = suggested_size(Basis(Fraction(99, 100), Fraction(1, 100)), 12)
    assert (found.size, found.everything) == (12, True)


FORMULA = re.compile(
    r"Med n = (?P<n>\d+) och c = (?P<c>\d+): (?P<terms>.+?) (?:för k = 0|summerat för k från 0 till \d+) = "
    r"(?P<chance>[\d,]+) %\.(?: Med (?P<fewer>\d+) rader: (?P<without>[\d,]+) %\.)?$"
)


@pytest.mark.parametrize(
    ("basis", "population"),
    [(Basis(), None), (Basis(Fraction(90, 100), FIVE, Fraction(1, 100)), 5000), (Basis(), 60),
     (Basis(Fraction(99, 100), Fraction(1, 8), Fraction(1, 50)), 300)],
)  # fmt: skip
def test_the_formula_of_a_size_can_be_counted_through_as_it_is_printed(basis: Basis, population: int | None) -> None:
    found = suggested_size(basis, population)
    printed = FORMULA.search(worked_out(basis, found, population).sv)
    assert printed is not None
    assert (int(printed["n"]), int(printed["c"])) == (found.size, found.errors)
    terms = re.sub(r"(\d),(\d)", r"\1.\2", printed["terms"])
    for swedish, python in (("C(", "comb("), ("·", "*"), ("^", "**"), ("−", "-")):
        terms = terms.replace(swedish, python)
    whole = sum(eval(terms, {"comb": comb, "k": k}) for k in range(found.errors + 1))
    assert float(printed["chance"].replace(",", ".")) == pytest.approx(whole * 100, abs=0.01)
    assert float(printed["chance"].replace(",", ".")) <= basis.risk * 100 < float(printed["without"].replace(",", "."))


def test_what_is_looked_through_whole_needs_no_formula() -> None:
    assert worked_out(Basis(), suggested_size(Basis(), 10), 10).sv == ""


@given(st.integers(1, 400), st.data())
def test_the_small_population_bound_is_the_last_that_is_not_unlikely(population: int, data: st.DataObject) -> None:
    checked = data.draw(st.integers(1, population))
    found = data.draw(st.integers(0, checked))
    limit = hypergeometric_limit(found, checked, population, FIVE)
    assert hypergeometric_at_most(found, checked, limit, population) > FIVE
    if limit < population - (checked - found):
        assert hypergeometric_at_most(found, checked, limit + 1, population) <= FIVE


@settings(max_examples=30)
@given(st.integers(1, 300), st.data())
def test_the_bound_lies_above_the_rate_and_rises_with_errors_and_confidence(checked: int, data: st.DataObject) -> None:
    found = data.draw(st.integers(0, checked - 1))
    bound = upper_bound(found, checked, Fraction(95, 100))
    assert bound.rate < bound.share <= 1
    assert bound.share < upper_bound(found + 1, checked, Fraction(95, 100)).share
    assert bound.share < upper_bound(found, checked, Fraction(99, 100)).share


@settings(max_examples=40)
@given(
    st.sampled_from([Fraction(90, 100), Fraction(95, 100), Fraction(99, 100)]), st.integers(20, 200),
    st.integers(0, 90),
    st.one_of(st.none(), st.integers(2, 3000)),
)  # fmt: skip
def test_a_suggested_size_shows_what_it_was_to_show(
    confidence: Fraction, tolerable: int, part: int, population: int | None
) -> None:
    basis = Basis(confidence, Fraction(tolerable, 1000), Fraction(tolerable * part, 200_000))
    try:
        found = suggested_size(basis, population)
    except Refused:
        return
    assert 1 <= found.size <= MOST_DRAWN
    assert upper_bound(found.errors, found.size, confidence, population).is_within(basis.tolerable)


@pytest.mark.parametrize(
    ("confidence", "tolerable", "expected"),
    [("1", "0.05", "0"), ("0.4", "0.05", "0"), ("0.95", "0", "0"), ("0.95", "0.6", "0"), ("0.95", "0.05", "0.05")],
)
def test_a_basis_that_makes_no_sense_is_refused(confidence: str, tolerable: str, expected: str) -> None:
    with pytest.raises(Refused):
        Basis(Fraction(confidence), Fraction(tolerable), Fraction(expected))


def test_more_rows_than_anybody_looks_through_are_refused() -> None:
    with pytest.raises(Refused, match="1000"):
        suggested_size(Basis(Fraction(99, 100), Fraction(1, 100), Fraction(9, 1000)))
