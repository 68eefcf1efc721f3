"""How alike texts are by the words they share; the words come in as tokens, already without inflection."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

LEAST = 0.35
"""The share of weight two texts must have in common to be suggested; set by the pairs of the tests."""
MOST = 5


@dataclass(frozen=True, slots=True)
class Likeness[Key: Hashable]:
    """Another text that is like one: how much (0 to 1), and the weightiest tokens that both have."""

    key: Key
    share: float
    shared: tuple[str, ...]


class Likenesses[Key: Hashable]:
    """Texts by key, ready to be asked which are like one of them. Rare tokens weigh more than common ones."""

    def __init__(self, texts: Mapping[Key, Iterable[str]]) -> None:
        """Takes each text's tokens."""
        self._texts = {key: frozenset(tokens) for key, tokens in texts.items()}
        counts = Counter(token for tokens in self._texts.values() for token in tokens)
        # Never nothing: in a small collection the words that all texts have still say what they are about.
        self._weights = {token: math.log(1 + len(self._texts) / count) for token, count in counts.items()}
        self._with: dict[str, list[Key]] = defaultdict(list)
        for key, tokens in self._texts.items():
            for token in tokens:
                self._with[token].append(key)

    def like(self, key: Key, *, least: float = LEAST, most: int = MOST) -> list[Likeness[Key]]:
        """The other texts most like the one, most alike first."""
        own = self._texts.get(key, frozenset())
        shared: dict[Key, list[str]] = defaultdict(list)
        for token in own:
            for other in self._with[token]:
                shared[other].append(token)
        shared.pop(key, None)
        found = [self._likeness(own, other, tokens) for other, tokens in shared.items()]
        return sorted((one for one in found if one.share >= least), key=lambda one: -one.share)[:most]

    def _likeness(self, own: frozenset[str], other: Key, tokens: list[str]) -> Likeness[Key]:
        common = self._weight(tokens)
        whole = self._weight(own) + self._weight(self._texts[other]) - common
        ordered = sorted(tokens, key=lambda token: (-self._weights[token], token))
        return Likeness(other, common / whole if whole else 0.0, tuple(ordered[:8]))

    def _weight(self, tokens: Iterable[str]) -> float:
        return sum(self._weights[token] for token in tokens)
