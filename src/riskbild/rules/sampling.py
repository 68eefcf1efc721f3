"""Drawing a sample (stickprov) that anybody can draw again: the rows follow from the seed and nothing else.

No random numbers of Python's own are used. All chance comes from SHA-256 of a text made of the seed, so that the same
seed gives the same rows in any release and any language; docs/sampling.md has the steps for who wants to do it by hand.
"""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from riskbild.rules.population import Population
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

ALGORITHM: Final = 1
"""The version of the steps below. Another way of drawing is another number; a drawn sample keeps its own."""

MOST_DRAWN: Final = 1000
"""More rows than anybody looks through by hand; the suggested sizes lie far below."""


class SamplingMethod(StrEnum):
    """How rows are drawn.

    WEIGHTED draws by amount: every krona has the same chance (monetary unit sampling), so large rows come first.
    """

    SIMPLE = "simple"
    SYSTEMATIC = "systematic"
    STRATIFIED = "stratified"
    WEIGHTED = "weighted"


METHOD_LABELS: Mapping[StrEnum, Sentence] = {
    SamplingMethod.SIMPLE: Sentence("Enkelt slumpmässigt urval", "Simple random sample"),
    SamplingMethod.SYSTEMATIC: Sentence("Systematiskt urval", "Systematic sample"),
    SamplingMethod.STRATIFIED: Sentence("Stratifierat urval", "Stratified sample"),
    SamplingMethod.WEIGHTED: Sentence("Beloppsviktat urval", "Sample weighted by amount"),
}

METHOD_MEANINGS: Mapping[SamplingMethod, Sentence] = {
    SamplingMethod.SIMPLE: Sentence(
        "Alla rader har samma chans att dras, oberoende av varandra.",
        "Every row has the same chance, whichever others are drawn.",
    ),
    SamplingMethod.SYSTEMATIC: Sentence(
        "Rader dras med jämna mellanrum från en slumpad början, så att hela filen täcks.",
        "Rows are drawn at even intervals from a random start, so that the whole file is covered.",
    ),
    SamplingMethod.STRATIFIED: Sentence(
        "Raderna delas efter en kolumn, till exempel enhet, och varje grupp får sin andel, minst en rad.",
        "The rows are divided by a column, such as unit; each group gets its share, at least one row.",
    ),
    SamplingMethod.WEIGHTED: Sentence(
        "Varje krona har samma chans att dras, så stora belopp granskas oftare. Rader utan belopp eller med "
        "minusbelopp kan inte dras.",
        "Every krona has the same chance, so large amounts are looked at more often. Rows with no or a negative amount "
        "cannot be drawn.",
    ),
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A row that was drawn, by its number in the population.

    `hits` is how many times: more than once only for a row so large that several of the drawn kronor lie in it.
    `stratum` is its group, where the rows were divided.
    """

    number: int
    hits: int = 1
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """How to draw: method, how many, the seed, and the place of the column that divides or weighs the rows."""

    method: SamplingMethod
    size: int
    seed: str
    column: int | None = None
    algorithm: int = ALGORITHM


def drawn_from(population: Population, draw: Draw) -> tuple[Drawn, ...]:
    """The rows that a draw gives, in their order in the file; the same every time.

    Refused for a size that cannot be drawn, a column that is not there or does not fit, or an unknown algorithm.
    """
    if draw.algorithm != ALGORITHM:
        raise Refused(_UNKNOWN_ALGORITHM.format(number=draw.algorithm))
    if not 1 <= draw.size <= MOST_DRAWN:
        raise Refused(_SIZE.format(most=MOST_DRAWN))
    if draw.method is SamplingMethod.WEIGHTED:
        return weighted(population.amounts(_column(draw)), draw.size, draw.seed)
    if draw.size > population.size:
        raise Refused(_FEWER_ROWS.format(rows=population.size))
    if draw.method is SamplingMethod.STRATIFIED:
        return stratified(population.column(_column(draw)), draw.size, draw.seed)
    if draw.method is SamplingMethod.SYSTEMATIC:
        return systematic(population.size, draw.size, draw.seed)
    return simple(population.size, draw.size, draw.seed)


def simple(rows: int, size: int, seed: str) -> tuple[Drawn, ...]:
    """Those `size` of the rows 1 to `rows` whose key SHA-256("seed/number") is the smallest."""
    return tuple(Drawn(number) for number in sorted(_smallest(range(1, rows + 1), size, seed)))


def systematic(rows: int, size: int, seed: str) -> tuple[Drawn, ...]:
    """Every (rows/size)-th row from a start s = SHA-256("seed/start") mod rows: numbers ⌊(s + i·rows)/size⌋ + 1."""
    return tuple(Drawn(at + 1) for at in _evenly(rows, size, seed))


def stratified(strata: Sequence[str], size: int, seed: str) -> tuple[Drawn, ...]:
    """As `simple` within each stratum, as many of each as `allocated` says; `strata` is row by row."""
    groups: dict[str, list[int]] = {}
    for number, name in enumerate(strata, 1):
        groups.setdefault(" ".join(name.split()), []).append(number)
    shares = allocated({name: len(numbers) for name, numbers in groups.items()}, size)
    found = [
        Drawn(number, stratum=name)
        for name, numbers in groups.items()
        for number in _smallest(numbers, shares[name], seed)
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def strata_of(population: Population, draw: Draw) -> dict[str, int]:
    """How many rows of the population each stratum of a draw has; none where the rows are not divided."""
    if draw.method is not SamplingMethod.STRATIFIED:
        return {}
    return dict(Counter(" ".join(name.split()) for name in population.column(_column(draw))))


def allocated(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many rows each stratum gives: its share of the whole by largest remainder, at least one, at most all it has.

    Equal remainders go in alphabetical order (by code point). Refused if there are more strata than rows to draw.
    """
    if len(sizes) > size:
        raise Refused(_MORE_STRATA.format(strata=len(sizes), size=size))
    shares, names, left, rows = dict.fromkeys(sizes, 0), set(sizes), size, sum(sizes.values())
    while small := {name for name in names if sizes[name] * left < rows}:
        # A stratum whose share is less than a row gives one; what is left is divided among the others.
        shares.update(dict.fromkeys(small, 1))
        names, left, rows = names - small, left - len(small), rows - sum(sizes[name] for name in small)
    for name in names:
        shares[name] = sizes[name] * left // rows
    over = left - sum(shares[name] for name in names)
    for name in sorted(names, key=lambda name: (-(sizes[name] * left % rows), name))[:over]:
        shares[name] += 1
    return shares


def weighted(amounts: Sequence[int], size: int, seed: str) -> tuple[Drawn, ...]:
    """The rows in which `size` kronor lie, drawn evenly over the sum of all positive amounts (systematic PPS).

    `amounts` are in öre; the öre ⌊(s + i·sum)/size⌋ are looked up, with s = SHA-256("seed/start") mod sum. Refused if
    no amount is positive.
    """
    total = sum(amount for amount in amounts if amount > 0)
    if not total:
        raise Refused(_NO_AMOUNTS)
    points = iter(_evenly(total, size, seed))
    point, passed, hits = next(points, None), 0, Counter[int]()
    for number, amount in enumerate(amounts, 1):
        passed += max(amount, 0)
        while point is not None and point < passed:
            hits[number] += 1
            point = next(points, None)
    return tuple(Drawn(number, count) for number, count in sorted(hits.items()))


def _smallest(numbers: Iterable[int], size: int, seed: str) -> list[int]:
    return heapq.nsmallest(size, numbers, key=lambda number: (_chance(seed, number), number))


def _evenly(whole: int, size: int, seed: str) -> list[int]:
    start = int.from_bytes(_chance(seed, "start")) % whole
    return [(start + turn * whole) // size for turn in range(size)]


def _chance(seed: str, what: object) -> bytes:
    return hashlib.sha256(f"{seed}/{what}".encode()).digest()


def _column(draw: Draw) -> int:
    if draw.column is None:
        raise Refused(_WHICH_COLUMN)
    return draw.column


_SIZE = Sentence("Dra minst 1 och högst {most} rader.", "Draw at least 1 and at most {most} rows.")
_FEWER_ROWS = Sentence("Populationen har bara {rows} rader.", "The population has only {rows} rows.")
_WHICH_COLUMN = Sentence("Välj kolumnen som urvalet ska följa.", "Choose the column that the sample is to follow.")
_MORE_STRATA = Sentence(
    "Kolumnen delar raderna i {strata} grupper, men bara {size} rader ska dras. Dra fler rader eller välj en annan "
    "kolumn.",
    "The column divides the rows into {strata} groups, but only {size} rows are to be drawn. Draw more rows or choose "
    "another column.",
)
_NO_AMOUNTS = Sentence("Kolumnen har inga belopp över noll.", "The column has no amounts above zero.")
_UNKNOWN_ALGORITHM = Sentence(
    "Stickprovet drogs på ett sätt ({number}) som den här versionen inte känner till.",
    "The sample was drawn in a way ({number}) that this release does not know.",
)
