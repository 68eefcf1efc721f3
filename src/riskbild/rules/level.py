"""Risk levels: the words, symbols and colours that a score is shown with."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from riskbild.rules import plain_data
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_KEY = re.compile(r"[a-z0-9_-]{1,40}")
LONGEST_WORD = 60
LONGEST_SYMBOL = 4

_BAD_KEY = Sentence(
    "En risknivås nyckel ska vara 1–40 små bokstäver a–z, siffror, bindestreck eller understreck.",
    "The key of a risk level must be 1–40 lower-case letters a–z, digits, hyphens or underscores.",
)
_BAD_WORD = Sentence(
    "En risknivå ska ha ett namn på högst {longest} tecken.",
    "A risk level must have a name of at most {longest} characters.",
)
_BAD_SYMBOL = Sentence(
    "En risknivå ska ha en symbol på högst {longest} tecken, så att den inte visas bara med färg.",
    "A risk level must have a symbol of at most {longest} characters, so that colour never stands alone.",
)
_BAD_SCORE = Sentence("En risknivå kan inte börja under riskvärdet 0.", "A risk level cannot begin below the score 0.")


class Colour(StrEnum):
    """The fixed palette a level picks from; `rules.palette` says what each looks like."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"
    DARK_RED = "dark_red"
    BLUE = "blue"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Level:
    """A risk level: from which score it applies, and how it is shown.

    A level is never shown by colour alone (WCAG 2.2, 1.4.1, which EN 301 549 and so DOS-lagen demand):
    it has a word and a symbol too. Refused if the key, word or symbol is missing or too long.
    """

    key: str
    word: str
    symbol: str
    colour: Colour
    from_score: int

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise Refused(_BAD_KEY)
        if not self.word.strip() or len(self.word) > LONGEST_WORD:
            raise Refused(_BAD_WORD.format(longest=LONGEST_WORD))
        if not self.symbol.strip() or len(self.symbol) > LONGEST_SYMBOL:
            raise Refused(_BAD_SYMBOL.format(longest=LONGEST_SYMBOL))
        if self.from_score < 0:
            raise Refused(_BAD_SCORE)

    def to_data(self) -> dict[str, Any]:
        """The level as plain JSON data."""
        return {
            "key": self.key,
            "word": self.word,
            "symbol": self.symbol,
            "colour": str(self.colour),
            "from_score": self.from_score,
        }

    @classmethod
    def from_data(cls, data: object) -> "Level":
        """A level from what `to_data` gave; Refused if it is something else."""
        what = "levels"
        names = frozenset({"key", "word", "symbol", "colour", "from_score"})
        fields = plain_data.an_object(data, what, fields=names)
        return cls(
            key=plain_data.a_text(fields.get("key"), f"{what}.key"),
            word=plain_data.a_text(fields.get("word"), f"{what}.word"),
            symbol=plain_data.a_text(fields.get("symbol"), f"{what}.symbol"),
            colour=plain_data.a_choice(fields.get("colour"), Colour, f"{what}.colour"),
            from_score=plain_data.a_number(fields.get("from_score"), f"{what}.from_score"),
        )
