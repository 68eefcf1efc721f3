"""Records laid out as cards: labels in one column and values beside them, one card a risk, or one column a risk."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER
from riskbild.intake.reading.meaning import Column, Meaning
from riskbild.intake.reading.patterns import WORDS
from riskbild.intake.reading.records import Piece, Record, Recorded, key_of
from riskbild.intake.reading.tables import Table
from riskbild.intake.reading.titles import meanings_of, plain_title
from riskbild.intake.reading.values import is_blank, looks_like_score
from riskbild.intake.reading.view import View

_LIKELY, _SURE, _EXACT = 0.6, 0.8, 0.9
_LEAST: Final = 3
_WHOLE, _UNSURE = 0.7, 0.6
_FEW_WORDS: Final = 3
_NUMERIC: Final = frozenset(("likelihood", "impact", "score"))
_OF_WORDS: Final = re.compile(r"(?:begrepp|ord|term|förkortning|fält|kolumn|rubrik|benämning)(?:er|et|en|ar)?")
_WHAT_THEY_MEAN: Final = re.compile(
    r"(?:förklaring|betydelse|definition|innebörd|beskrivning|vägledning|instruktion)(?:ar|er)?|så fyller du i|"
    r"vad det betyder"
)
_SUBJECTS: Final = frozenset(("risk", "process", "description", CONTROL))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label with its value cells from left to right."""

    label: Cell
    meanings: tuple[tuple[str, float], ...]
    values: tuple[Cell, ...]


def read_cards(view: View, saved: Mapping[str, str], *, certain: bool) -> tuple[Table, Recorded] | None:
    """The cards of a grid as rows; None if it is not made of cards.

    `certain` asks for labels that are known titles to the letter, as for a grid that may be a list all the same.
    """
    columns = _label_columns(view, saved, _EXACT if certain else _SURE)
    if not columns:
        return None
    entries, others = _entries(view, columns, saved)
    if len(entries) < _LEAST or not {e.meanings[0][0] for e in entries if e.meanings} & _SUBJECTS:
        return None
    if _explains_titles(view, entries):
        return None
    found = Recorded(notes=others)
    table = Table(view, None, (), (), view.numbers)
    labels: list[str] = []
    cards = _cards(entries)
    fullest = max(len(card) for card in cards)
    for card in cards:
        for number in range(max(len(entry.values) for entry in card)):
            record = _record(table, card, number)
            if len(card) < _WHOLE * fullest or _holds_label(record, entries):
                record.sure = _UNSURE
            if record.pieces or record.controls:
                found.records.append(record)
        found.repeated += [entry.label for entry in card if entry.label.text.strip() in labels]
        labels += [text for entry in card if (text := entry.label.text.strip()) not in labels]
    table.columns = tuple(Column(number, number, (label,)) for number, label in enumerate(labels))
    return (table, found) if found.records else None


def _explains_titles(view: View, entries: list[_Entry]) -> bool:
    """Whether what stands beside the labels says what they mean: a list of words, or how to fill a form in."""
    titles = [plain_title(cell.text) for cell in view.rows[view.numbers[0]]]
    if len(titles) > 1 and _OF_WORDS.fullmatch(titles[0]) and _WHAT_THEY_MEAN.fullmatch(titles[1]):
        return True
    numeric = [entry for entry in entries if entry.meanings and {name for name, _ in entry.meanings} <= _NUMERIC]
    told = [value.text for entry in numeric for value in entry.values if not is_blank(value.text)]
    return bool(told) and all(
        len(text.split()) >= _FEW_WORDS and not looks_like_score(text) and not WORDS.match(text.strip())
        for text in told
    )


def _holds_label(record: Record, entries: list[_Entry]) -> bool:
    """Whether a value of a card is what other cards have for a label, as where a card is broken over pages."""
    labels = {plain_title(entry.label.text) for entry in entries if entry.meanings}
    return any(plain_title(piece.text) in labels for piece in record.pieces.values())


def _known(text: str, saved: Mapping[str, str], sure: float = _SURE) -> tuple[tuple[str, float], ...]:
    title = plain_title(text)
    if title in saved:
        return ((saved[title], 1.0),)
    found = meanings_of(text) if len(text) < 80 and (len(text) < 12 or not text.rstrip().endswith(".")) else ()
    return found if found and found[0][1] >= sure else ()


def _label_columns(view: View, saved: Mapping[str, str], sure: float) -> tuple[int, ...]:
    """The columns in which most cells are labels of different things with something to their right."""
    by_column: dict[int, list[Cell]] = {}
    for row in view.rows.values():
        for cell in row:
            by_column.setdefault(cell.column, []).append(cell)
    found = []
    for column, cells in sorted(by_column.items()):
        known = [cell for cell in cells if _known(cell.text, saved, sure) and column < view.last_column]
        distinct = {_known(cell.text, saved)[0][0] for cell in known}
        beside = sum(len(view.rows[cell.row]) > 1 for cell in known)
        if len(distinct) >= _LEAST and len(known) >= 0.6 * len(cells) and beside >= 0.5 * len(known):
            found.append(column)
    first = found[:1]
    return tuple(first + [column for column in found[1:] if column > first[0] + 1])


def _entries(view: View, columns: tuple[int, ...], saved: Mapping[str, str]) -> tuple[list[_Entry], list[Cell]]:
    entries: list[_Entry] = []
    others: list[Cell] = []
    for row in view.numbers:
        cells = list(view.rows[row])
        labels = [cell for cell in cells if cell.column in columns]
        if not labels:
            others += cells
            continue
        others += [cell for cell in cells if cell.column < labels[0].column]
        for number, label in enumerate(labels):
            end = labels[number + 1].column if number + 1 < len(labels) else view.last_column + 1
            values = tuple(cell for cell in cells if label.column < cell.column < end)
            known = _known(label.text, saved, _LIKELY)
            if known or values:
                entries.append(_Entry(label, known, values))
            else:
                others.append(label)
    return entries, others


def _cards(entries: list[_Entry]) -> list[list[_Entry]]:
    """The entries card by card: a label that has been seen already begins the next one."""
    cards: list[list[_Entry]] = []
    seen: set[str] = set()
    for entry in entries:
        label = plain_title(entry.label.text)
        if not cards or label in seen:
            cards.append([])
            seen = set()
        seen.add(label)
        cards[-1].append(entry)
    return cards


def _record(table: Table, card: list[_Entry], number: int) -> Record:
    record = Record(card[0].label.row, table, None)
    control: dict[str, Piece] = {}
    used: set[str] = set()
    about_control = any(entry.meanings and entry.meanings[0][0] == CONTROL for entry in card)
    for entry in card:
        if number >= len(entry.values):
            continue
        value = entry.values[number]
        name = _field(entry, value, used, about_control=about_control)
        if name is None:
            record.extras.append((entry.label.text.strip(), value))
            continue
        used.add(name)
        meaning = Meaning(name, entry.meanings[0][1], "Status" if name == "controls.status" else None)
        if name.startswith("controls."):
            control[key_of(meaning)] = Piece([value], meaning)
        else:
            record.pieces[name] = Piece([value], meaning)
    if control:
        if CONTROL_OWNER not in control and "responsible" in record.pieces:
            control[CONTROL_OWNER] = record.pieces["responsible"]
        record.controls.append(control)
    return record


def _field(entry: _Entry, value: Cell, used: set[str], *, about_control: bool) -> str | None:
    numeric = looks_like_score(value.text)
    instead = {"controls.responsible": "responsible", "controls.frequency": "deadline", "controls.status": "comment"}
    for name, _ in entry.meanings:
        chosen = name if about_control else instead.get(name, name)
        wrong = (
            (chosen == "impact" and not numeric)
            or (chosen == "consequence" and numeric)
            or (chosen == "risk" and numeric)
        )
        if chosen not in used and not wrong:
            return chosen
    return None
