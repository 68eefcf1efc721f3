"""A municipality's own words, mapped to a small fixed set; the word as written is always kept."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from riskbild.rules import plain_data
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

LONGEST_WORD = 200

_NO_WORD = Sentence(
    "Ett eget ord ska ha minst en bokstav och högst {longest} tecken.",
    "A word of your own must have a letter and at most {longest} characters.",
)

# A sentence that starts with a known word and goes on to deny something says something else than the word.
_DENIAL = re.compile(r"\b(ej|inte|icke|inga|ingen|inget|utan|saknas|aldrig)\b")


@dataclass(frozen=True, slots=True)
class Reading[Value: StrEnum]:
    """What a text says, in the fixed set.

    `text` is the text as written. `value` is set only where the whole text is a known word, or where each of
    its paragraphs is one and they agree. `suggestion` is a guess for a person to confirm: a known word stands
    first and more follows, or one paragraph of several is a known word. At most one of the two is set.
    """

    text: str
    value: Value | None = None
    suggestion: Value | None = None


@dataclass(frozen=True)
class Vocabulary[Value: StrEnum]:
    """Words, each with the value it stands for; case and surrounding punctuation do not count.

    Refused if a word is empty or too long.
    """

    kind: type[Value]
    words: Mapping[str, Value] = field(hash=False)
    _index: dict[str, Value] = field(init=False, repr=False, compare=False)
    _leading: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = {_plain(word): value for word, value in self.words.items()}
        if any(not word or len(word) > LONGEST_WORD for word in index):
            raise Refused(_NO_WORD.format(longest=LONGEST_WORD))
        # Longest first, so that "ej genomförd" is found before any shorter word it might begin with.
        alternatives = "|".join(re.escape(word) for word in sorted(index, key=len, reverse=True))
        object.__setattr__(self, "_index", index)
        object.__setattr__(self, "_leading", re.compile(rf"({alternatives or '(?!)'})(?!\w)"))

    def read(self, text: str) -> Reading[Value]:
        """What the text says; an unknown text gives neither value nor suggestion, but keeps the text."""
        paragraphs = [plain for line in text.splitlines() if (plain := _plain(line))]
        exact = [self._index.get(paragraph) for paragraph in paragraphs]
        values = set(exact)
        if len(values) == 1 and (value := exact[0]) is not None:
            return Reading(text, value=value)
        guesses = {
            guess
            for paragraph, known in zip(paragraphs, exact, strict=True)
            if (guess := known or self._first_word(paragraph)) is not None
        }
        return Reading(text, suggestion=guesses.pop() if len(guesses) == 1 else None)

    def leading(self, text: str) -> tuple[Value, str] | None:
        """The known word a text begins with and the rest of it in lower case; None if it begins with none."""
        plain = _plain(text)
        found = self._leading.match(plain)
        return None if found is None else (self._index[found[1]], plain[found.end() :].lstrip(" ,.;:"))

    def with_words(self, own: Mapping[str, Value]) -> "Vocabulary[Value]":
        """The same vocabulary with a municipality's own words added; an own word goes before a common one."""
        taken = {_plain(word) for word in own}
        kept = {word: value for word, value in self.words.items() if _plain(word) not in taken}
        return Vocabulary(self.kind, {**kept, **own})

    def to_data(self) -> dict[str, str]:
        """The words as plain JSON data."""
        return {word: str(value) for word, value in self.words.items()}

    @classmethod
    def from_data(cls, kind: type[Value], data: object) -> "Vocabulary[Value]":
        """A vocabulary from what `to_data` gave; Refused if it is something else."""
        fields = plain_data.an_object(data, "words")
        return cls(kind, {word: plain_data.a_choice(value, kind, word) for word, value in fields.items()})

    def _first_word(self, paragraph: str) -> Value | None:
        found = self.leading(paragraph)
        return None if found is None or denies(found[1]) else found[0]


def denies(text: str) -> bool:
    """Whether a text (in lower case) denies something, so that the word before it is not the whole truth."""
    return _DENIAL.search(text) is not None


def _plain(text: str) -> str:
    """A text without case, doubled spaces and the punctuation around it."""
    text = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return text.strip(" .,:;!–—-*•”\"'()")
