"""What a cell of the workbook says: the same text for the same value, however a spreadsheet program has stored it."""

import re
from typing import Final

from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS, ROW_TEXTS
from riskbild.documents.workbook.choices import CHOICES, ON_PLAN, PROGRESS, RESPONSE, RESULT, STATUS, as_chosen, is_word
from riskbild.documents.workbook.form import ITEM, MEASURE, REPORT, RISK

type Value = str | int | bool | None

UNIT: Final = "unit"
"""The unit that a risk belongs to, by its name or, where two have the same, by its path."""
RESPONSE_FIELDS: Final = frozenset({RESPONSE, "response_reason"})
RISK_FIELDS: Final = frozenset({*ROW_TEXTS, *ROW_ANSWERS, *ROW_NUMBERS, "result", UNIT, *RESPONSE_FIELDS})
"""What of a risk can be changed in a workbook."""
ITEM_FIELDS: Final = frozenset({
    "heading", "process", "risk", "description", "consequence", "measures", "responsible", "deadline", "comment",
    "objective", "method", "scope", "performer", "reported_to",
})  # fmt: skip
"""What of an item of a plan can be changed in a workbook, by the cell it is printed in."""
MEASURE_FIELDS: Final = frozenset({PROGRESS, "measure.note"})
"""What of a measure can be filled in: how far it has come. Its text is a paragraph of the risk's own cell."""
REPORT_FIELDS: Final = frozenset({STATUS, "said.text", RESULT, "said.reason", ON_PLAN, "said.comment"})
"""What of a report on a control or a risk can be filled in."""
FIELDS: Final = {RISK: RISK_FIELDS, ITEM: ITEM_FIELDS, MEASURE: MEASURE_FIELDS, REPORT: REPORT_FIELDS}

YES: Final = "Ja"
NO: Final = "Nej"
_SAID: Final = {"ja": YES, "j": YES, "x": YES, "yes": YES, "sant": YES, "nej": NO, "n": NO, "no": NO, "falskt": NO}
_WHOLE: Final = re.compile(r"\s*(\d{1,4})(?:[.,]0+)?(?:\s*[-–:.·]?\s*[^\d\s][^\d]*)?\s*")
_LINE_ENDS: Final = re.compile(r"\r\n?|\u2028|\u2029")
_BLANK_ENDS: Final = re.compile(r"[ \t\u00a0]+(?=\n|$)")


def plain(field: str, text: str) -> str:
    """The text of a cell as it is compared: "3.0" and "3 Möjlig" are "3", "ja" is "Ja", no blanks stand at line ends.

    What is neither a number nor an answer where one belongs stays as it is.
    """
    said = text.strip()
    if not said.isprintable() or "\u00a0" in said:
        # Only what has breaks or odd blanks in it needs a closer look.
        said = _BLANK_ENDS.sub("", _LINE_ENDS.sub("\n", said))
    if field in ROW_ANSWERS:
        return _SAID.get(said.casefold().rstrip("."), said)
    if field in ROW_NUMBERS:
        found = _WHOLE.fullmatch(said)
        return str(int(found[1])) if found else said
    return as_chosen(field, said) if field in CHOICES else said


def text_of(field: str, value: Value) -> str:
    """A value of the register as its cell says it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    return plain(field, str(value))


def fits(field: str, text: str) -> bool:
    """Whether a plain text is something that the field can hold."""
    if field in ROW_ANSWERS:
        return text in {YES, NO, ""}
    if field in CHOICES:
        return not text or is_word(field, text)
    return not text or field not in ROW_NUMBERS or (text.isascii() and text.isdigit())


def value_of(field: str, text: str) -> Value:
    """The value that a plain text stands for; only for one that `fits`."""
    if field in ROW_ANSWERS:
        return {YES: True, NO: False}.get(text)
    if field in ROW_NUMBERS:
        return int(text) if text else None
    return text
