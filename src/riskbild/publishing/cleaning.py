"""Cleans texts of what no document can hold: control characters, bullets of symbol fonts, letters that no font has."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Container
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, Final

from riskbild.publishing.publication import Publication
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

REPLACEMENT: Final = "\ufffd"
"""What stands for a letter that cannot be drawn, so that nobody believes that nothing stood there."""


class CleaningCode(StrEnum):
    """The codes of the findings made here."""

    SYMBOL_REPLACED = "symbol-replaced"
    CONTROL_REMOVED = "control-removed"
    LETTER_LACKING = "letter-lacking"


# What Symbol and Wingdings draw for the letters that Word stores in the private area U+F020–U+F0FF.
_SYMBOLS: Final = {
    0xF02D: "–", 0xF06C: "●", 0xF06E: "■", 0xF06F: "☐", 0xF071: "☐", 0xF075: "◆", 0xF076: "❖", 0xF077: "•",
    0xF09F: "•", 0xF0A7: "▪", 0xF0A8: "☐", 0xF0B0: "°", 0xF0B1: "±", 0xF0A3: "≤", 0xF0B3: "≥", 0xF0B7: "•",
    0xF0D8: "➢", 0xF0DF: "←", 0xF0E0: "→", 0xF0DE: "⇒", 0xF0E8: "➔", 0xF0F0: "⇨", 0xF0FB: "☒", 0xF0FC: "✓",
    0xF0FD: "☒", 0xF0FE: "☑", 0xF04A: "☺", 0xF0AE: "→", 0xF0AC: "←", 0xF020: " ",
}  # fmt: skip
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SUSPECT: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff]")

# What only says how other letters join, run or look, and has nothing of its own to be drawn.
_WITHOUT_FORM: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

_SENTENCES: Final = {
    CleaningCode.SYMBOL_REPLACED: Sentence(
        "{letters} kommer ur ett symboltypsnitt och ersattes med motsvarande vanliga tecken ({count} gånger, först i: "
        "{text}).",
        "{letters} comes from a symbol font and was replaced by the ordinary sign ({count} times, first in: {text}).",
    ),
    CleaningCode.CONTROL_REMOVED: Sentence(
        "Osynliga styrtecken ({letters}) togs bort ({count} gånger, först i: {text}).",
        "Invisible control characters ({letters}) were removed ({count} times, first in: {text}).",
    ),
    CleaningCode.LETTER_LACKING: Sentence(
        "{letters} finns inte i något medföljande typsnitt och ersattes med \ufffd ({count} gånger, först i: {text}).",
        "{letters} is in none of the fonts that go with the program and was replaced by \ufffd ({count} times, first "
        "in: {text}).",
    ),
}
_SHOWN: Final = 60


def cleaned_publication(
    publication: Publication, drawable: Container[str] | None = None
) -> tuple[Publication, tuple[Finding, ...]]:
    """The publication with every text of it as a document can hold it, and one finding a kind of change.

    Letters are composed (Unicode's form C) and line ends made line feeds, which nobody need know. `drawable` are the
    letters that the fonts have; where it is given, a letter that they lack becomes U+FFFD. Without it only halves of
    letters (surrogates) and unknown letters of the private area do.
    """
    cleaner = Cleaner(drawable)
    return _each_text(publication, cleaner.clean), cleaner.findings


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed; a part without texts that change is the same object."""
    if type(value) is str:
        return change(value)
    if type(value) is tuple:
        return tuple([_each_text(each, change) for each in value])
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for each in fields(value):
            old = getattr(value, each.name)
            new = _each_text(old, change)
            if new is not old:
                changed[each.name] = new
        return replace(value, **changed) if changed else value
    if isinstance(value, dict):
        return {key: _each_text(each, change) for key, each in value.items()}
    return value


@dataclass(slots=True)
class _Changes:
    letters: Counter[str] = field(default_factory=Counter)
    first: str = ""


class Cleaner:
    """Cleans many texts of one document and gathers what was changed."""

    def __init__(self, drawable: Container[str] | None = None) -> None:
        self._drawable = drawable
        self._changes: dict[CleaningCode, _Changes] = {}
        self._lacking: dict[str, bool] = {}

    def clean(self, text: str) -> str:
        """One text, cleaned; the same object where nothing had to change."""
        before = text
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
        if _SUSPECT.search(text):
            text = self._without_suspects(text, before)
        if self._drawable is not None and not text.isascii():
            lacking = {letter for letter in set(text) if self._is_lacking(letter)}
            for letter in lacking:
                self._note(CleaningCode.LETTER_LACKING, letter, text.count(letter), before)
                text = text.replace(letter, REPLACEMENT)
        return text

    def _without_suspects(self, text: str, before: str) -> str:
        text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
        found = _CONTROLS.findall(text)
        for letter in found:
            self._note(CleaningCode.CONTROL_REMOVED, letter, 1, before)
        text = _CONTROLS.sub("", text) if found else text
        return "".join([self._ordinary(letter, before) for letter in text])

    def _ordinary(self, letter: str, before: str) -> str:
        code = ord(letter)
        if 0xD800 <= code <= 0xDFFF or (0xE000 <= code <= 0xF8FF and code not in _SYMBOLS):
            self._note(CleaningCode.LETTER_LACKING, letter, 1, before)
            return REPLACEMENT
        if code in _SYMBOLS:
            self._note(CleaningCode.SYMBOL_REPLACED, letter, 1, before)
            return _SYMBOLS[code]
        return letter

    def _is_lacking(self, letter: str) -> bool:
        if letter not in self._lacking:
            drawn = self._drawable is None or letter in self._drawable
            self._lacking[letter] = not drawn and letter != "\n" and not _WITHOUT_FORM.match(letter)
        return self._lacking[letter]

    def _note(self, code: CleaningCode, letter: str, count: int, text: str) -> None:
        changes = self._changes.setdefault(code, _Changes(first=text))
        changes.letters[letter] += count

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was changed in all texts so far, one finding a kind of change."""
        return tuple(_finding(code, changes) for code, changes in sorted(self._changes.items()))


def _finding(code: CleaningCode, changes: _Changes) -> Finding:
    letters = ", ".join(_named(letter) for letter in sorted(changes.letters))
    first = "".join(letter if letter.isprintable() else " " for letter in changes.first)
    first = first if len(first) <= _SHOWN else first[:_SHOWN].rstrip() + "…"
    sentence = _SENTENCES[code].format(letters=letters, count=changes.letters.total(), text=first)
    return Finding(code, Severity.WARNING if code is CleaningCode.LETTER_LACKING else Severity.INFO, "", sentence)


def _named(letter: str) -> str:
    code = f"U+{ord(letter):04X}"
    return f"{letter} ({code})" if letter.isprintable() else code
