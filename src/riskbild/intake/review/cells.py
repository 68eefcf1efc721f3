"""The cells of a row by name, those of its controls included: reading what a person typed, and putting it there."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ROW_OPTIONAL,
    ExchangeControl,
    ExchangeRow,
)
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.rules.text_limits import text_findings, with_plain_line_breaks

type Value = str | int | bool | None

PLAIN: Final = (*ROW_FIELDS, *ROW_OPTIONAL)
"""The cells of a row that belong to no control."""

_CONTROL: Final = re.compile(
    r"controls\[(\d{1,3})\]\.(control|method|responsible|frequency|status\..{1,200})", re.DOTALL
)
_MOST_CONTROLS: Final = 200
_YES: Final = frozenset(("ja", "j", "yes", "y", "x"))
_NO: Final = frozenset(("nej", "n", "no"))

_NOT_A_CELL = Sentence(sv="Cellen finns inte.", en="There is no such cell.")
_NOT_A_NUMBER = Sentence(
    sv="Skriv ett heltal från 0 till 9 999, eller lämna tomt.", en="Write a whole number from 0 to 9,999, or nothing."
)
_NOT_AN_ANSWER = Sentence(sv="Skriv Ja eller Nej, eller lämna tomt.", en="Write yes or no, or nothing.")


def cells_of(row: ExchangeRow) -> dict[str, Value]:
    """Every filled cell of a row under its name, in the order of the form."""
    cells: dict[str, Value] = {name: value for name in PLAIN if (value := getattr(row, name)) is not None}
    for place, control in enumerate(row.controls):
        parts = {name: getattr(control, name) for name in CONTROL_TEXTS}
        parts |= {f"status.{period}": text for period, text in control.status.items()}
        cells |= {f"controls[{place}].{name}": text for name, text in parts.items() if text is not None}
    return cells


def check_cell(name: str) -> None:
    """Raises `Refused` for a name that is no cell of any row."""
    if name not in PLAIN and not _CONTROL.fullmatch(name):
        raise Refused(_NOT_A_CELL)


def value_of(row: ExchangeRow, name: str) -> Value:
    """What a cell holds; None for an empty one."""
    return cells_of(row).get(name)


def shown(value: Value) -> str:
    """A value as it stands in a field for typing."""
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return "" if value is None else str(value)


def read_value(name: str, text: str) -> Value:
    """What somebody typed for a cell. Raises `Refused` with one sentence for what the cell cannot hold."""
    typed = with_plain_line_breaks(text).strip()
    if not typed:
        return None
    if name in ROW_NUMBERS:
        if not typed.isdecimal() or int(typed[:9]) > limits.NUMBER:
            raise Refused(_NOT_A_NUMBER)
        return int(typed)
    if name in ROW_ANSWERS:
        if typed.casefold() not in _YES | _NO:
            raise Refused(_NOT_AN_ANSWER)
        return typed.casefold() in _YES
    for found in text_findings(typed, name):
        raise Refused(found.sentence)
    return typed


def with_cells(row: ExchangeRow, cells: Mapping[str, Value]) -> ExchangeRow:
    """The row with some of its cells set; a control that is left with nothing in it is gone.

    A person's own words are sure, so the cell's confidence goes; where it stood in the file stays.
    """
    plain: dict[str, Any] = {name: value for name, value in cells.items() if name in PLAIN}
    sure = {name: share for name, share in row.confidence.items() if name not in cells}
    controls = _controls(row, {name: value for name, value in cells.items() if name not in PLAIN})
    return replace(row, **plain, controls=controls, confidence=sure)


def _controls(row: ExchangeRow, cells: Mapping[str, Value]) -> tuple[ExchangeControl, ...]:
    if not cells:
        return row.controls
    controls = list(row.controls)
    for name, value in cells.items():
        found = _CONTROL.fullmatch(name)
        text = None if value is None else str(value)
        if found is None:
            raise Refused(_NOT_A_CELL)
        place = min(int(found[1]), len(controls), _MOST_CONTROLS)
        if place == len(controls):
            controls.append(ExchangeControl(status=dict.fromkeys(controls[0].status) if controls else {}))
        controls[place] = _with_part(controls[place], found[2], text)
    return tuple(control for control in controls if _says_something(control))


def _with_part(control: ExchangeControl, name: str, text: str | None) -> ExchangeControl:
    if name.startswith("status."):
        return replace(control, status={**control.status, name.removeprefix("status."): text})
    part: dict[str, Any] = {name: text}
    return replace(control, **part)


def _says_something(control: ExchangeControl) -> bool:
    return any(getattr(control, name) for name in CONTROL_TEXTS) or any(control.status.values())
