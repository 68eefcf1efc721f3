"""A table to be drawn, as a plain value: what its columns are and where its rows come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from riskbild.rules.sentence import Language, Sentence

type Cell = str | int | float | bool | date | None

ANSWERS: Final = {True: Sentence("Ja", "Yes"), False: Sentence("Nej", "No")}
"""What true and false are called in a drawn table."""


class ColumnKind(StrEnum):
    """What a column is for: running text, or something short that is not wrapped."""

    TEXT = "text"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title as printed and its width in characters."""

    title: str
    width: int = 20
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `rows` is walked through once, so that it may come straight from the database.

    A row has at most as many cells as there are columns. A cell's own type says what it is: a text stays a
    text whatever it looks like, a number a number; None is an empty cell. The first `still` columns stay in
    sight when one scrolls sideways.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    still: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """Tables that are drawn into one file. `made_at` is written into the file as the time it was made."""

    title: str
    sheets: tuple[Sheet, ...]
    made_at: datetime
    language: Language = "sv"
