"""What a printed cell says as a value: a step or score, Ja or Nej. What it does not say stays unsaid."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"(?<![\w.,])(\d{1,4})(?:[.,]0+)?(?!\s?%|\w|[.,]\d)")
_YES: Final = re.compile(r"(?:ja|j|x|yes|sant|true|✓|✔|☒|☑|√|1|ingår|tas med|med i plan)[\s.,!)]*$", re.IGNORECASE)
_NO: Final = re.compile(r"(?:nej|n|no|falskt|false|✗|✘|☐|0|ingår ej|ingår inte|tas ej med)[\s.,!)]*$", re.IGNORECASE)
_OPENS_WITH: Final = re.compile(r"\s*(ja|nej)\b(?=[\s.,:;–-]|$)", re.IGNORECASE)
_TICKED: Final = re.compile(r"([☒☑☐✓✔])\s*(ja|nej)\b|\b(ja|nej)\s*([☒☑☐✓✔])", re.IGNORECASE)
_BLANK: Final = re.compile(r"[\s\-–—_.]*|n/?a|ej aktuellt|välj(?: ett)?(?: \w+){0,2}\.?", re.IGNORECASE)
_LARGEST: Final = 9_999
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
# "3 x 4 = 12", "S3 K4", "S: 3, K: 4, RV: 12", "Sannolikhet: 3".
_FACTORS: Final = re.compile(
    r"(?P<one>(?:[skv]|sann\w*\.?|kons\w*\.?|väs\w*)?)\s*[:=]?\s*(?P<a>\d{1,2})\s*(?:[x×*·•,;/]|\s)\s*"
    r"(?P<other>(?:[skv]|sann\w*\.?|kons\w*\.?|väs\w*)?)\s*[:=]?\s*(?P<b>\d{1,2})"
    r"(?:\s*(?:[=,;/]|\s)\s*(?:r|rv|risk\w*|summa|produkt)?\s*[:=]?\s*(?P<product>\d{1,3}))?",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(r"\d\s*[x×*·•]\s*\d", re.IGNORECASE)


def number_of(text: str) -> int | None:
    """The number that a step or score is printed as: "3", "3,0", "3 - Möjlig", "Möjlig (3)", "3 x 4 = 12".

    None where there is none, or several that do not make one: a year, a percentage and "2-3" are no scores.
    """
    numbers = [int(found) for found in _NUMBER.findall(text)]
    if len(numbers) == 3 and numbers[0] * numbers[1] == numbers[2]:
        return numbers[2]
    distinct = set(numbers)
    if len(distinct) != 1 or (len(text) > 60):
        return None
    number = distinct.pop()
    return number if number <= _LARGEST else None


def step_of(text: str) -> int | None:
    """The number of a step, also one that is written in Roman numerals; "X" is no step but a mark."""
    number = number_of(text)
    return _ROMAN.get(text.strip()) if number is None else number


def factors_of(text: str, *, impact_first: bool) -> tuple[int, int] | None:
    """Likelihood and impact of a cell that says both: "3 x 4 = 12", "K 4, S 3"; None where it does not.

    Without letters the first is the likelihood, unless the column's title says otherwise (`impact_first`).
    """
    found = _FACTORS.fullmatch(text.strip())
    if found is None:
        return None
    one, other = found["one"][:1].casefold(), found["other"][:1].casefold()
    a, b = int(found["a"]), int(found["b"])
    lettered = bool(one) and bool(other) and (one == "s") != (other == "s")
    if not lettered and (one or other or not _TIMES.search(text)):
        return None
    if found["product"] is not None and int(found["product"]) != a * b:
        return None
    swapped = other == "s" if lettered else impact_first
    return (b, a) if swapped else (a, b)


def looks_like_score(text: str) -> bool:
    """Whether a cell is a number, perhaps with its words, and no sentence that happens to hold one."""
    if factors_of(text, impact_first=False) is not None and number_of(text) is not None:
        return True
    return len(text) < 40 and len(text.split()) <= 6 and _led_by_number(text)


def _led_by_number(text: str) -> bool:
    number = step_of(text)
    plain = text.strip(" ().")
    return number is not None and (plain[:1].isdigit() or plain[-1:].isdigit() or len(text.split()) <= 2)


def answer_of(text: str) -> bool | None:
    """Ja or Nej, however it is marked; None for anything else, an empty box beside a filled one included."""
    plain = text.strip()
    if ticks := _TICKED.findall(plain):
        return _ticked(ticks)
    if _YES.match(plain):
        return True
    if _NO.match(plain):
        return False
    opening = _OPENS_WITH.match(plain)
    return None if opening is None else opening[1].casefold() == "ja"


def _ticked(ticks: list[tuple[str, str, str, str]]) -> bool | None:
    chosen = {(word or other).casefold() for mark, word, other, after in ticks if (mark or after) != "☐"}
    return chosen == {"ja"} if len(chosen) == 1 else None


def says_more(text: str) -> bool:
    """Whether an answer's cell says something beside the answer."""
    opening = _OPENS_WITH.match(text)
    return opening is not None and bool(text[opening.end() :].strip(" .,:;–-!\n"))


def is_blank(text: str) -> bool:
    """Whether a cell of a number or an answer says that there is none: a dash, a prompt not answered."""
    return _BLANK.fullmatch(text) is not None
