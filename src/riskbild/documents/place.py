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


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file, in both languages. `step` goes one level in."""

    file: str
    sv: str = ""
    en: str = ""

    def step(self, sv: str, en: str) -> "Place":
        """The place one level further in, such as "rad 3"."""
        return Place(self.file, f"{self.sv}, {sv}" if self.sv else sv, f"{self.en}, {en}" if self.en else en)

    def field(self, name: str) -> "Place":
        """The place of a named field here."""
        return self.step(f"fältet '{shown(name)}'", f"field '{shown(name)}'")

    def item(self, number: int) -> "Place":
        """The place of an item in a list here, counted from one."""
        return self.step(f"post {number}", f"item {number}")

    def refuse(self, sv: str, en: str) -> NoReturn:
        """Raise Refused saying what is wrong here; the texts go on from the place and carry no full stop."""
        place = Sentence(self.sv or "innehållet", self.en or "the content")
        raise Refused(_REFUSAL.format(file=shown(self.file), place=place, reason=Sentence(sv, en)))
