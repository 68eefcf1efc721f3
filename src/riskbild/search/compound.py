"""Takes a Swedish compound apart: "personuppgiftsincidenter" is "person", "uppgift" and "incident"."""

from dataclasses import dataclass
from itertools import pairwise

from riskbild.search.inflection import base_form
from riskbild.search.lexicon import Lexicon

SHORTEST_COMPOUND = 5
# Nothing longer is a Swedish word; it would only cost time.
LONGEST_COMPOUND = 60


@dataclass(frozen=True)
class Part:
    """One part: its word in base form, and where it stands in the compound, in characters from the left."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Splitter:
    """Splits by a word list: into as few parts as can be; of two such ways, the one with the longer last part."""

    lexicon: Lexicon

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of `word` (lower case), in order; nothing for a word that is not a compound of known words."""
        if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND or self.base(word):
            return ()
        found: dict[int, tuple[Part, ...]] = {}
        for start in range(len(word) - 2, -1, -1):
            ways = self._ways(word, start, found)
            if ways:
                found[start] = min(ways, key=_likelihood)
        return found.get(0, ())

    def base(self, word: str) -> str | None:
        """The word of the list that `word` is a form of, if it is one."""
        return base_form(word, words=self.lexicon.words, irregular=self.lexicon.irregular)

    def _ways(self, word: str, start: int, found: dict[int, tuple[Part, ...]]) -> list[tuple[Part, ...]]:
        last = self._last(word, start) if start else None
        ways: list[tuple[Part, ...]] = [(last,)] if last else []
        for end in range(start + 2, len(word) - 1):
            afters = [after for after in _where_the_next_begins(word, end) if after in found]
            first = self.lexicon.first_word(word[start:end], inner=start > 0) if afters else None
            if first:
                ways += [(Part(first, start, end), *found[after]) for after in afters]
        return ways

    def _last(self, word: str, start: int) -> Part | None:
        base = self.base(word[start:])
        return Part(base, start, len(word)) if base and base not in self.lexicon.never_last else None


def _likelihood(way: tuple[Part, ...]) -> tuple[int, int, int]:
    shared_letters = sum(one.end - following.start for one, following in pairwise(way))
    return (len(way), shared_letters, way[-1].start)


def _where_the_next_begins(word: str, end: int) -> tuple[int, ...]:
    """Of three equal letters Swedish writes two: "busskjuts" is "buss" and "skjuts"."""
    return (end, end - 1) if word[end - 1] == word[end - 2] else (end,)
