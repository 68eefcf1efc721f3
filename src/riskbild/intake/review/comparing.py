"""Compares rows that come in with risks that are there: new, the same, or changed, and in which words."""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from rapidfuzz import fuzz

from riskbild.documents.exchange import ExchangeRow
from riskbild.intake.review.cells import Value, cells_of, shown
from riskbild.intake.states import Choice
from riskbild.search.normaliser import words_of

_ALIKE: Final = 80.0
"""How alike two texts must be, of 100, for one to be shown beside the other."""
_SURE: Final = 92.0
_SURE_WITH_PROCESS: Final = 86.0
"""How alike they must be to be taken for the same risk."""
_ENOUGH_WITH_REFERENCE: Final = 60.0
_PROCESS_COUNTS: Final = 0.25
_CANDIDATES: Final = 12
_COMMON: Final = 0.25
"""A word that more than this share of the risks have tells none of them apart."""
_LEAST_COMMON: Final = 20
_SPACE: Final = re.compile(r"\s+")


class Likeness(StrEnum):
    """How a row stands to the register: SIMILAR may be the same risk in other words, and a person must say."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    SIMILAR = "similar"
    EARLIER = "earlier"


class Known[Key](Protocol):
    """What is asked of a risk that is there already."""

    @property
    def id(self) -> Key: ...
    @property
    def year(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def row(self) -> ExchangeRow: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that differs: what the register has and what the document says."""

    name: str
    here: Value
    there: Value


@dataclass(frozen=True, slots=True)
class Match[Risk]:
    """What a row was found to be. `known` is the risk of the year or, for EARLIER, of the year before.

    `differences` are the cells that the document fills in another way; a cell that it leaves empty changes nothing.
    """

    likeness: Likeness
    known: Risk | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def choice(self) -> Choice:
        """What is made of the row unless a person says otherwise."""
        return _CHOICES[self.likeness]


_CHOICES: Final = {
    Likeness.NEW: Choice.ADD,
    Likeness.EARLIER: Choice.ADD,
    Likeness.SAME: Choice.LEAVE,
    Likeness.CHANGED: Choice.UPDATE,
    Likeness.SIMILAR: Choice.ADD,
}


UPDATABLE: Final = frozenset((Likeness.CHANGED, Likeness.SIMILAR))
"""What can be a change of the risk that was found."""


def compare[Risk: Known[object]](rows: Sequence[ExchangeRow], known: Sequence[Risk], year: int) -> list[Match[Risk]]:
    """A match for each row, in order. A risk is matched by one row at most; the likeliest pair goes first."""
    found: list[Match[Risk]] = [Match(Likeness.NEW)] * len(rows)
    this, before = ([one for one in known if (one.year == year) is same] for same in (True, False))
    for place, risk, sure in _pairs(rows, this):
        differences = differing(rows[place], risk.row)
        changed = Likeness.CHANGED if sure else Likeness.SIMILAR
        found[place] = Match(changed if differences else Likeness.SAME, risk, differences)
    left = [place for place, match in enumerate(found) if match.likeness is Likeness.NEW]
    for place, risk, sure in _pairs([rows[place] for place in left], before):
        if sure:
            found[left[place]] = Match(Likeness.EARLIER, risk, differing(rows[left[place]], risk.row))
    return found


def differing(row: ExchangeRow, known: ExchangeRow) -> tuple[Difference, ...]:
    """The cells that a row fills and the known risk has otherwise; white space does not count."""
    there = cells_of(known)
    cells = cells_of(replace(row, secrecy={}))
    return tuple(
        Difference(name, there.get(name), value)
        for name, value in cells.items()
        if _folded(value) != _folded(there.get(name))
    )


def _folded(value: Value) -> str:
    return _SPACE.sub(" ", shown(value)).strip()


def _pairs[Risk: Known[object]](rows: Sequence[ExchangeRow], known: Sequence[Risk]) -> list[tuple[int, Risk, bool]]:
    """Rows with the risks they are about, likeliest first, and whether that is sure; each of both at most once."""
    told = [_Told(one.row) for one in known]
    index = _index(told)
    scored = [
        (*likeness, -abs(place - other), place, other)
        for place, row in enumerate(map(_Told, rows))
        for other in _candidates(row, index)
        if (likeness := row.likeness(told[other])) is not None
    ]
    pairs: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for sure, _, _, place, other in sorted(scored, reverse=True):
        if place not in pairs and other not in taken:
            pairs[place] = other, sure
            taken.add(other)
    return [(place, known[other], sure) for place, (other, sure) in pairs.items()]


class _Told:
    """What of a row tells which risk it is."""

    def __init__(self, row: ExchangeRow) -> None:
        control = row.controls[0].control if row.controls else None
        self.words = words_of(" ".join(filter(None, (row.shown_as, row.description or control))))
        self.text = " ".join(self.words)
        self.process = _folded(row.process).casefold()
        self.reference = _folded(row.reference).casefold()

    def likeness(self, other: "_Told") -> tuple[bool, float] | None:
        """Whether it is surely the same risk, and how alike the two are of 100; nothing for another risk."""
        alike = fuzz.ratio(self.text, other.text)
        if self.reference and self.reference == other.reference and alike >= _ENOUGH_WITH_REFERENCE:
            return True, 100.0 + alike
        sure = alike >= _SURE
        if self.process and other.process:
            alike = (1 - _PROCESS_COUNTS) * alike + _PROCESS_COUNTS * fuzz.ratio(self.process, other.process)
            sure = alike >= _SURE_WITH_PROCESS
        return (sure, alike) if alike >= _ALIKE else None


def _index(told: Sequence[_Told]) -> Mapping[str, list[int]]:
    """Which risks have each word (or, under "#", each reference); words that too many have are left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        for word in one.words:
            found[word].append(place)
        if one.reference:
            found[f"#{one.reference}"].append(place)
    most = max(_LEAST_COMMON, _COMMON * len(told))
    return {word: places for word, places in found.items() if len(places) <= most}


def _candidates(row: _Told, index: Mapping[str, list[int]]) -> Iterable[int]:
    """The risks that share most words with a row."""
    shared: dict[int, float] = defaultdict(float)
    for word in (*row.words, f"#{row.reference}"):
        places = index.get(word, ())
        for place in places:
            shared[place] += 1 / len(places)
    return sorted(shared, key=lambda place: -shared[place])[:_CANDIDATES]


def word_difference(here: str, there: str) -> list[tuple[str, str]]:
    """Two texts as pieces in order: ("same" | "out" | "in", text); "out" stands only here, "in" only there."""
    one, two = (re.findall(r"\s+|[^\s]+", text) for text in (here, there))
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("same", "".join(one[a:b])))
            continue
        pieces += [(name, text) for name, text in (("out", "".join(one[a:b])), ("in", "".join(two[c:d]))) if text]
    return pieces
