"""Years as documents print them: 2024, -24, ’24."""

import re

FULL = r"(?:(?:19|20)\d\d)"
"""A year of four digits; for use inside other patterns."""

MARKED = rf"(?:[-–'’´]?\s?{FULL}|[-–'’´]\s?\d\d)"
"""A year of four digits, or of two with a mark in front."""

LOOSE = rf"(?:{MARKED}|\d\d)"
"""As MARKED, or two digits alone: for places where they can be nothing but a year ("HT 23")."""

AFTER = r"(?:[\s,]+(?:år\s)?|(?=[-–'’´]))"
"""What stands between something and its year: a space or comma, or nothing before a mark ("VT-22")."""

_ONLY = re.compile(r"\W*((?:19|20)\d\d|\d\d)", re.ASCII)


def year_of(text: str) -> int | None:
    """The year that a printed year means; two digits are of the 2000s. None for anything else."""
    found = _ONLY.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[1]) if len(found[1]) == 4 else 2000 + int(found[1])
