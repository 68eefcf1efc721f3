"""The threshold: which risks the municipality's own rules want in the control plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NEEDS_SCORE = Sentence(
    "Tröskeln ”riskvärde minst” ska ha ett riskvärde, och ingen nivå.",
    "The threshold “score at least” must have a score, and no level.",
)
_NEEDS_LEVEL = Sentence(
    "Tröskeln ”risknivå minst” ska ha en risknivå, och inget riskvärde.",
    "The threshold “level at least” must have a level, and no score.",
)
_NEEDS_NOTHING = Sentence(
    "Den valda tröskeln har varken riskvärde eller risknivå.", "The chosen threshold has neither a score nor a level."
)


class ThresholdKind(StrEnum):
    """How a municipality says which risks go to the plan.

    The law sets no threshold. Each of these is found in municipal plans: the board's own choice,
    "risktal > 9" (a score of at least 10), "kritiska risker" (a level), the highest score of each category.
    """

    FREE_CHOICE = "free_choice"
    SCORE_AT_LEAST = "score_at_least"
    LEVEL_AT_LEAST = "level_at_least"
    HIGHEST_PER_CATEGORY = "highest_per_category"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The rule a method sets for the plan.

    `score` goes with SCORE_AT_LEAST, `level_key` with LEVEL_AT_LEAST; Refused if they do not fit the kind.
    """

    kind: ThresholdKind = ThresholdKind.FREE_CHOICE
    score: int | None = None
    level_key: str | None = None

    def __post_init__(self) -> None:
        given = (self.score is not None, self.level_key is not None)
        if self.kind is ThresholdKind.SCORE_AT_LEAST and given != (True, False):
            raise Refused(_NEEDS_SCORE)
        if self.kind is ThresholdKind.LEVEL_AT_LEAST and given != (False, True):
            raise Refused(_NEEDS_LEVEL)
        if self.kind in _BARE and given != (False, False):
            raise Refused(_NEEDS_NOTHING)

    def to_data(self) -> dict[str, Any]:
        """The threshold as plain JSON data."""
        return {"kind": str(self.kind), "score": self.score, "level": self.level_key}

    @classmethod
    def from_data(cls, data: object) -> "Threshold":
        """A threshold from what `to_data` gave; None is a free choice. Refused if it is something else."""
        if data is None:
            return cls()
        what = "threshold"
        fields = plain_data.an_object(data, what, fields=frozenset({"kind", "score", "level"}))
        score, level = fields.get("score"), fields.get("level")
        return cls(
            kind=plain_data.a_choice(fields.get("kind"), ThresholdKind, f"{what}.kind"),
            score=None if score is None else plain_data.a_number(score, f"{what}.score"),
            level_key=None if level is None else plain_data.a_text(level, f"{what}.level"),
        )


_BARE = frozenset({ThresholdKind.FREE_CHOICE, ThresholdKind.HIGHEST_PER_CATEGORY})

FREE_CHOICE = Threshold()


def highest_scores(scored: Iterable[tuple[str | None, int | None]]) -> dict[str | None, int]:
    """The highest score in each category, from (category, score) pairs; one without a score is left out."""
    highest: dict[str | None, int] = {}
    for category, score in scored:
        if score is not None and score > highest.get(category, -1):
            highest[category] = score
    return highest
