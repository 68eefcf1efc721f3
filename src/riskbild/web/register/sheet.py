"""The list as a table for a file: every column, and every row that the filter leaves, in the list's own order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from django.utils.timezone import localtime

from riskbild.publishing.sheet import Book, Cell, ColumnKind, Sheet
from riskbild.publishing.sheet import Column as SheetColumn
from riskbild.register.fields import FIELD_LABELS
from riskbild.register.queries.listing import RiskLine, all_lines
from riskbild.rules.sentence import Language, Sentence
from riskbild.web.register.address import ListAddress
from riskbild.web.register.reach import Reach
from riskbild.web.register.table import RESPONSES, owner_names
from riskbild.web.request import SignedInRequest

_AT_A_TIME = 1000
_WIDE, _MIDDLE, _NARROW = 40, 22, 12
_WIDTHS: Mapping[str, int] = {
    "reference": 14, "process": _MIDDLE, "step": 8, "analysis_date": 16, "heading": _MIDDLE, "category": 18,
    "responsible": _MIDDLE, "deadline": 18, "result": _MIDDLE,
}  # fmt: skip
_TITLE = Sentence(sv="Riskregister {year}", en="Risk register {year}")
_BOARD = Sentence(sv="Nämnd", en="Board")
_OPEN = Sentence(sv="Öppna åtgärder", en="Open measures")
_ALL = Sentence(sv="Antal åtgärder", en="Number of measures")
_DUE = Sentence(sv="Klar senast", en="Due on")

type _Names = Mapping[UUID, str]


@dataclass(frozen=True)
class _Drawn:
    """One column of the file: its title, its width in characters, and what a risk has in it."""

    title: Sentence
    width: int
    cell: Callable[[RiskLine, _Names], Cell | Sentence]


def book_of(request: SignedInRequest, address: ListAddress, reach: Reach) -> Book:
    """The list as a book of one sheet. Its rows are read while it is drawn, a thousand at a time."""
    language: Language = "en" if request.LANGUAGE_CODE == "en" else "sv"
    title = _TITLE.format(year=address.wanted.year).text(language)
    columns = _columns(address, reach)
    heads = tuple(_head(column, language) for column in columns)
    rows = _rows(request, address, columns, language)
    return Book(title=title, sheets=(Sheet(title, heads, rows, still=2),), made_at=request.now, language=language)


def _head(column: _Drawn, language: Language) -> SheetColumn:
    kind = ColumnKind.SHORT if column.width <= _NARROW else ColumnKind.TEXT
    return SheetColumn(column.title.text(language), column.width, kind)


def _rows(
    request: SignedInRequest, address: ListAddress, columns: Sequence[_Drawn], language: Language
) -> Iterator[list[Cell]]:
    lines = all_lines(request.user, address.request, request.today, batch=_AT_A_TIME)
    for some in batched(lines, _AT_A_TIME):
        names = owner_names(request, some)
        for line in some:
            yield [_said(column.cell(line, names), language) for column in columns]


def _said(cell: Cell | Sentence, language: Language) -> Cell:
    return cell.text(language) if isinstance(cell, Sentence) else cell


def _columns(address: ListAddress, reach: Reach) -> list[_Drawn]:
    levels = reach.levels(address.wanted.year)

    def level(line: RiskLine, _names: _Names) -> Cell:
        found = levels.get((line.board_id, line.level))
        return found.word if found else None

    return [
        _text("reference"),
        _text("risk"),
        _text("description"),
        _Drawn(_BOARD, _MIDDLE, lambda line, _: reach.unit_name(line.board_id)),
        _Drawn(FIELD_LABELS["node"], _MIDDLE, lambda line, _: reach.unit_name(line.node_id)),
        *map(_text, ("process", "step", "heading", "category", "causes", "consequence")),
        *map(_value, ("likelihood", "impact", "score")),
        _Drawn(FIELD_LABELS["level"], _NARROW, level),
        _text("existing_controls"),
        _Drawn(FIELD_LABELS["response"], _MIDDLE, lambda line, _: RESPONSES.get(line.response)),
        _text("measures"),
        _Drawn(_OPEN, _NARROW, lambda line, _: line.measures_open),
        _Drawn(_ALL, _NARROW, lambda line, _: line.measures_all),
        _text("responsible"),
        _Drawn(FIELD_LABELS["owner"], _MIDDLE, lambda line, names: names.get(line.owner_id) if line.owner_id else None),
        _text("deadline"),
        _Drawn(_DUE, _NARROW, lambda line, _: line.due_on),
        *map(_value, ("in_plan", "follows_plan")),
        *map(_text, ("result", "comment", "analysis_date")),
        _Drawn(FIELD_LABELS["updated_at"], _NARROW, lambda line, _: localtime(line.updated_at).date()),
    ]


def _text(name: str) -> _Drawn:
    return _Drawn(FIELD_LABELS[name], _WIDTHS.get(name, _WIDE), lambda line, _: line.texts[name])


def _value(name: str) -> _Drawn:
    return _Drawn(FIELD_LABELS[name], _NARROW, lambda line, _: getattr(line, name))
