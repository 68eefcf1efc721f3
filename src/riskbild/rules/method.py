"""An assessment method: scales, matrix, levels and threshold, as one value."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.level import Colour, Level
from riskbild.rules.refusal import Refused
from riskbild.rules.scale import Scale, Step
from riskbild.rules.sentence import Sentence
from riskbild.rules.threshold import FREE_CHOICE, Threshold, ThresholdKind

__all__ = ["Cell", "Colour", "Level", "Method", "Scale", "Square", "Step", "Threshold", "ThresholdKind"]

LONGEST_NAME = 120
LARGEST_SCORE = 1_000_000

_NO_NAME = Sentence(
    "Bedömningsmodellen ska ha ett namn på högst {longest} tecken.",
    "The method must have a name of at most {longest} characters.",
)
_ONE_SCALE = Sentence(
    "Bedömningsmodellen ska ha båda skalorna, sannolikhet och konsekvens, eller ingen av dem.",
    "The method must have both scales, likelihood and impact, or neither.",
)
_OUTSIDE = Sentence(
    "{value} finns inte på skalan för {axis}, som går från {lowest} till {highest}.",
    "{value} is not on the scale for {axis}, which goes from {lowest} to {highest}.",
)
_NO_SUCH_SQUARE = Sentence(
    "Rutan sannolikhet {likelihood}, konsekvens {impact} finns inte i matrisen.",
    "The square likelihood {likelihood}, impact {impact} is not in the matrix.",
)
_SQUARE_TWICE = Sentence(
    "Rutan sannolikhet {likelihood}, konsekvens {impact} är angiven två gånger.",
    "The square likelihood {likelihood}, impact {impact} is given twice.",
)
_SCORE_SIZE = Sentence(
    "Ett riskvärde ska vara mellan 0 och {largest}; här står {value}.",
    "A score must be between 0 and {largest}; here it is {value}.",
)
_LEVEL_ORDER = Sentence(
    "Risknivåerna ska stå i stigande ordning; ”{word}” börjar inte över nivån före.",
    "The levels must ascend; “{word}” does not begin above the level before it.",
)
_LEVEL_TWICE = Sentence("Två risknivåer har samma nyckel, ”{key}”.", "Two levels have the same key, “{key}”.")
_NO_SUCH_LEVEL = Sentence("Risknivån ”{key}” finns inte i modellen.", "The level “{key}” is not in the method.")

LIKELIHOOD = Sentence("sannolikhet", "likelihood")
IMPACT = Sentence("konsekvens", "impact")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one square of the matrix gives where it is not the product, or not the level of its score."""

    score: int
    level_key: str | None = None


@dataclass(frozen=True, slots=True)
class Square:
    """One square of the matrix as it counts: both values, the score and the level (None below the lowest)."""

    likelihood: int
    impact: int
    score: int
    level: Level | None


@dataclass(frozen=True, slots=True)
class Method:
    """How a municipality assesses its risks.

    The score is looked up in the matrix: the product of likelihood and impact, except in squares that
    `overrides` changes. A method with no scales knows only scores that a document states. `levels` ascend;
    a score below the first has no level. Refused if the parts do not fit together.
    """

    name: str
    likelihood: Scale | None = None
    impact: Scale | None = None
    # A dict cannot be hashed; two methods that differ only here may share a hash but are not equal.
    overrides: Mapping[tuple[int, int], Cell] = field(default_factory=dict, hash=False)
    levels: tuple[Level, ...] = ()
    threshold: Threshold = FREE_CHOICE

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise Refused(_NO_NAME.format(longest=LONGEST_NAME))
        if (self.likelihood is None) != (self.impact is None):
            raise Refused(_ONE_SCALE)
        _check_levels(self.levels)
        for (likelihood, impact), cell in self.overrides.items():
            if not self._has_square(likelihood, impact):
                raise Refused(_NO_SUCH_SQUARE.format(likelihood=likelihood, impact=impact))
            if not 0 <= cell.score <= LARGEST_SCORE:
                raise Refused(_SCORE_SIZE.format(largest=LARGEST_SCORE, value=cell.score))
            self.level(cell.level_key)
        self.level(self.threshold.level_key)

    def score_of(self, likelihood: int | None, impact: int | None) -> int | None:
        """The score of a square; None where a value is missing or the method has no scales.

        A value that is not on its scale is Refused: it must never pass for a missing one. Text from a
        document, which may hold anything, is read with `scoring.score`, which makes findings instead.
        """
        if self.likelihood is None or self.impact is None:
            return None
        _refuse_outside(likelihood, self.likelihood, LIKELIHOOD)
        _refuse_outside(impact, self.impact, IMPACT)
        if likelihood is None or impact is None:
            return None
        return self._product_or_override(likelihood, impact)

    def level_of(self, score: int | None, likelihood: int | None = None, impact: int | None = None) -> Level | None:
        """The level of a score; where both values are given, the level set for that square goes before it."""
        if likelihood is not None and impact is not None:
            cell = self.overrides.get((likelihood, impact))
            if cell is not None and cell.level_key is not None:
                return self.level(cell.level_key)
        if score is None:
            return None
        return next((level for level in reversed(self.levels) if level.from_score <= score), None)

    def level_rank(self, level: Level) -> int:
        """Where a level stands among the levels, 0 for the lowest; Refused if it is not one of them."""
        keys = [one.key for one in self.levels]
        if level.key not in keys:
            raise Refused(_NO_SUCH_LEVEL.format(key=level.key))
        return keys.index(level.key)

    def level(self, key: str | None) -> Level | None:
        """The level with that key, None for None; Refused if there is no such level."""
        if key is None:
            return None
        for level in self.levels:
            if level.key == key:
                return level
        raise Refused(_NO_SUCH_LEVEL.format(key=key))

    def squares(self) -> Iterator[Square]:
        """Every square of the matrix, by rising likelihood and then rising impact; nothing without scales."""
        if self.likelihood is None or self.impact is None:
            return
        for likelihood in self.likelihood.values:
            for impact in self.impact.values:
                score = self._product_or_override(likelihood, impact)
                yield Square(likelihood, impact, score, self.level_of(score, likelihood, impact))

    def wants_in_plan(self, score: int | None, level: Level | None = None) -> bool | None:
        """Whether the threshold asks for a risk in the plan, seen alone.

        None where the method leaves it open: a free choice, a risk without a score, or the rule of the
        highest per category, which needs the other risks (`threshold.highest_scores`). `level` is for
        squares whose level is not that of their score.
        """
        if self.threshold.score is not None:
            return None if score is None else score >= self.threshold.score
        least = self.level(self.threshold.level_key)
        level = level or self.level_of(score)
        if least is None or (score is None and level is None):
            return None
        return level is not None and self.level_rank(level) >= self.level_rank(least)

    def to_data(self) -> dict[str, Any]:
        """The method as plain JSON data, which `from_data` makes the same method of."""
        return {
            "name": self.name,
            "likelihood": None if self.likelihood is None else self.likelihood.to_data(),
            "impact": None if self.impact is None else self.impact.to_data(),
            "overrides": [
                {"likelihood": likelihood, "impact": impact, "score": cell.score, "level": cell.level_key}
                for (likelihood, impact), cell in sorted(self.overrides.items())
            ],
            "levels": [level.to_data() for level in self.levels],
            "threshold": self.threshold.to_data(),
        }

    @classmethod
    def from_data(cls, data: object) -> "Method":
        """A method from what `to_data` gave; Refused, in one sentence, if it is nonsense."""
        fields = plain_data.an_object(data, "method", fields=_FIELDS)
        likelihood, impact = fields.get("likelihood"), fields.get("impact")
        return cls(
            name=plain_data.a_text(fields.get("name"), "name"),
            likelihood=None if likelihood is None else Scale.from_data(likelihood, "likelihood"),
            impact=None if impact is None else Scale.from_data(impact, "impact"),
            overrides=_overrides_from(fields.get("overrides")),
            levels=tuple(Level.from_data(one) for one in plain_data.a_list(fields.get("levels"), "levels")),
            threshold=Threshold.from_data(fields.get("threshold")),
        )

    def _product_or_override(self, likelihood: int, impact: int) -> int:
        cell = self.overrides.get((likelihood, impact))
        return likelihood * impact if cell is None else cell.score

    def _has_square(self, likelihood: int, impact: int) -> bool:
        if self.likelihood is None or self.impact is None:
            return False
        return likelihood in self.likelihood and impact in self.impact


_FIELDS = frozenset({"name", "likelihood", "impact", "overrides", "levels", "threshold"})


def outside(value: int, scale: Scale, axis: Sentence) -> Sentence:
    """The sentence that says a value is not on the scale of that axis (LIKELIHOOD or IMPACT)."""
    return _OUTSIDE.format(value=value, axis=axis, lowest=scale.values[0], highest=scale.values[-1])


def _refuse_outside(value: int | None, scale: Scale, axis: Sentence) -> None:
    if value is not None and value not in scale:
        raise Refused(outside(value, scale, axis))


def _check_levels(levels: tuple[Level, ...]) -> None:
    keys: set[str] = set()
    lowest = -1
    for level in levels:
        if level.key in keys:
            raise Refused(_LEVEL_TWICE.format(key=level.key))
        if level.from_score <= lowest:
            raise Refused(_LEVEL_ORDER.format(word=level.word))
        keys.add(level.key)
        lowest = level.from_score


def _overrides_from(data: object) -> dict[tuple[int, int], Cell]:
    overrides: dict[tuple[int, int], Cell] = {}
    names = frozenset({"likelihood", "impact", "score", "level"})
    for item in plain_data.a_list(data, "overrides"):
        fields = plain_data.an_object(item, "overrides", fields=names)
        likelihood = plain_data.a_number(fields.get("likelihood"), "overrides.likelihood")
        impact = plain_data.a_number(fields.get("impact"), "overrides.impact")
        if (likelihood, impact) in overrides:
            raise Refused(_SQUARE_TWICE.format(likelihood=likelihood, impact=impact))
        level = fields.get("level")
        overrides[likelihood, impact] = Cell(
            plain_data.a_number(fields.get("score"), "overrides.score"),
            None if level is None else plain_data.a_text(level, "overrides.level"),
        )
    return overrides
