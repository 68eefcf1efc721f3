"""How each parameter of the list's address is read and written."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.filters import NONE
from riskbild.register.queries.listing import PAGE_SIZES, Group, Sort
from riskbild.rules.response import Response
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings
from riskbild.web.register.columns import Column, ordered

LONGEST_SEARCH = 200
LONGEST_VALUE = 500
"""Cells are filtered by their whole text; one longer than this is left out of the choices."""

_KEY = re.compile(r"[a-z0-9_-]{1,40}")
_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_CURSOR = re.compile(r"[A-Za-z0-9_-]{1,1500}")
_ANSWERS = {"yes": True, "no": False}
FLAGS = frozenset({"unscored", "archived", "without_measure", "late"})


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError
        return text

    return read


def _text(longest: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > longest or text_findings(text, ""):
            raise ValueError
        return text

    return read


def _search(text: str) -> str:
    return _text(LONGEST_SEARCH)(" ".join(text.split()))


def _number(text: str) -> int:
    return int(_matching(_NUMBER)(text))


def _size(text: str) -> int:
    if (size := _number(text)) not in PAGE_SIZES:
        raise ValueError
    return size


def _flag(text: str) -> bool:
    if text != "1":
        raise ValueError
    return True


def _answer(text: str) -> bool:
    if text not in _ANSWERS:
        raise ValueError
    return _ANSWERS[text]


def _response(text: str) -> str:
    return text if text == NONE else Response(text).value


def _columns(text: str) -> tuple[Column, ...]:
    return ordered(Column(name) for name in text.split("."))


READERS: Mapping[str, Callable[[str], Any]] = {
    "year": _number,
    "q": _search,
    "node": UUID,
    "process": _text(LONGEST_VALUE),
    "heading": _text(LONGEST_VALUE),
    "category": _text(LONGEST_VALUE),
    "level": _matching(_KEY),
    "response": _response,
    "role": _text(LONGEST_VALUE),
    "owner": UUID,
    "in_plan": _answer,
    "unscored": _flag,
    "archived": _flag,
    "without_measure": _flag,
    "late": _flag,
    "likelihood": _number,
    "impact": _number,
    "score": _number,
    "axes": _answer,
    "method": UUID,
    "sort": Sort,
    "reverse": _flag,
    "group": Group,
    "columns": _columns,
    "size": _size,
    "whole": _flag,
    "page": _matching(_CURSOR),
}
"""Each parameter and what reads it; a reader raises `ValueError`, and never says what it was given."""

NAMES: Mapping[str, str] = {"q": "text"}
FIELDS: Mapping[str, str] = {field: name for name, field in NAMES.items()}

LABELS: Mapping[str, Sentence] = {
    **{name: FIELD_LABELS.get(name, Sentence(sv=name, en=name)) for name in READERS},
    "q": Sentence(sv="söktexten", en="the search text"),
    "role": FIELD_LABELS["responsible"],
    "unscored": Sentence(sv="Ej bedömda", en="Not assessed"),
    "archived": Sentence(sv="Avförda", en="Archived"),
    "without_measure": Sentence(sv="Utan åtgärd", en="Without a measure"),
    "late": Sentence(sv="Med försenad åtgärd", en="With a late measure"),
    "axes": Sentence(sv="Plats i matrisen", en="Place in the matrix"),
    "method": Sentence(sv="Bedömningsmodell", en="Method"),
    "sort": Sentence(sv="Sortering", en="Sorting"),
    "reverse": Sentence(sv="Omvänd ordning", en="Reverse order"),
    "group": Sentence(sv="Gruppering", en="Grouping"),
    "columns": Sentence(sv="Kolumner", en="Columns"),
    "size": Sentence(sv="Rader per sida", en="Rows a page"),
    "whole": Sentence(sv="Hela texter", en="Whole texts"),
    "page": Sentence(sv="Sidan", en="The page"),
}
"""What a parameter is called in a sentence or on a chip."""


def written(name: str, value: object) -> str:
    """The value of a filter as it stands in the address."""
    if name in FLAGS:
        return "1" if value else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
