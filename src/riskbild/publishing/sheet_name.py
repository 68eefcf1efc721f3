"""Names for sheets that Excel accepts: at most 31 characters, none of seven signs, no two the same."""

import re
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 31
_NOT_ALLOWED = re.compile(r"[\x00-\x1f\[\]:*?/\\]+")
_RESERVED: Final = frozenset({"history", "historik"})
_NAMELESS: Final = "Blad"


def sheet_names(titles: Iterable[str]) -> list[str]:
    """One name a title, in order, as close to the title as Excel allows."""
    names: list[str] = []
    taken: set[str] = set(_RESERVED)
    for title in titles:
        name = _free(_clean(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def _clean(title: str) -> str:
    return _cut(_NOT_ALLOWED.sub(" ", title), LONGEST) or _NAMELESS


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{_cut(name, LONGEST - len(str(number)) - 1)} {number}"
    return candidate


def _cut(name: str, longest: int) -> str:
    # Excel counts UTF-16 units and refuses an apostrophe at either end.
    short = name.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
    return short.strip().strip("'").strip()
