"""One field at a time out of stored or imported data, or one clear sentence about what is wrong with it."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_NOT_AN_OBJECT = Sentence(
    "{what} ska vara ett objekt med namngivna fält.", "{what} must be an object with named fields."
)
_NOT_A_LIST = Sentence("{what} ska vara en lista.", "{what} must be a list.")
_NOT_A_TEXT = Sentence("{what} ska vara en text.", "{what} must be a text.")
_NOT_A_NUMBER = Sentence("{what} ska vara ett heltal.", "{what} must be a whole number.")
_NOT_A_CHOICE = Sentence("{what} ska vara ett av {choices}.", "{what} must be one of {choices}.")
_NOT_A_DATE = Sentence("{what} ska vara ett datum (ÅÅÅÅ-MM-DD).", "{what} must be a date (YYYY-MM-DD).")
_UNKNOWN = Sentence("{what} har ett okänt fält: {field}.", "{what} has an unknown field: {field}.")


def an_object(value: object, what: str, *, fields: frozenset[str] | None = None) -> Mapping[str, Any]:
    """The value as an object; Refused if it is none, or if it has a field beside those named."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise Refused(_NOT_AN_OBJECT.format(what=what))
    if fields is not None and (unknown := sorted(value.keys() - fields)):
        raise Refused(_UNKNOWN.format(what=what, field=unknown[0]))
    return value


def a_list(value: object, what: str) -> list[Any]:
    """The value as a list; an absent one (None) is empty. Refused if it is something else."""
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise Refused(_NOT_A_LIST.format(what=what))
    return list(value)


def a_text(value: object, what: str) -> str:
    """The value as a text; Refused if it is none."""
    if not isinstance(value, str):
        raise Refused(_NOT_A_TEXT.format(what=what))
    return value


def a_number(value: object, what: str) -> int:
    """The value as a whole number; Refused if it is none. True and False are no numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(_NOT_A_NUMBER.format(what=what))
    return value


def a_choice[Choice: StrEnum](value: object, choices: type[Choice], what: str) -> Choice:
    """The value as a member of the enum; Refused, with all the choices named, if it is none."""
    if isinstance(value, str) and value in set(choices):
        return choices(value)
    raise Refused(_NOT_A_CHOICE.format(what=what, choices=", ".join(choices)))


def a_date(value: object, what: str) -> date:
    """The value as a date; Refused if it is no text like 2026-01-31."""
    try:
        return date.fromisoformat(a_text(value, what))
    except ValueError as bad:
        raise Refused(_NOT_A_DATE.format(what=what)) from bad


def a_date_or_none(value: object, what: str) -> date | None:
    """The value as a date, None for None; Refused if it is something else."""
    return None if value is None else a_date(value, what)
