"""A text for people, in Swedish and in English."""

import re
from dataclasses import dataclass
from typing import Literal

type Language = Literal["sv", "en"]

_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing said to a person, in both languages of the screen.

    A place for a value is written ``{name}``; `format` fills it. `str()` gives the Swedish text.
    """

    sv: str
    en: str

    def text(self, language: str) -> str:
        """The text in "sv" or "en"; "en-gb" counts as "en", and any other language gives Swedish."""
        return self.en if language.lower().split("-")[0] == "en" else self.sv

    def format(self, **values: object) -> "Sentence":
        """The same sentence with its places filled; a value that is a Sentence goes in language by language.

        Braces inside a value are ordinary characters. A place that no value is given for raises KeyError.
        """
        return Sentence(_fill(self.sv, values, "sv"), _fill(self.en, values, "en"))

    def __str__(self) -> str:
        return self.sv


def _fill(template: str, values: dict[str, object], language: Language) -> str:
    def value(place: re.Match[str]) -> str:
        found = values[place[1]]
        return found.text(language) if isinstance(found, Sentence) else str(found)

    return _PLACE.sub(value, template)
