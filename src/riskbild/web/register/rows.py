"""The rows of the list as they are drawn: what stands in each cell, made ready so that the template only writes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from riskbild.register.queries.listing import RiskLine
from riskbild.rules.method import Level
from riskbild.rules.sentence import Language, Sentence
from riskbild.web.register.columns import Column


@dataclass(frozen=True)
class ColumnHead:
    """A column as drawn, its label in the page's language; `href` sorts by it, `direction` is how it does now.

    `cell` and `blank` are the attributes of a cell with something and with nothing in it; made once, since there are
    hundreds.
    """

    column: Column
    label: str
    kind: str
    number: bool
    cell: SafeString
    blank: SafeString
    href: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Words:
    """What the rows need to be told in words: `levels` by board and key, `units` and `owners` by key."""

    language: Language
    levels: Mapping[tuple[UUID, str], Level]
    units: Mapping[UUID, str]
    responses: Mapping[str, Sentence]
    owners: Mapping[UUID, str]

    def say(self, text: Sentence | str) -> str:
        """A text in the page's language."""
        return text.text(self.language) if isinstance(text, Sentence) else text


class Cell(NamedTuple):
    """One cell: how it is drawn, its attributes, and its text; an answer is a yes, a no or none, a score its level."""

    kind: str
    attributes: SafeString
    value: "_Value"


class Row(NamedTuple):
    """One risk: the line itself, its title in the page's language, and its cells in the columns' order."""

    line: RiskLine
    title: str
    cells: Sequence[Cell]


type _Value = str | bool | Level | None


def row_of(line: RiskLine, heads: Sequence[ColumnHead], words: Words) -> Row:
    """The line in its columns."""
    cells = []
    for head in heads:
        value = _VALUES[head.kind](line, head.column, words)
        cells.append(Cell(head.kind, head.blank if value == "" else head.cell, value))
    return Row(line, words.say(line.title), cells)


def _text(line: RiskLine, column: Column, words: Words) -> str:
    return words.say(line.texts[column.value])


def _area(line: RiskLine, _: Column, words: Words) -> str:
    heading, category = words.say(line.texts["heading"]), words.say(line.texts["category"])
    return f"{heading} · {category}" if heading and category else heading or category


def _number(line: RiskLine, column: Column, _: Words) -> str:
    value = line.likelihood if column is Column.LIKELIHOOD else line.impact
    return "" if value is None else str(value)


def _answer(line: RiskLine, column: Column, _: Words) -> bool | None:
    return line.in_plan if column is Column.IN_PLAN else line.follows_plan


def _measures(line: RiskLine, _: Column, __: Words) -> str:
    return f"{line.measures_open}/{line.measures_all}" if line.measures_all else ""


def _day(line: RiskLine, _: Column, __: Words) -> str:
    return localtime(line.updated_at).strftime("%Y-%m-%d")


def _nothing(_: RiskLine, __: Column, ___: Words) -> None:
    """The title is on the row."""


_VALUES: Mapping[str, Callable[[RiskLine, Column, Words], _Value]] = {
    "text": _text,
    "title": _nothing,
    "unit": lambda line, _, words: words.units[line.node_id],
    "area": _area,
    "score": lambda line, _, words: words.levels.get((line.board_id, line.level)),
    "response": lambda line, _, words: words.say(words.responses.get(line.response, "")),
    "answer": _answer,
    "measures": _measures,
    "number": _number,
    "owner": lambda line, _, words: words.owners.get(line.owner_id, "") if line.owner_id else "",
    "day": _day,
}
