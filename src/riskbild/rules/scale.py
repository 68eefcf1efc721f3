"""An assessment scale: the steps of likelihood or impact, with words and written criteria."""

import re
from dataclasses import dataclass
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MOST_STEPS = 20
LARGEST_VALUE = 1000
LONGEST_WORD = 100
LONGEST_CRITERIA = 2000

_STEP_COUNT = Sentence(
    "En skala ska ha mellan 2 och {most} steg; den här har {count}.",
    "A scale must have between 2 and {most} steps; this one has {count}.",
)
_NOT_ASCENDING = Sentence(
    "Skalans steg ska stå i stigande ordning; {value} kommer efter {previous}.",
    "The steps of a scale must ascend; {value} comes after {previous}.",
)
_VALUE_SIZE = Sentence(
    "Ett stegs värde ska vara mellan 0 och {largest}; här står {value}.",
    "The value of a step must be between 0 and {largest}; here it is {value}.",
)
_SAME_WORD = Sentence(
    "Två steg i samma skala kan inte båda heta ”{word}”.", "Two steps of one scale cannot both be called “{word}”."
)
_WORD_LENGTH = Sentence(
    "Ett stegs ord får vara högst {longest} tecken.", "The word of a step may be at most {longest} characters."
)
_CRITERIA_LENGTH = Sentence(
    "Ett stegs kriterier får vara högst {longest} tecken.",
    "The criteria of a step may be at most {longest} characters.",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: the number, the municipality's word for it and, where written, when it applies.

    Refused if the value is below 0 or above 1000, or a text is longer than its limit.
    """

    value: int
    word: str
    criteria: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.value <= LARGEST_VALUE:
            raise Refused(_VALUE_SIZE.format(largest=LARGEST_VALUE, value=self.value))
        if len(self.word) > LONGEST_WORD:
            raise Refused(_WORD_LENGTH.format(longest=LONGEST_WORD))
        if len(self.criteria) > LONGEST_CRITERIA:
            raise Refused(_CRITERIA_LENGTH.format(longest=LONGEST_CRITERIA))


@dataclass(frozen=True, slots=True)
class Scale:
    """The steps of one axis, lowest first.

    Values need not follow on each other (1, 2, 4, 8 is a scale). Words may be missing but not be the same.
    Refused if there are fewer than 2 or more than 20 steps, if values do not ascend or words are the same.
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not 2 <= len(self.steps) <= MOST_STEPS:
            raise Refused(_STEP_COUNT.format(most=MOST_STEPS, count=len(self.steps)))
        for previous, step in zip(self.steps, self.steps[1:], strict=False):
            if step.value <= previous.value:
                raise Refused(_NOT_ASCENDING.format(value=step.value, previous=previous.value))
        _refuse_same_words(self.steps)

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers of the steps, lowest first."""
        return tuple(step.value for step in self.steps)

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def step(self, value: int | None) -> Step | None:
        """The step with that number, or None."""
        return next((step for step in self.steps if step.value == value), None)

    def read(self, printed: str) -> int | None:
        """The number a cell stands for, None if unclear: "3", "3 - Möjlig", "Möjlig (3)", "möjlig" are all 3.

        A number that is not on the scale, or that contradicts the word beside it, gives None.
        """
        numbers = {int(digits) for digits in re.findall(r"(?a:\d{1,9})", printed)}
        word = _plain(re.sub(r"(?a:\d+)", " ", printed))
        named = {step.value for step in self.steps if _plain(step.word) == word} if word else numbers
        candidates = (numbers & named) if numbers else named
        if len(numbers) > 1 or len(candidates) != 1 or not candidates <= set(self.values):
            return None
        return candidates.pop()

    def to_data(self) -> list[dict[str, Any]]:
        """The steps as plain JSON data."""
        return [{"value": step.value, "word": step.word, "criteria": step.criteria} for step in self.steps]

    @classmethod
    def from_data(cls, data: object, what: str) -> "Scale":
        """A scale from what `to_data` gave; Refused, naming `what`, if it is something else."""
        return cls(tuple(_step_from(item, what) for item in plain_data.a_list(data, what)))


def _refuse_same_words(steps: tuple[Step, ...]) -> None:
    seen: set[str] = set()
    for step in steps:
        word = _plain(step.word)
        if word and word in seen:
            raise Refused(_SAME_WORD.format(word=step.word))
        seen.add(word)


def _plain(text: str) -> str:
    """A word without case, surrounding punctuation and doubled spaces."""
    return " ".join(re.sub(r"[^\w\s]", " ", text).casefold().split())


def _step_from(data: object, what: str) -> Step:
    fields = plain_data.an_object(data, what, fields=frozenset({"value", "word", "criteria"}))
    return Step(
        plain_data.a_number(fields.get("value"), what),
        plain_data.a_text(fields.get("word", ""), what),
        plain_data.a_text(fields.get("criteria", ""), what),
    )
