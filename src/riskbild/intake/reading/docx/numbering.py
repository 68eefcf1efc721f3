"""The numbers that Word writes before paragraphs by itself: counted the way Word counts them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from riskbild.intake.reading.docx.paragraph import W
from riskbild.intake.reading.package import Element, Package

_DEEPEST: Final = 9
_MOST_STYLES: Final = 20
_LARGEST: Final = 3_999
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its first number, how numbers are written, and the text around them ("%1.%2")."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted; paragraphs must be asked for in their order."""

    lists: Mapping[str, tuple[str, Mapping[int, _Level]]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counted: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """The number of a paragraph as Word shows it; "" for one that has none, or a bullet."""
        number, depth = self._list_of(paragraph)
        if number not in self.lists or not 0 <= depth < _DEEPEST:
            return ""
        shared, levels = self.lists[number]
        level = levels.get(depth)
        if level is None:
            return ""
        counted = self._counted.setdefault(shared, [0] * _DEEPEST)
        if number not in self._begun and any(counted) and self._starts_anew(levels):
            counted[:] = [0] * _DEEPEST
        self._begun.add(number)
        counted[depth] = counted[depth] + 1 if counted[depth] else level.start
        counted[depth + 1 :] = [0] * (_DEEPEST - depth - 1)
        return "" if level.form in {"bullet", "none"} else self._shown(level, levels, counted)

    @staticmethod
    def _starts_anew(levels: Mapping[int, _Level]) -> bool:
        return isinstance(levels, _Overridden)

    @staticmethod
    def _shown(level: _Level, levels: Mapping[int, _Level], counted: list[int]) -> str:
        def written(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            own = levels.get(place, level)
            return _FORMS.get(own.form, str)(max(counted[place] or own.start, 0))

        return _PLACE.sub(written, level.text)

    def _list_of(self, paragraph: Element) -> tuple[str, int]:
        """The list and level of a paragraph: its own, else its style's."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        style = properties.find(f"{W}pStyle")
        number, depth = self.styles.get(_value(style), ("", 0))
        stated = properties.find(f"{W}numPr")
        if stated is not None:
            number = _value(stated.find(f"{W}numId")) or number
            depth = _count(stated.find(f"{W}ilvl"), depth)
        return number, depth


class _Overridden(dict[int, _Level]):
    """The levels of a list that begins its count anew, though it shares its form with another."""


def numbering_of(package: Package, part: str) -> Numbering:
    """The lists of the document in `part`; none where it has no numbering."""
    abstract: dict[str, dict[int, _Level]] = {}
    lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
    for found in package.related(part, "numbering"):
        root = package.xml(found)
        for each in root.iterchildren(f"{W}abstractNum"):
            abstract[each.get(f"{W}abstractNumId") or ""] = _levels(each)
        for each in root.iterchildren(f"{W}num"):
            shared = _value(each.find(f"{W}abstractNumId"))
            lists[each.get(f"{W}numId") or ""] = (shared, _with_overrides(each, abstract.get(shared, {})))
    return Numbering(lists, _styles(package, part) if lists else {})


def _levels(element: Element) -> dict[int, _Level]:
    return {_depth(level): _level(level) for level in element.iterchildren(f"{W}lvl")}


def _with_overrides(element: Element, levels: dict[int, _Level]) -> Mapping[int, _Level]:
    changed = _Overridden(levels)
    overrides = list(element.iterchildren(f"{W}lvlOverride"))
    for override in overrides:
        depth = _depth(override)
        whole = override.find(f"{W}lvl")
        level = _level(whole) if whole is not None else levels.get(depth)
        if level is not None:
            start = _count(override.find(f"{W}startOverride"), level.start)
            changed[depth] = _Level(start, level.form, level.text)
    return changed if overrides else levels


def _level(element: Element) -> _Level:
    form = _value(element.find(f"{W}numFmt")) or "decimal"
    return _Level(_count(element.find(f"{W}start"), 1), form, _value(element.find(f"{W}lvlText"))[:60])


def _styles(package: Package, part: str) -> dict[str, tuple[str, int]]:
    """The list and level that paragraph styles give, also by the style they build on."""
    stated: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for found in package.related(part, "styles"):
        for style in package.xml(found).iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId") or ""
            based[name] = _value(style.find(f"{W}basedOn"))
            numbered = style.find(f"{W}pPr/{W}numPr")
            if numbered is not None:
                stated[name] = (_value(numbered.find(f"{W}numId")), _count(numbered.find(f"{W}ilvl"), 0))
    given = {name: _through(name, stated, based) for name in based}
    return {name: list_ for name, list_ in given.items() if list_ is not None}


def _through(name: str, stated: Mapping[str, tuple[str, int]], based: Mapping[str, str]) -> tuple[str, int] | None:
    for _ in range(_MOST_STYLES):
        if name in stated:
            return stated[name]
        name = based.get(name, "")
    return None


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val") or ""


def _depth(element: Element) -> int:
    stated = element.get(f"{W}ilvl") or "0"
    return int(stated[:2]) if stated.isascii() and stated.isdigit() else 0


def _count(element: Element | None, otherwise: int) -> int:
    value = _value(element)
    return min(int(value[:5]), _LARGEST) if value.isascii() and value.isdigit() else otherwise


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
