"""The words of the board's own vocabularies as cells hold them: the word on the screen, however somebody types it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from riskbild.rules.labels import LABELS
from riskbild.rules.progress import Progress
from riskbild.rules.reporting import OnPlan
from riskbild.rules.response import Response
from riskbild.rules.result import Result
from riskbild.rules.status import Status

RESPONSE: Final = "response"
PROGRESS: Final = "measure.progress"
STATUS: Final = "said.status"
RESULT: Final = "said.result"
ON_PLAN: Final = "said.on_plan"

CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    RESPONSE: Response, PROGRESS: Progress, STATUS: Status, RESULT: Result, ON_PLAN: OnPlan,
}  # fmt: skip
"""The fields that hold one of a few words."""

_WORDS: Final = {name: {word.value: LABELS[kind][word].text("sv") for word in kind} for name, kind in CHOICES.items()}
_READ: Final = {
    name: {said.casefold(): said for said in words.values()} for name, words in _WORDS.items()
}  # fmt: skip
_VALUES: Final = {name: {said: value for value, said in words.items()} for name, words in _WORDS.items()}


def words_of(field: str) -> Sequence[str]:
    """The words that a field is filled with: a deviation that nobody has graded is no answer to choose."""
    return tuple(word for value, word in _WORDS[field].items() if value != Result.DEVIATION)


def word_of(field: str, value: str) -> str:
    """The word for a stored value; "" for none."""
    return _WORDS[field].get(value, "")


def as_chosen(field: str, text: str) -> str:
    """The word that somebody has typed in another case; what is no word of the field stays as it is."""
    return _READ[field].get(text.casefold().rstrip("."), text)


def is_word(field: str, text: str) -> bool:
    """Whether a text is one of the field's words."""
    return text in _VALUES[field]


def value_of_word(field: str, text: str) -> str:
    """The stored value of a word; "" for what is none."""
    return _VALUES[field].get(text, "")
