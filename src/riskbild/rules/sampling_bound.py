"""What a sample says of its population: the exact upper confidence bound of the share that is wrong.

Clopper and Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26
(1934); for a population that the sample is a good part of, the hypergeometric distribution's own limit (e.g. Wright,
"Exact Confidence Bounds when Sampling from Small Finite Universes", 1991).
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from math import comb
from typing import Final

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

FINITE_FROM: Final = Fraction(1, 20)
"""From this share of the population on, that the population is finite is worth counting with; the usual 5 per cent."""

_HALVINGS: Final = 50


class Distribution(StrEnum):
    """Which distribution a bound or a size was worked out with."""

    BINOMIAL = "binomial"
    HYPERGEOMETRIC = "hypergeometric"
    STRATIFIED = "stratified"


@dataclass(frozen=True, slots=True)
class Bound:
    """With `confidence` (0 to 1), at most `share` of the population is wrong.

    `found` of `checked` were wrong. `rows` is the bound as a number of rows, where the population's size was counted
    with; None where it was not.
    """

    found: int
    checked: int
    confidence: Fraction
    share: float
    distribution: Distribution
    rows: int | None = None

    @property
    def rate(self) -> float:
        """The share of the sample that was wrong."""
        return self.found / self.checked

    def is_within(self, tolerable: Fraction) -> bool:
        """Whether the sample shows that no more than the tolerable share is wrong."""
        return self.share <= float(tolerable)


def upper_bound(found: int, checked: int, confidence: Fraction, population: int | None = None) -> Bound:
    """The smallest share that the population's true share is below, with the confidence, whatever it is.

    `population` is its number of rows, None for one that cannot be counted in rows (kronor). The bound is one-sided.
    Refused for more errors than checked rows, or a confidence outside 50–99.9 per cent.
    """
    if not 0 <= found <= checked or checked < 1:
        raise Refused(_COUNTS)
    check_confidence(confidence)
    if population is not None and is_finite(checked, population):
        rows = hypergeometric_limit(found, checked, population, 1 - confidence)
        return Bound(found, checked, confidence, rows / population, Distribution.HYPERGEOMETRIC, rows)
    share = clopper_pearson(found, checked, 1 - confidence)
    return Bound(found, checked, confidence, share, Distribution.BINOMIAL)


def check_confidence(confidence: Fraction) -> None:
    """Refused for a confidence outside 50–99.9 per cent."""
    if not Fraction(1, 2) <= confidence <= Fraction(999, 1000):
        raise Refused(_CONFIDENCE)


def is_finite(checked: int, population: int) -> bool:
    """Whether a sample is so much of its population that the hypergeometric distribution is used."""
    return checked >= FINITE_FROM * population


@lru_cache(maxsize=1024)
def clopper_pearson(found: int, checked: int, risk: Fraction) -> float:
    """The share p at which at most `found` errors among `checked` rows has probability `risk`; 1 if all are wrong."""
    if found == checked:
        return 1.0
    import mpmath  # noqa: PLC0415 - a third of a second, only where a bound is asked for

    # The binomial distribution is the regularised incomplete beta function, P(X <= k) = I(1 - p; n - k, k + 1), and
    # falls as p rises: halving always finds the place, and its upper end is never below the true bound.
    low, high = mpmath.mpf(found) / checked, mpmath.mpf(1)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        likely = mpmath.betainc(checked - found, found + 1, 0, 1 - middle, regularized=True)
        low, high = (middle, high) if likely > mpmath.mpf(risk.numerator) / risk.denominator else (low, middle)
    return float(high)


def hypergeometric_limit(found: int, checked: int, population: int, risk: Fraction) -> int:
    """The most wrong rows that a population may have for which so few errors are no less likely than `risk`; exact."""
    low, high = found, population - (checked - found)
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_at_most(found, checked, middle, population) > risk:
            low = middle
        else:
            high = middle - 1
    return low


def hypergeometric_at_most(found: int, checked: int, wrong: int, population: int) -> Fraction:
    """The probability of at most `found` errors among `checked` rows drawn from `population`, `wrong` of them wrong."""
    fewest = max(0, checked - (population - wrong))
    if found < fewest:
        return Fraction(0)
    ways = total = comb(wrong, fewest) * comb(population - wrong, checked - fewest)
    for k in range(fewest, min(found, checked, wrong)):
        ways = ways * (wrong - k) * (checked - k) // ((k + 1) * (population - wrong - checked + k + 1))
        total += ways
    return Fraction(total, comb(population, checked))


_COUNTS = Sentence(
    "Antalet fel ska vara mellan noll och antalet granskade rader.",
    "The number of errors must be between none and the number of rows checked.",
)
_CONFIDENCE = Sentence(
    "Säkerheten ska vara mellan 50 och 99,9 procent.", "The confidence must be between 50 and 99.9 per cent."
)
