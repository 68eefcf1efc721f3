"""What a stratified sample says of its population: an upper confidence bound that holds however errors are spread.

The groups of a stratified sample are drawn with unlike shares: each gives at least one row, and whole rows. Errors
among the rows drawn are then no binomial number. What is known of them is enough for a bound:

1. A group of which every row was checked is known, and is counted as it is.
2. The errors found in the others are a sum of independent events that are not equally likely: drawing without putting
   back gives such a sum too (Vatutin and Mikhailov, "Limit theorems for the number of empty cells", 1982). Of all such
   sums with the same mean, few errors are the likeliest where the events are equally likely, as long as the mean is at
   least one more than the errors found (Hoeffding, "On the distribution of the number of successes in independent
   trials", Annals of Mathematical Statistics 27, 1956, theorem 4). So Clopper and Pearson's bound for the drawn rows
   together bounds how many errors were to be expected among them.
3. The bound is the largest share of the population that can be wrong with so many to be expected, when no group has
   more wrong rows than it has rows that were not found right.

Where every group was drawn with the same share, that is Clopper and Pearson's bound itself; else it is higher, by as
much as errors could lie where the fewest rows were drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from riskbild.rules.refusal import Refused
from riskbild.rules.sampling_bound import Bound, Distribution, check_confidence, clopper_pearson
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of the population: its rows, how many of them were checked, and how many of those were wrong."""

    rows: int
    checked: int
    wrong: int

    def __post_init__(self) -> None:
        if not 0 <= self.wrong <= self.checked <= self.rows or not self.checked:
            raise Refused(_COUNTS)

    @property
    def known(self) -> bool:
        """Whether every row was checked."""
        return self.checked == self.rows


def stratified_estimate(strata: Sequence[Stratum]) -> Fraction:
    """The share of the population that is wrong, as it is estimated: each group counted by its size."""
    return sum((Fraction(one.rows * one.wrong, one.checked) for one in strata), Fraction(0)) / _rows(strata)


def stratified_bound(strata: Sequence[Stratum], confidence: Fraction) -> Bound:
    """The share that at most is wrong in the population, with the confidence, whatever group the errors lie in.

    Refused for a confidence outside 50–99.9 per cent.
    """
    check_confidence(confidence)
    found, checked = sum(one.wrong for one in strata), sum(one.checked for one in strata)
    drawn = [one for one in strata if not one.known]
    wrong = sum(one.wrong for one in strata if one.known) + _most_wrong(drawn, confidence)
    share = min(float(wrong) / _rows(strata), 1.0)
    return Bound(found, checked, confidence, share, Distribution.STRATIFIED)


def _most_wrong(drawn: Sequence[Stratum], confidence: Fraction) -> Fraction:
    """How many rows of the groups can be wrong: first where each row that is to be expected stands for the most."""
    if not drawn:
        return Fraction(0)
    left, most = _expected_at_most(drawn, confidence), Fraction(0)
    for one in sorted(drawn, key=lambda one: Fraction(one.checked, one.rows)):
        share = min(left / one.checked, Fraction(one.rows - one.checked + one.wrong, one.rows))
        left -= share * one.checked
        most += share * one.rows
    return most


def _expected_at_most(drawn: Sequence[Stratum], confidence: Fraction) -> Fraction:
    """How many errors at most were to be expected among the drawn rows of the groups."""
    found, checked = sum(one.wrong for one in drawn), sum(one.checked for one in drawn)
    share = Fraction(clopper_pearson(found, checked, 1 - confidence))
    # Hoeffding's theorem speaks of a mean that is at least one more than the errors found.
    return min(max(share * checked, Fraction(found + 1)), Fraction(checked))


def _rows(strata: Sequence[Stratum]) -> int:
    return sum(one.rows for one in strata)


_COUNTS = Sentence(
    "I varje grupp ska minst en rad vara granskad, och högst alla.",
    "In each group at least one row must have been checked, and at most all.",
)
