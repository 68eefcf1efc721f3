"""The period a text names: "T1 2022", "Status T1 2022", "första halvåret 2023", or a name of one's own."""

import re

from riskbild.rules.period import (
    FIRST_YEAR,
    LAST_YEAR,
    PARTS,
    TERTIALS,
    Period,
    PeriodScheme,
    own_period,
    standard_period,
)
from riskbild.rules.printed_year import AFTER, FULL, LOOSE, year_of

_LEAD = re.compile(r"^(?:(?:status|resultat|uppföljning|period|rapport|avser)[\s:]+)+")
_PART = re.compile(
    rf"""(?: (?P<letter>[thq]|tertial|halvår|kvartal|kv\.?) \s? (?P<number>[1-4])
         | (?P<ordinal>första|andra|tredje|fjärde|[1-4]:[ae]) \s (?P<noun>tertial|halvår|kvartal)(?:et)?
         | helår(?:et|suppföljning|srapport)? | årsuppföljning | hela \s året
         )
         (?: {AFTER} (?P<year>{LOOSE}) )? \.?""",
    re.VERBOSE | re.ASCII,
)
# A year of four digits and nothing else is that year as a whole.
_YEAR = re.compile(rf"(?P<letter>)(?P<noun>)(?:år\s)?(?P<year>{FULL})\.?", re.ASCII)
_LETTERS = {"tertial": "T", "halvår": "H", "kvartal": "Q", "kv": "Q", "kv.": "Q"}
_ORDINALS = {"första": "1", "andra": "2", "tredje": "3", "fjärde": "4"}


def read_period(text: str, *, year: int | None = None, scheme: PeriodScheme = TERTIALS) -> Period | None:
    """The period a text names, None if it names none: "T1 2022", "tertial 1 -22", "andra halvåret 2023",
    "Q3 2024", "kvartal 3 2024", "helår 2023", "2023", or an own name of the scheme.

    `year` is used where the text has none. A standard part counts even if the scheme does not follow it up.
    """
    plain = _LEAD.sub("", " ".join(text.casefold().split()))
    if found := _YEAR.fullmatch(plain) or _PART.fullmatch(plain):
        named = _year(found["year"], year)
        key = _key_of(found)
        return standard_period(key, named, scheme) if named is not None and key in PARTS else None
    for own in scheme.own:
        tail = plain.removeprefix(own.name.casefold())
        if tail != plain and (named := _year(tail, year)) is not None:
            return own_period(own, named, scheme)
    return None


def _key_of(found: re.Match[str]) -> str:
    if found["letter"]:
        return _LETTERS.get(found["letter"], found["letter"].upper()) + found["number"]
    if found["noun"]:
        return _LETTERS[found["noun"]] + _ORDINALS.get(found["ordinal"], found["ordinal"][0])
    return "Y"


def _year(printed: str | None, otherwise: int | None) -> int | None:
    """The year that is printed, or the other where none is; None where what is printed is no year."""
    named = year_of(printed) if printed and printed.strip() else otherwise
    return named if named is not None and FIRST_YEAR <= named <= LAST_YEAR else None
