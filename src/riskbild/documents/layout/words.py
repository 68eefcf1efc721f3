"""Swedish words for what is counted and composed: numbers up to twelve, lists of names, the plural of an adjective."""

from collections.abc import Sequence
from typing import Final

_NUMBERS: Final = (
    "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv",
)  # fmt: skip
_LIST: Final = 2
_IRREGULAR: Final = {"liten": "små", "bra": "bra", "egen": "egna", "säker": "säkra", "medel": "medel"}
# Words that are the same in the plural: participles in -ande and -ende, and what already ends as the plural does.
_UNCHANGED: Final = ("ande", "ende", "a")


def number_in_words(number: int, *, neuter: bool = False) -> str:
    """The number as running text writes it: in letters up to twelve, in digits beyond."""
    if neuter and number == 1:
        return "ett"
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def plural_of(words: str) -> str:
    """The plural of an adjective as a scale writes it: "allvarlig" → "allvarliga", "mycket stor" → "mycket stora"."""
    before, space, last = words.rpartition(" ")
    return before + space + _plural(last)


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word or word.endswith(_UNCHANGED):
        return word
    if word.endswith("ad"):
        return word + "e"
    return word + "a"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A, B och C"."""
    if len(names) < _LIST:
        return "".join(names)
    return f"{', '.join(names[:-1])} och {names[-1]}"
