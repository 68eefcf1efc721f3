"""A municipality's own words for status and result, by the method that its year is worked with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from riskbild.register.models import MethodVersion
from riskbild.rules.labels import label
from riskbild.rules.result import RESULT_WORDS, Result
from riskbild.rules.sentence import Sentence
from riskbild.rules.status import STATUS_WORDS, Status
from riskbild.rules.vocabulary import Vocabulary

_MOST = 512
_REMEMBERED: dict[UUID, "Words"] = {}

ASKED_RESULTS = (Result.NO_DEVIATION, Result.MINOR_DEVIATION, Result.MAJOR_DEVIATION, Result.NOT_DONE)
"""The results that a report is given with: a deviation without its severity is nothing to choose."""


@dataclass(frozen=True)
class Choice[Value: StrEnum]:
    """A word to choose in a form: the municipality's own, else the common one."""

    word: Sentence
    value: Value


@dataclass(frozen=True)
class Words:
    """What texts are read with, and what a form offers, in the order of the canonical sets."""

    statuses: Vocabulary[Status]
    results: Vocabulary[Result]
    status_choices: Sequence[Choice[Status]]
    result_choices: Sequence[Choice[Result]]


def words_of(version: MethodVersion) -> Words:
    """The words of a stored method's form; read once a version, since versions never change."""
    words = _REMEMBERED.get(version.pk)
    if words is None:
        if len(_REMEMBERED) >= _MOST:
            _REMEMBERED.clear()
        words = _REMEMBERED[version.pk] = _read(version.profile)
    return words


def _read(profile: Mapping[str, Any]) -> Words:
    statuses = {word: Status(value) for word, value in (profile.get("statuses") or {}).items()}
    results = {word: Result(value) for word, value in (profile.get("results") or {}).items()}
    return Words(
        statuses=STATUS_WORDS.with_words(statuses) if statuses else STATUS_WORDS,
        results=RESULT_WORDS.with_words(results) if results else RESULT_WORDS,
        status_choices=[choice for status in Status for choice in _choices(statuses, status)],
        result_choices=[choice for result in ASKED_RESULTS for choice in _choices(results, result)],
    )


def _choices[Value: StrEnum](own: Mapping[str, Value], value: Value) -> list[Choice[Value]]:
    words = [Choice(Sentence(word, word), value) for word, meant in own.items() if meant is value]
    return words or [Choice(label(value), value)]
