"""Numbers as Excel shows them in a Swedish installation: dates, percent, leading zeros and words around the number."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Final

_MONTHS: Final = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
# The formats that have a number but no code in the file, as a Swedish Excel shows them (ECMA-376 part 1, 18.8.30).
_BUILT_IN: Final = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "hh:mm", 19: "hh:mm:ss", 20: "hh:mm", 21: "hh:mm:ss", 22: "yyyy-mm-dd hh:mm", 45: "mm:ss", 46: "hh:mm:ss",
    47: "mm:ss",
}  # fmt: skip
_NOT_CODE: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_TOKEN: Final = re.compile(
    r'"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|(?:am/pm)|\[[^\]]*\]|_.|\*.|(.)', re.IGNORECASE | re.DOTALL
)
_LAST_DAY: Final = 2_958_465  # 9999-12-31, the last day Excel knows


@lru_cache(maxsize=2_000)
def is_date(code: str) -> bool:
    """Whether a number format shows a date or a time."""
    plain = _NOT_CODE.sub("", code.partition(";")[0].lower())
    return "general" not in plain and bool(re.search(r"[ydhs]|mm", plain)) and not re.search(r"[#0?]", plain)


def code_of(number: int, codes: dict[int, str]) -> str:
    """The code of a number format, by its number in the file."""
    return codes.get(number) or _BUILT_IN.get(number, "General")


def shown(value: str, code: str, *, from_1904: bool) -> str:
    """The number in a cell's XML as its format shows it; what is no number is given back as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    if code != "General":
        if is_date(code) and 0 <= number <= _LAST_DAY:
            return _date(number, code, from_1904=from_1904)
        return _formatted(number, code)
    return _plain(number)


def _plain(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"


def _formatted(number: float, code: str) -> str:
    section = code.partition(";")[0]
    plain = _NOT_CODE.sub("", section)
    if "%" in plain:
        return f"{_plain(round(number * 100, 2))} %"
    text = _plain(number)
    digits = re.search(r"0+(?=[^0-9#.,]*$)", plain)
    if digits and number.is_integer() and "." not in plain:
        text = text.zfill(len(digits[0]))
    before, after = _words(section)
    return f"{before}{text}{after}"


def _words(section: str) -> tuple[str, str]:
    """The fixed words before and after the number of a format such as ``"R"00``."""
    found = re.fullmatch(r'(?:"([^"]*)")?[#0.,?]+(?:"([^"]*)")?', section)
    return (found[1] or "", found[2] or "") if found else ("", "")


def _date(number: float, code: str, *, from_1904: bool) -> str:
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no time zone
    try:
        moment = start + timedelta(days=number)
    except OverflowError:
        return _plain(number)
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    return _spelt(moment, code.partition(";")[0]).strip()


def _spelt(moment: datetime, section: str) -> str:
    parts, after_hour = [], False
    for token in _TOKEN.finditer(section):
        quoted, escaped, letters, other = token[1], token[2], token[3], token[4]
        if letters is None:
            parts.append(quoted or escaped or other or "")
            continue
        minutes = letters[0] in "mM" and (after_hour or section[token.end() :].lstrip(":").lower().startswith("s"))
        parts.append(_spelt_part(moment, letters.lower(), minutes=minutes))
        after_hour = letters[0] in "hH"
    return "".join(parts)


def _spelt_part(moment: datetime, letters: str, *, minutes: bool) -> str:
    count = len(letters)
    match letters[0]:
        case "y":
            return f"{moment.year:04}" if count > 2 else f"{moment.year % 100:02}"
        case "m" if not minutes:
            return _month(moment.month, count)
        case "d":
            return _day(moment, count)
    number = {"m": moment.minute, "h": moment.hour, "s": moment.second}[letters[0]]
    return f"{number:02}" if count > 1 else str(number)


def _month(month: int, letters: int) -> str:
    if letters > 2:
        return (_SHORT_MONTHS if letters == 3 else _MONTHS)[month - 1]
    return f"{month:02}" if letters == 2 else str(month)


def _day(moment: datetime, letters: int) -> str:
    if letters > 2:
        name = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")[moment.weekday()]
        return name[:3] if letters == 3 else name
    return f"{moment.day:02}" if letters == 2 else str(moment.day)
