"""Amounts of money as registers and ledgers print them, read to whole öre."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_BLANKS: Final = re.compile(r"[\s\u00a0\u202f\u2009']+")
_UNIT: Final = re.compile(r"(?:kr|sek|:-)\.?$", re.IGNORECASE)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_LONGEST: Final = 40
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2013": "-"})


def read_amount(text: str) -> int | None:
    """The amount in öre, rounded half up; None for what is no amount.

    "1 234,50", "1.234,50", "1,234.50", "1234.5 kr", "-5", "5-" and "(5)" are read. Of comma and full stop the last
    one parts the decimals; a sign that stands several times parts thousands.
    """
    bare = _UNIT.sub("", _BLANKS.sub("", text.translate(_MINUS))) if len(text) <= _LONGEST else ""
    negative, digits = _sign(bare)
    number = _with_point(digits)
    if not _PLAIN.fullmatch(number):
        return None
    minor = int((Decimal(number) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return -minor if negative else minor


def _sign(bare: str) -> tuple[bool, str]:
    if bare.startswith("(") and bare.endswith(")"):
        return True, bare[1:-1]
    if bare.startswith("-") or bare.endswith("-"):
        return True, bare.removeprefix("-") if bare.startswith("-") else bare.removesuffix("-")
    return False, bare.removeprefix("+")


def _with_point(digits: str) -> str:
    """The digits with a full stop before the decimals and nothing between thousands."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return digits
    sign = digits[last]
    other = "." if sign == "," else ","
    if digits.count(sign) > 1:
        return digits if other in digits else digits.replace(sign, "")
    return digits.replace(other, "").replace(sign, ".")
