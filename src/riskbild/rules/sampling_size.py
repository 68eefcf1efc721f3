"""How many rows to draw, from the confidence wanted and the share of errors that can be accepted.

The method of the attribute sampling tables of the AICPA's Audit Guide "Audit Sampling", appendix A: the fewest rows for
which the errors expected among them would still show that the share of errors is acceptable.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final

from riskbild.rules.refusal import Refused
from riskbild.rules.sample_life import percent
from riskbild.rules.sampling import MOST_DRAWN
from riskbild.rules.sampling_bound import FINITE_FROM, Distribution, check_confidence, hypergeometric_at_most, is_finite
from riskbild.rules.sentence import Sentence

CONFIDENCES: Final = (Fraction(90, 100), Fraction(95, 100), Fraction(99, 100))
"""What is usual; 95 per cent where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a size is worked out from, all as shares from 0 to 1: confidence, tolerable and expected share of errors."""

    confidence: Fraction = Fraction(95, 100)
    tolerable: Fraction = Fraction(5, 100)
    expected: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        check_confidence(self.confidence)
        if not Fraction(1, 1000) <= self.tolerable <= Fraction(1, 2):
            raise Refused(_TOLERABLE)
        if not 0 <= self.expected < self.tolerable:
            raise Refused(_EXPECTED)

    @property
    def risk(self) -> Fraction:
        """The risk of taking a population with too many errors for an acceptable one."""
        return 1 - self.confidence


@dataclass(frozen=True, slots=True)
class SuggestedSize:
    """A suggested size, and the most errors among so many rows that still show what was to be shown.

    `everything` tells that no part of so small a population would do: all of it is looked through.
    """

    size: int
    errors: int
    distribution: Distribution
    everything: bool = False


def suggested_size(basis: Basis, population: int | None = None) -> SuggestedSize:
    """The fewest rows to draw. `population` is the number of rows there are, None for kronor.

    Refused where more than `MOST_DRAWN` rows would be needed.
    """
    found = _from_binomial(basis)
    if population is None or (found is not None and not is_finite(found.size, population)):
        if found is None:
            raise Refused(_TOO_MANY.format(most=MOST_DRAWN))
        return found
    return _from_hypergeometric(basis, population)


@lru_cache(maxsize=256)
def _from_binomial(basis: Basis) -> SuggestedSize | None:
    least = 1
    for errors in range(MOST_DRAWN):
        least = _fewest(errors, least, basis)
        size = max(least, _first_with(errors, basis.expected))
        if size > MOST_DRAWN:
            return None
        if ceil(size * basis.expected) == errors:
            return SuggestedSize(size, errors, Distribution.BINOMIAL)
    return None


def _fewest(errors: int, least: int, basis: Basis) -> int:
    """The fewest rows, at least `least`, for which so few errors are no likelier than the risk."""
    low, high = max(least, errors + 1), MOST_DRAWN + 1
    while low < high:
        middle = (low + high) // 2
        if _binomial_at_most(errors, middle, basis.tolerable) <= basis.risk:
            high = middle
        else:
            low = middle + 1
    return low


def _binomial_at_most(errors: int, size: int, share: Fraction) -> float:
    import mpmath  # noqa: PLC0415 - a third of a second, only where a size is asked for

    right = 1 - mpmath.mpf(share.numerator) / share.denominator
    return float(mpmath.betainc(size - errors, errors + 1, 0, right, regularized=True))


def _first_with(errors: int, expected: Fraction) -> int:
    """The fewest rows among which so many errors are expected, a part of one counted as one."""
    return floor((errors - 1) / expected) + 1 if errors else 1


def _from_hypergeometric(basis: Basis, population: int) -> SuggestedSize:
    """As the tables do, with the number of rows counted in: one more wrong row than tolerable must be unlikely.

    No fewer rows than the result will be worked out from in the same way.
    """
    wrong = _one_too_many(basis, population)
    for size in range(ceil(FINITE_FROM * population), min(population, MOST_DRAWN + 1)):
        errors = ceil(size * basis.expected)
        if errors < size and hypergeometric_at_most(errors, size, wrong, population) <= basis.risk:
            return SuggestedSize(size, errors, Distribution.HYPERGEOMETRIC)
    if population > MOST_DRAWN:
        raise Refused(_TOO_MANY.format(most=MOST_DRAWN))
    return SuggestedSize(population, floor(basis.tolerable * population), Distribution.HYPERGEOMETRIC, everything=True)


def worked_out(basis: Basis, found: SuggestedSize, population: int | None = None) -> Sentence:
    """How a suggested size follows: the rule, then its formula with the numbers put in, and one row fewer for contrast.

    `population` is as for `suggested_size`. Empty for a population that is looked through whole.
    """
    if found.everything:
        return Sentence("", "")
    fewer = replace(found, size=found.size - 1, errors=ceil((found.size - 1) * basis.expected))
    without = _chance(basis, fewer, population)
    values: dict[str, object] = {
        "n": found.size, "c": found.errors, "fewer": fewer.size, "risk": percent(basis.risk),
        "share": percent(basis.tolerable), "chance": percent(_chance(basis, found, population)),
        "ks": _ONE if not found.errors else _MORE.format(c=found.errors),
        "contrast": percent(without),
    }  # fmt: skip
    if found.distribution is Distribution.HYPERGEOMETRIC and population is not None:
        wrong = _one_too_many(basis, population)
        rule = _BY_HYPERGEOMETRIC.format(wrong=wrong, right=population - wrong, all=population, **values)
    else:
        share = basis.tolerable
        rule = _BY_BINOMIAL.format(p=_decimal(share), q=_decimal(1 - share), **values)
    # With a twentieth of the population, the fewest that are counted so, one row fewer might do as well.
    return _AND.format(rule=rule, more=_CONTRAST.format(**values)) if without > basis.risk else rule


def _chance(basis: Basis, found: SuggestedSize, population: int | None) -> float:
    """How likely so few errors are among so many rows of a population with just too many; 1 where all can be wrong."""
    if found.errors >= found.size:
        return 1.0
    if found.distribution is Distribution.HYPERGEOMETRIC and population is not None:
        wrong = _one_too_many(basis, population)
        return float(hypergeometric_at_most(found.errors, found.size, wrong, population))
    return _binomial_at_most(found.errors, found.size, basis.tolerable)


def _decimal(share: Fraction) -> Sentence:
    text = f"{float(share):.6g}"
    return Sentence(text.replace(".", ","), text)


def _one_too_many(basis: Basis, population: int) -> int:
    return floor(basis.tolerable * population) + 1


_BY_BINOMIAL = Sentence(
    "Det minsta antal rader n där det är högst {risk} chans att hitta c fel eller färre, om den godtagbara andelen "
    "{share} är fel (binomialfördelning). c är n gånger den förväntade andelen fel, avrundat uppåt.\n"
    "Med n = {n} och c = {c}: C({n}, k) · {p}^k · {q}^({n} − k) {ks} = {chance}.",
    "The fewest rows n with at most {risk} chance of finding c errors or fewer, if the tolerable share of {share} is "
    "wrong (binomial distribution). c is n times the expected share of errors, rounded up.\n"
    "With n = {n} and c = {c}: C({n}, k) · {p}^k · {q}^({n} − k) {ks} = {chance}.",
)
_BY_HYPERGEOMETRIC = Sentence(
    "Det minsta antal rader n där det är högst {risk} chans att hitta c fel eller färre, om en rad mer än den "
    "godtagbara andelen {share} av de {all} raderna är fel (hypergeometrisk fördelning). c är n gånger den förväntade "
    "andelen fel, avrundat uppåt.\n"
    "Med n = {n} och c = {c}: C({wrong}, k) · C({right}, {n} − k) / C({all}, {n}) {ks} = {chance}.",
    "The fewest rows n with at most {risk} chance of finding c errors or fewer, if one row more than the tolerable "
    "share of {share} of the {all} rows is wrong (hypergeometric distribution). c is n times the expected share of "
    "errors, rounded up.\n"
    "With n = {n} and c = {c}: C({wrong}, k) · C({right}, {n} − k) / C({all}, {n}) {ks} = {chance}.",
)
_ONE = Sentence("för k = 0", "for k = 0")
_MORE = Sentence("summerat för k från 0 till {c}", "summed for k from 0 to {c}")
_CONTRAST = Sentence("Med {fewer} rader: {contrast}.", "With {fewer} rows: {contrast}.")
_AND = Sentence("{rule} {more}", "{rule} {more}")
_TOLERABLE = Sentence(
    "Godtagbar andel fel ska vara mellan 0,1 och 50 procent.",
    "The tolerable share of errors must be between 0.1 and 50 per cent.",
)
_EXPECTED = Sentence(
    "Förväntad andel fel ska vara lägre än den godtagbara.",
    "The expected share of errors must be lower than the tolerable one.",
)
_TOO_MANY = Sentence(
    "Det skulle krävas fler än {most} rader. Godta en högre andel fel, en lägre säkerhet, eller räkna med färre fel.",
    "More than {most} rows would be needed. Accept a higher share of errors, a lower confidence, or expect fewer.",
)
