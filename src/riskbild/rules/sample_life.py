"""A sample from the population to its result: its states, what a row can turn out to be, and what the result says."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from riskbild.rules.result import Result
from riskbild.rules.sampling import SamplingMethod
from riskbild.rules.sampling_bound import Bound, Distribution, upper_bound
from riskbild.rules.sampling_strata import Stratum, stratified_bound, stratified_estimate
from riskbild.rules.sentence import Sentence


class SampleState(StrEnum):
    """NEW has a population, DRAWN its rows, CONCLUDED its result; WITHDRAWN is one that does not count, and why."""

    NEW = "new"
    DRAWN = "drawn"
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


STATE_LABELS: Mapping[StrEnum, Sentence] = {
    SampleState.NEW: Sentence("Inte draget", "Not drawn"),
    SampleState.DRAWN: Sentence("Granskas", "Being checked"),
    SampleState.CONCLUDED: Sentence("Klart", "Concluded"),
    SampleState.WITHDRAWN: Sentence("Återkallat", "Withdrawn"),
}


class Verdict(StrEnum):
    """What a drawn row turned out to be. A row whose papers are missing counts as wrong, as auditors count it."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class SampleCount:
    """How many rows were drawn, judged and wrong; `hits` and `wrong_hits` count a row once for each time drawn.

    `strata` has the groups of a stratified sample, where the size of each is known.
    """

    drawn: int
    judged: int
    wrong: int
    hits: int
    wrong_hits: int
    strata: tuple[Stratum, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every drawn row has been judged."""
        return self.judged == self.drawn


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What a whole sample says: its bound, whether that is within what was tolerable, the result it suggests."""

    count: SampleCount
    bound: Bound
    tolerable: Fraction
    of_amount: bool

    @property
    def within(self) -> bool:
        """Whether the sample shows that no more than the tolerable share is wrong."""
        return self.bound.is_within(self.tolerable)

    @property
    def suggested(self) -> Result:
        """A result for the report, to be judged by the criteria: none without errors, major above what is tolerable."""
        if not self.count.wrong:
            return Result.NO_DEVIATION
        rate = float(stratified_estimate(self.count.strata)) if self.count.strata else self.bound.rate
        return Result.MAJOR_DEVIATION if rate > float(self.tolerable) else Result.MINOR_DEVIATION

    @property
    def sentence(self) -> Sentence:
        """The result in one line for the control's report."""
        what = _AMOUNT if self.of_amount else _ROWS
        values = {
            "wrong": self.count.wrong, "drawn": self.count.drawn, "confidence": percent(self.bound.confidence),
            "share": percent(self.bound.share), "what": what,
            "verdict": (_WITHIN if self.within else _NOT_SHOWN).format(tolerable=percent(self.tolerable)),
        }  # fmt: skip
        return _RESULT.format(**values)

    @property
    def worked_out(self) -> Sentence:
        """How the bound was worked out, in words."""
        values = {"found": self.bound.found, "checked": self.bound.checked}
        if self.bound.distribution is Distribution.HYPERGEOMETRIC:
            return _BY_HYPERGEOMETRIC.format(rows=self.bound.rows, **values)
        if self.bound.distribution is Distribution.STRATIFIED:
            estimate = percent(stratified_estimate(self.count.strata))
            return _BY_STRATA.format(groups=len(self.count.strata), estimate=estimate, **values)
        return _BY_BINOMIAL.format(**values)


def result_of(
    count: SampleCount, method: SamplingMethod, confidence: Fraction, tolerable: Fraction, population: int
) -> SampleResult:
    """What a sample in which every row has been judged says of its population of so many rows.

    A sample weighted by amount speaks of kronor: each drawn krona counts, and the bound is a share of the sum. One that
    was drawn by groups is counted by groups.
    """
    of_amount = method is SamplingMethod.WEIGHTED
    if of_amount:
        bound = upper_bound(count.wrong_hits, count.hits, confidence)
    elif count.strata:
        bound = stratified_bound(count.strata, confidence)
    else:
        bound = upper_bound(count.wrong, count.drawn, confidence, population)
    return SampleResult(count, bound, tolerable, of_amount)


def percent(share: Fraction | float) -> Sentence:
    """A share as people write it: "4,96 %"; never rounded down, since a bound that is must not look smaller."""
    number = float(share) * 100
    hundredths = round(number * 100) if isinstance(share, Fraction) else ceil(number * 100)
    text = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
    return Sentence(f"{text.replace('.', ',')} %", f"{text}%")


_ROWS = Sentence("av raderna", "of the rows")
_AMOUNT = Sentence("av beloppet", "of the amount")
_WITHIN = Sentence(
    "Det ligger inom den godtagbara andelen {tolerable}.", "That is within the tolerable share of {tolerable}."
)
_NOT_SHOWN = Sentence(
    "Det är mer än den godtagbara andelen {tolerable}.", "That is above the tolerable share of {tolerable}."
)
_RESULT = Sentence(
    "Stickprov: {wrong} av {drawn} granskade rader var fel. Med {confidence} säkerhet är högst {share} {what} fel. "
    "{verdict}",
    "Sample: {wrong} of {drawn} checked rows were wrong. With {confidence} confidence at most {share} {what} are "
    "wrong. {verdict}",
)
_BY_BINOMIAL = Sentence(
    "Övre gräns enligt Clopper–Pearson: den andel fel vid vilken {found} fel eller färre bland {checked} dragna är så "
    "osannolikt som säkerheten medger.",
    "Upper limit by Clopper–Pearson: the share of errors at which {found} errors or fewer among {checked} drawn are as "
    "unlikely as the confidence allows.",
)
_BY_STRATA = Sentence(
    "Skattad andel fel när varje grupp räknas efter sin storlek: {estimate}. Övre gräns för ett urval ur {groups} "
    "grupper med {found} fel bland {checked} granskade: den gäller hur felen än är fördelade mellan grupperna, och är "
    "därför hellre för hög än för låg.",
    "Estimated share of errors with each group counted by its size: {estimate}. Upper limit for a sample of {groups} "
    "groups with {found} errors among {checked} checked: it holds however the errors are spread over the groups, and "
    "is rather too high than too low.",
)
_BY_HYPERGEOMETRIC = Sentence(
    "Övre gräns enligt den hypergeometriska fördelningen, eftersom stickprovet är en stor del av populationen: högst "
    "{rows} rader kan vara fel när {found} fel hittades bland {checked}.",
    "Upper limit by the hypergeometric distribution, since the sample is a large part of the population: at most "
    "{rows} rows can be wrong when {found} errors were found among {checked}.",
)
