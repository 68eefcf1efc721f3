"""Carries out changes on a document as it was read, in order; the document itself is never touched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from riskbild.documents.exchange import ROW_ANSWERS, ROW_NUMBERS, ExchangeDocument, ExchangeRow, LeftOut, TextPart
from riskbild.intake.review.cells import PLAIN, Value, cells_of, shown, value_of, with_cells
from riskbild.intake.review.edits import Do, Edit, refuse_row
from riskbild.intake.review.head import with_head
from riskbild.intake.states import Choice
from riskbild.rules.refusal import Refused

ROWS, PLAN = "rows", "plan"


@dataclass(slots=True)
class ReviewRow:
    """A row as it stands after the changes. `corrected` names the cells that a person has set; `choice` is theirs."""

    key: str
    part: str
    row: ExchangeRow
    corrected: set[str] = field(default_factory=set)
    choice: Choice | None = None


@dataclass(slots=True)
class Reviewed:
    """A document after the changes. `head` has no rows; `texts` are the surrounding texts by key.

    `lost` are changes that no longer found what they were about.
    """

    head: ExchangeDocument
    rows: list[ReviewRow]
    texts: dict[str, TextPart]
    lost: list[Edit] = field(default_factory=list)

    def part(self, name: str) -> list[ReviewRow]:
        """The rows of one part, in order."""
        return [row for row in self.rows if row.part == name]

    def row(self, key: str) -> ReviewRow:
        """The row with this key. Raises `Refused`."""
        found = next((row for row in self.rows if row.key == key), None)
        if found is None:
            raise refuse_row()
        return found

    def document(self, keys: Iterable[str]) -> ExchangeDocument:
        """The whole document with these rows of it, in order."""
        wanted = set(keys)
        rows, plan = (tuple(one.row for one in self.part(name) if one.key in wanted) for name in (ROWS, PLAN))
        return replace(self.head, rows=rows, plan=plan, texts=tuple(self.texts.values()))


def reviewed(document: ExchangeDocument, edits: Sequence[tuple[int, Edit]]) -> Reviewed:
    """The document with the changes, each with its place in the list, which names the rows that it makes."""
    parts = ((ROWS, "r", document.rows), (PLAN, "p", document.plan))
    rows = [ReviewRow(f"{letter}{n}", name, row) for name, letter, found in parts for n, row in enumerate(found)]
    texts = {f"t{n}": part for n, part in enumerate(document.texts)}
    state = Reviewed(replace(document, rows=(), plan=(), texts=()), rows, texts)
    for position, edit in edits:
        try:
            carry_out(state, position, edit)
        except Refused:
            state.lost.append(edit)
    return state


def carry_out(state: Reviewed, position: int, edit: Edit) -> None:
    """One change. Raises `Refused` when it does not fit what stands there."""
    _DONE_BY[edit.do](state, position, edit)


def _cell(state: Reviewed, _position: int, edit: Edit) -> None:
    row = state.row(edit.key)
    row.row = with_cells(row.row, {edit.name: edit.value})
    row.corrected.add(edit.name)


def _column(state: Reviewed, _position: int, edit: Edit) -> None:
    for one in state.part(edit.key):
        here, there = value_of(one.row, edit.name), value_of(one.row, edit.value)
        if here is None and there is None:
            continue
        fits = (_fitting(edit.value, here), _fitting(edit.name, there))
        if fits[0] == _UNFIT or fits[1] == _UNFIT:
            continue
        one.row = _moved(one.row, edit.name, edit.value, fits)


_UNFIT: Final = object()


def _fitting(name: str, value: Value) -> Any:
    """The value as that cell holds it; `_UNFIT` if it cannot, so that it stays where it is and is seen."""
    if value is None:
        return None
    text = shown(value)
    if name in ROW_NUMBERS:
        return int(text) if text.isdecimal() and len(text) < 5 else _UNFIT
    if name in ROW_ANSWERS:
        return value if isinstance(value, bool) else _UNFIT
    return text


def _moved(row: ExchangeRow, first: str, second: str, values: tuple[Value, Value]) -> ExchangeRow:
    """The row with two cells changed about, with where they stood and how sure they are."""
    names = {first: second, second: first}
    sure = {names.get(name, name): share for name, share in row.confidence.items()}
    changed = with_cells(row, {second: values[0], first: values[1]})
    place = row.provenance
    if place is not None:
        place = replace(place, cells={names.get(name, name): origin for name, origin in place.cells.items()})
    return replace(changed, confidence=sure, provenance=place)


def _split(state: Reviewed, position: int, edit: Edit) -> None:
    upper = state.row(edit.key)
    empty: dict[str, Any] = dict.fromkeys(PLAIN)
    lower = replace(upper.row, controls=(), confidence={}, **empty)
    lower = with_cells(lower, edit.value["lower"])
    upper.row = with_cells(upper.row, edit.value["upper"])
    upper.corrected |= set(edit.value["upper"])
    made = ReviewRow(f"{upper.key}.{position}", upper.part, lower, set(edit.value["lower"]), upper.choice)
    state.rows.insert(state.rows.index(upper) + 1, made)


def _join(state: Reviewed, _position: int, edit: Edit) -> None:
    lower = state.row(edit.key)
    above = state.part(lower.part)
    place = above.index(lower)
    if place == 0:
        raise refuse_row()
    upper = above[place - 1]
    texts = {name: _together(name, upper.row, lower.row, edit.value) for name in PLAIN}
    joined = {name: value for name, value in texts.items() if value != getattr(upper.row, name)}
    controls = (*upper.row.controls, *lower.row.controls)
    upper.row = replace(with_cells(upper.row, joined), controls=controls)
    upper.corrected |= joined.keys()
    state.rows.remove(lower)


def _together(name: str, upper: ExchangeRow, lower: ExchangeRow, between: str) -> Value:
    above, below = getattr(upper, name), getattr(lower, name)
    if above is None or below is None or above == below or not isinstance(above, str):
        found: Value = below if above is None else above
        return found
    return f"{above}{between}{below}"


def _choose(state: Reviewed, _position: int, edit: Edit) -> None:
    wanted: Mapping[str, str] = edit.value
    for row in state.rows:
        if row.key in wanted:
            row.choice = Choice(wanted[row.key])


def _head(state: Reviewed, _position: int, edit: Edit) -> None:
    state.head = with_head(state.head, edit.name, edit.value)


def _text(state: Reviewed, position: int, edit: Edit) -> None:
    old = state.texts.get(edit.key)
    if old is None and edit.key:
        raise refuse_row()
    if edit.value is not None:
        made = TextPart(edit.value["text"], edit.value["section"] or None, old.where if old else None)
        state.texts[edit.key or f"t+{position}"] = made
    elif old is not None:
        state.head = replace(state.head, left_out=(*state.head.left_out, LeftOut(old.text, old.where)))
        del state.texts[edit.key]


_DONE_BY: Final[Mapping[Do, Callable[[Reviewed, int, Edit], None]]] = {
    Do.CELL: _cell,
    Do.COLUMN: _column,
    Do.SPLIT: _split,
    Do.JOIN: _join,
    Do.CHOOSE: _choose,
    Do.HEAD: _head,
    Do.TEXT: _text,
}


def filled(rows: Iterable[ReviewRow]) -> int:
    """How many cells of some rows hold something."""
    return sum(len(cells_of(one.row)) for one in rows)
