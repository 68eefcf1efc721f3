"""Swedish personal identity numbers in running text: found, so that they can be refused."""

import re
from dataclasses import dataclass
from datetime import date

from riskbild.rules.codes import Code
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.sentence import Sentence

# Ten or twelve digits with an optional mark before the last four: a hyphen of any kind, "+" from the year a
# person turns 100, or a space. A digit on either side means that it is some other, longer number.
_CANDIDATE = re.compile(
    r"(?<!\d)(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r" ?[-+‐‑–−]? ?(?P<number>\d{3})(?P<check>\d)(?!\d)",
    re.ASCII,
)
# What every candidate begins with, and few texts hold: looked for first, since it is found or not ten times faster.
_SIX_DIGITS = re.compile(r"\d{6}", re.ASCII)
_COORDINATION = 60

_FOUND = Sentence(
    "Texten innehåller ett person- eller samordningsnummer ({masked}, tecken {place}). Ta bort det. "
    "Sådana nummer får inte finnas i registret.",
    "The text holds a personal identity or coordination number ({masked}, position {place}). Remove it. "
    "Such numbers must not be in the register.",
)


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """One number found: where it stands (as a slice of the text), and how it may be shown."""

    start: int
    end: int
    masked: str


def find_personal_numbers(text: str) -> tuple[PersonalNumber, ...]:
    """Every personal identity number (personnummer) and coordination number (samordningsnummer) in a text.

    With or without century and mark: 19121212-1212, 121212-1212, 121212+1212, 1212121212. Sources:
    folkbokföringslagen (1991:481) 18 § (birth date, birth number, check digit) and lagen (2022:1697) om
    samordningsnummer (60 added to the day). The check digit is the Luhn sum of the last ten digits. That
    such numbers are kept out follows 3 kap. 10 § lagen (2018:218) with supplementary rules to the GDPR: they
    may be used only where clearly motivated, and a risk register has no use for them.
    """
    if not _SIX_DIGITS.search(text):
        return ()
    return tuple(
        PersonalNumber(found.start(), found.end(), _masked(found))
        for found in _CANDIDATE.finditer(text)
        if _is_real(found)
    )


def personal_number_findings(text: str, where: str) -> tuple[Finding, ...]:
    """An error for each number, which the sentence shows only in part."""
    return tuple(
        Finding(
            Code.PERSONAL_NUMBER, Severity.ERROR, where, _FOUND.format(masked=number.masked, place=number.start + 1)
        )
        for number in find_personal_numbers(text)
    )


def _masked(found: re.Match[str]) -> str:
    return f"{found['year']}{found['month']}{found['day']}-****"


def _is_real(found: re.Match[str]) -> bool:
    ten = found["year"] + found["month"] + found["day"] + found["number"] + found["check"]
    return _luhn_sum(ten) % 10 == 0 and found["number"] != "000" and _is_date(found)


def _is_date(found: re.Match[str]) -> bool:
    centuries = (found["century"],) if found["century"] else ("19", "20")
    day = int(found["day"])
    day -= _COORDINATION if day > _COORDINATION else 0
    return any(_exists(int(century + found["year"]), int(found["month"]), day) for century in centuries)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _luhn_sum(ten_digits: str) -> int:
    """The Luhn sum: every other digit doubled from the first, the digits of the products added."""
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(product // 10 + product % 10 for product in products)
