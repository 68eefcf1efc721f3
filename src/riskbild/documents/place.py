"""Where in a file something stands, in words a person can follow, so that each refusal names its place."""

import re
from dataclasses import dataclass
from typing import NoReturn

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_SHOWN_CHARACTERS = 60
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")
_REFUSAL = Sentence("Filen {file} kan inte läsas in: {place} {reason}.", "{file} cannot be read: {place} {reason}.")


def shown(text: str) -> str:
    """A stranger's text made fit to stand in a sentence: short, and nothing in it hides or reorders."""
    clean = _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text[: _SHOWN_CHARACTERS + 1])
    return clean if len(clean) <= _SHOWN_CHARACTERS else clean[:_SHOWN_CHARACTERS] + "…"


class Misplaced(Refused):
    """What stands at one place is not as it should be. `path` leads there by names and, from 0, by numbers.

    `reason` says what is wrong, and goes on from the name of the place.
    """

    def __init__(self, sentence: Sentence, path: tuple[str | int, ...], reason: Sentence) -> None:
        super().__init__(sentence)
        self.path, self.reason = path, reason


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, in both languages. `step` goes one level in; `path` leads there from the outermost object."""

    file: str
    sv: str = ""
    en: str = ""
    path: tuple[str | int, ...] = ()

    def step(self, sv: str, en: str) -> "Place":
        """The place one level further in, such as "rad 3"."""
        return self._further(sv, en, self.path)

    def field(self, name: str) -> "Place":
        """The place of a named field here."""
        return self._further(f"fältet '{shown(name)}'", f"field '{shown(name)}'", (*self.path, name))

    def item(self, number: int) -> "Place":
        """The place of an item in a list here, counted from one."""
        return self._further(f"post {number}", f"item {number}", (*self.path, number - 1))

    def _further(self, sv: str, en: str, path: tuple[str | int, ...]) -> "Place":
        return Place(self.file, f"{self.sv}, {sv}" if self.sv else sv, f"{self.en}, {en}" if self.en else en, path)

    def refuse(self, sv: str, en: str) -> NoReturn:
        """Raise Refused saying what is wrong here; the texts go on from the place and carry no full stop."""
        place = Sentence(self.sv or "innehållet", self.en or "the content")
        reason = Sentence(sv, en)
        raise Misplaced(_REFUSAL.format(file=shown(self.file), place=place, reason=reason), self.path, reason)
