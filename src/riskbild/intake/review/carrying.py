"""Carries corrections over from one reading of a file to the next, by where each row stands in the file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.intake.review.edits import Do, Edit

_BASE: Final = re.compile(r"[rp]\d+")

type _Place = tuple[object, ...]


def carried(edits: Sequence[Edit], before: ExchangeDocument, after: ExchangeDocument) -> list[Edit | None]:
    """Each change as it is to be named in the new reading; None for one whose row is not there any more.

    What is about the whole document, or a column of it, is the same in every reading.
    """
    names = {f"r{n}": key for n, key in enumerate(_matched(before.rows, after.rows, "r"))}
    names |= {f"p{n}": key for n, key in enumerate(_matched(before.plan, after.plan, "p"))}
    return [_renamed(edit, names) for edit in edits]


def _matched(before: Sequence[ExchangeRow], after: Sequence[ExchangeRow], letter: str) -> list[str | None]:
    places = {_place(row): f"{letter}{n}" for n, row in reversed(list(enumerate(after)))}
    return [places.get(_place(row)) for row in before]


def _place(row: ExchangeRow) -> _Place:
    place = row.provenance
    return (None,) if place is None else (place.sheet, place.page, place.table, place.row)


def _renamed(edit: Edit, names: Mapping[str, str | None]) -> Edit | None:
    if edit.do is Do.CHOOSE:
        kept = {new: choice for key, choice in edit.value.items() if (new := _new(key, names)) is not None}
        return replace(edit, value=kept)
    if edit.do in {Do.CELL, Do.SPLIT, Do.JOIN}:
        key = _new(edit.key, names)
        return None if key is None else replace(edit, key=key)
    return edit


def _new(key: str, names: Mapping[str, str | None]) -> str | None:
    base = _BASE.match(key)
    new = None if base is None else names.get(base[0])
    return None if base is None or new is None else new + key[base.end() :]
