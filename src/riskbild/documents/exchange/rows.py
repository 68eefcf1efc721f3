"""Reads one row of the exchange format, with its controls and where it stood."""

import math
import re
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange.document import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_FIELDS,
    ROW_NUMBERS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    WHOLE_ROW,
    CellOrigin,
    ExchangeControl,
    ExchangeRow,
    Provenance,
)
from riskbild.documents.fields import Fields, items_of, needed_text, share_of, text_of
from riskbild.documents.json_text import Json
from riskbild.documents.place import Place

# A transcription may name a second fair reading of a cell; it is for judging readers, not for the register.
_IGNORED: Final = ("also_accept",)
_KNOWN: Final = frozenset((*ROW_FIELDS, *ROW_OPTIONAL, *_IGNORED, "controls", "secrecy", "provenance", "confidence"))
_CONTROL_KNOWN: Final = frozenset((*CONTROL_TEXTS, "status"))
_PROVENANCE_KNOWN: Final = frozenset(("page", "sheet", "table", "row", "cells"))
_ORIGIN_KNOWN: Final = frozenset(("text", "box", "cell"))
_CELL_NAMES: Final = frozenset((*ROW_FIELDS, *ROW_OPTIONAL))
_CONTROL_CELL: Final = re.compile(
    r"controls\[\d{1,4}\]\.(?:control|method|responsible|frequency|status\..+)", re.DOTALL
)
_MANY: Final = 1_000_000
_BOX_SIDES: Final = 4


def read_row(data: Json, place: Place) -> ExchangeRow:
    """One row. Raises Refused naming the row and the field at fault."""
    fields = Fields(data, place, _KNOWN)
    cells: dict[str, Any] = {name: fields.text(name) for name in (*ROW_TEXTS, *ROW_OPTIONAL)}
    cells |= {name: fields.number(name) for name in ROW_NUMBERS}
    cells |= {name: fields.answer(name) for name in ROW_ANSWERS}
    return ExchangeRow(
        **cells,
        controls=_controls(fields, place),
        secrecy=_secrecy(fields),
        provenance=_provenance(fields),
        confidence=_confidence(fields),
    )


def _controls(fields: Fields, place: Place) -> tuple[ExchangeControl, ...]:
    found = items_of(fields.value("controls"), fields.at("controls"))
    return tuple(
        _control(item, place.step(f"kontroll {number}", f"control {number}")) for number, item in enumerate(found, 1)
    )


def _control(data: Json, place: Place) -> ExchangeControl:
    fields = Fields(data, place, _CONTROL_KNOWN)
    texts = {name: fields.text(name) for name in CONTROL_TEXTS}
    status = {period: text_of(value, at) for period, value, at in fields.named("status")}
    return ExchangeControl(**texts, status=status)


def _secrecy(fields: Fields) -> dict[str, str]:
    marks = {}
    for name, paragraph, place in fields.named("secrecy"):
        if name != WHOLE_ROW:
            _check_cell_name(name, place)
        marks[name] = needed_text(paragraph, place, limits.NAME_CHARACTERS)
    return marks


def _confidence(fields: Fields) -> dict[str, float]:
    shares = {}
    for name, share, place in fields.named("confidence"):
        _check_cell_name(name, place)
        shares[name] = share_of(share, place)
    return shares


def _provenance(fields: Fields) -> Provenance | None:
    if fields.value("provenance") is None:
        return None
    inner = Fields(fields.value("provenance"), fields.at("provenance"), _PROVENANCE_KNOWN)
    cells = {}
    for name, origin, place in inner.named("cells"):
        _check_cell_name(name, place)
        cells[name] = _origin(origin, place)
    page, table, row = (inner.number(name, 0, _MANY) for name in ("page", "table", "row"))
    return Provenance(page=page, sheet=inner.text("sheet", limits.NAME_CHARACTERS), table=table, row=row, cells=cells)


def _origin(data: Json, place: Place) -> CellOrigin:
    fields = Fields(data, place, _ORIGIN_KNOWN)
    return CellOrigin(text=fields.text("text"), box=_box(fields), cell=fields.text("cell", limits.NAME_CHARACTERS))


def _box(fields: Fields) -> tuple[float, ...] | None:
    if fields.value("box") is None:
        return None
    place = fields.at("box")
    sides = items_of(fields.value("box"), place)
    if len(sides) != _BOX_SIDES or not all(map(_is_length, sides)):
        place.refuse("ska vara fyra tal", "must be four numbers")
    return tuple(float(side) for side in sides if isinstance(side, (int, float)))


def _is_length(side: Json) -> bool:
    if isinstance(side, bool) or not isinstance(side, (int, float)):
        return False
    return math.isfinite(side) and abs(side) <= _MANY


def _check_cell_name(name: str, place: Place) -> None:
    if name not in _CELL_NAMES and not _CONTROL_CELL.fullmatch(name):
        place.refuse("är ingen cell i en rad", "is not a cell of a row")
