"""Turns a record into a row of the exchange format: values of printed cells, where each stood, how sure it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from riskbild.documents import limits
from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_ANSWERS,
    ROW_NUMBERS,
    CellOrigin,
    ExchangeControl,
    ExchangeRow,
    Provenance,
    TextPart,
)
from riskbild.documents.profile import Profile
from riskbild.intake.reading.clean import clean
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.colours import colour_name
from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.labelled import labels_in, split_by_labels
from riskbild.intake.reading.lexicon import CONTROL, CONTROL_OWNER
from riskbild.intake.reading.pairing import pair
from riskbild.intake.reading.records import Piece, Record
from riskbild.intake.reading.tables import Table
from riskbild.intake.reading.values import answer_of, factors_of, is_blank, says_more, step_of
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.text_limits import text_findings

_INHERITED: Final = 0.98
_BY_LEGEND: Final = 0.9
_STEPS: Final = frozenset(("likelihood", "impact"))
_TWIPS: Final = 1_000
_IMPACT_FIRST: Final = re.compile(r"\b[kv]\w*\s*[x×*·•]\s*s", re.IGNORECASE)
_TWIPS_A_CHARACTER: Final = 105.0


@dataclass(slots=True)
class _Row:
    """A row while it is made."""

    record: Record
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, CellOrigin] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Made:
    """The rows of one table, with the texts and findings that came of them.

    `words` are what the words of the document's own scales stand for, in lower case.
    """

    words: Mapping[str, int] = field(default_factory=dict)
    rows: list[ExchangeRow] = field(default_factory=list)
    texts: list[TextPart] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def place_of(table: Table, cell: Cell) -> str:
    """Where a cell stands, for people."""
    grid = table.view.grid
    before = (
        f"{clean(grid.sheet)[: limits.NAME_CHARACTERS]}!"
        if grid.sheet
        else f"sida {cell.page}, "
        if cell.page
        else f"tabell {grid.number}, "
    )
    return f"{before}{cell.where or f'rad {cell.row + 1}, kolumn {cell.column + 1}'}"


def rows_of(records: list[Record], profile: Profile | None, made: Made) -> None:
    """Adds the rows of a table's records to `made`."""
    labels = _labels(records, profile)
    for record in records:
        row = _Row(record)
        for name, piece in record.pieces.items():
            if name in ROW_NUMBERS:
                _number(row, name, piece, profile, made)
            elif name in ROW_ANSWERS:
                _answer(row, name, piece, made)
            else:
                _text(row, name, piece, labels.get(name, {}), made)
        _colours(record, made)
        controls = _controls(row, made)
        if record.heading and "heading" not in row.values:
            row.values["heading"] = clean(record.heading) or None
        elif record.heading:
            made.texts.append(TextPart(clean(record.heading)))
        for title, cell in record.extras:
            made.texts.append(TextPart(clean(cell.text), clean(title) or None, place_of(record.table, cell)))
        made.rows.append(_finished(row, controls))


def _labels(records: list[Record], profile: Profile | None) -> dict[str, dict[str, str]]:
    saved = (
        {}
        if profile is None
        else {c.label.casefold(): c.field for c in (*profile.columns, *profile.plan_columns) if c.label}
    )
    names = {name for record in records for name in record.pieces if name not in (*ROW_NUMBERS, *ROW_ANSWERS)}
    return {
        name: labels_in(
            (record.pieces[name].text for record in records if name in record.pieces), saved, frozenset(names), name
        )
        for name in names
    }


def _finished(row: _Row, controls: tuple[ExchangeControl, ...]) -> ExchangeRow:
    record = row.record
    grid = record.table.view.grid
    first = next((cell for piece in record.pieces.values() for cell in piece.cells), None)
    provenance = Provenance(
        page=(first.page if first is not None else None) or grid.page,
        sheet=clean(grid.sheet or "")[: limits.NAME_CHARACTERS] or None,
        table=grid.number,
        row=record.row + 1,
        cells=row.cells,
    )
    return ExchangeRow(**row.values, controls=controls, provenance=provenance, confidence=row.sure)


def _told(row: _Row, key: str, piece: Piece, *, less: float = 1.0) -> None:
    """Notes where a value stood and how sure it is."""
    cells = piece.cells
    places = [cell.where for cell in cells if cell.where]
    where = places[0] if len(places) == 1 else f"{places[0]}–{places[-1]}" if places else None
    box = cells[0].box if len(cells) == 1 else None
    row.cells[key] = CellOrigin(clean(piece.text) or None, box, where)
    sure = min(
        row.record.table.view.grid.sure, piece.meaning.sure, less, row.record.sure, *(cell.sure for cell in cells)
    )
    row.sure[key] = round(max(0.0, min(1.0, sure * (_INHERITED if piece.inherited else 1.0))), 3)


def _number(row: _Row, name: str, piece: Piece, profile: Profile | None, made: Made) -> None:
    text = clean(piece.text)
    number = step_of(text)
    if number is None and profile is not None:
        number = _named_step(name, text, profile)
    if number is None and name in _STEPS:
        number = made.words.get(text.casefold())
    _told(row, name, piece, less=1.0 if text.casefold() not in made.words else _BY_LEGEND)
    both = _factors(row, name, piece, text)
    if number is not None:
        row.values[name] = number
    elif not both and not is_blank(text):
        where = place_of(row.record.table, piece.cells[0])
        made.findings.append(noticed(Noticed.NOT_A_NUMBER, Severity.WARNING, where, text=f"”{text[:60]}”"))
        made.texts.append(TextPart(text, where=where))


def _factors(row: _Row, name: str, piece: Piece, text: str) -> bool:
    """Whether the cell of a score says its factors as well, which no columns of their own do; then they are taken."""
    if name != "score" or row.record.pieces.keys() & {"likelihood", "impact"}:
        return False
    table = row.record.table
    number = table.place.get(piece.cells[0].column)
    title = "" if number is None else table.columns[number].title
    found = factors_of(text, impact_first=_IMPACT_FIRST.search(title) is not None)
    if found is not None:
        row.values["likelihood"], row.values["impact"] = found
        _told(row, "likelihood", piece)
        _told(row, "impact", piece)
    return found is not None


def _colours(record: Record, made: Made) -> None:
    """Tells of cells of a score that have a colour and nothing else, in columns that have no values at all."""
    table = record.table
    for column, meaning in zip(table.columns, table.meanings, strict=False):
        if meaning is None or meaning.field not in ROW_NUMBERS or any(column.cells):
            continue
        cell = table.view.grid.at.get((record.row, column.first))
        if cell is not None and cell.colour is not None:
            where = place_of(table, cell)
            made.findings.append(noticed(Noticed.COLOUR_ONLY, Severity.WARNING, where, colour=colour_name(cell.colour)))


def _named_step(name: str, text: str, profile: Profile) -> int | None:
    scale = {"likelihood": profile.method.likelihood, "impact": profile.method.impact}.get(name)
    words = {} if scale is None else {step.word.casefold(): step.value for step in scale.steps}
    return words.get(text.casefold())


def _answer(row: _Row, name: str, piece: Piece, made: Made) -> None:
    text = clean(piece.text)
    _told(row, name, piece)
    answer = piece.meaning.marks if piece.meaning.marks is not None and not is_blank(text) else answer_of(text)
    if answer is not None:
        row.values[name] = answer
    if (answer is None and not is_blank(text)) or says_more(text):
        where = place_of(row.record.table, piece.cells[0])
        made.texts.append(TextPart(text, where=where))
        if answer is None:
            made.findings.append(noticed(Noticed.NOT_AN_ANSWER, Severity.WARNING, where, text=f"”{text[:60]}”"))


def _text(row: _Row, name: str, piece: Piece, labels: Mapping[str, str], made: Made) -> None:
    parts = split_by_labels(piece.text, labels, name) if labels else {name: piece.text}
    for each, part in parts.items():
        if text := clean(part):
            row.values[each] = _fitting(row, text, piece, made)
            _told(row, each, piece)


def _fitting(row: _Row, text: str, piece: Piece, made: Made) -> str | None:
    """The text if a cell can hold it; a longer one is kept among the texts, in parts."""
    found = text_findings(text, place_of(row.record.table, piece.cells[0]))
    if len(text) <= limits.CELL_CHARACTERS:
        return text
    made.findings += found
    size = limits.CELL_CHARACTERS
    made.texts += [TextPart(text[start : start + size]) for start in range(0, len(text), size)]
    return None


def _controls(row: _Row, made: Made) -> tuple[ExchangeControl, ...]:
    parts = row.record.controls
    controls: list[ExchangeControl] = []
    for control in parts:
        controls += _paired(row, control, len(controls), made)
    if "responsible" not in row.record.pieces and any(CONTROL_OWNER in control for control in parts):
        _row_owner(row, parts)
    return tuple(controls)


def _row_owner(row: _Row, parts: list[dict[str, Piece]]) -> None:
    """Where only controls have owners, they are what the row's own cell for the responsible says, each once."""
    pieces = [control[CONTROL_OWNER] for control in parts if CONTROL_OWNER in control]
    texts = dict.fromkeys(clean(piece.text) for piece in pieces)
    row.values["responsible"] = "\n".join(texts)
    _told(row, "responsible", pieces[0])


def _paired(row: _Row, pieces: dict[str, Piece], first: int, made: Made) -> list[ExchangeControl]:
    paired = pair({key: piece.text for key, piece in pieces.items()}, _widths(row, pieces))
    if paired.sure < 0.7:
        where = place_of(row.record.table, pieces[CONTROL].cells[0])
        made.findings.append(noticed(Noticed.PAIRING_UNSURE, Severity.WARNING, where))
    controls = []
    for number, parts in enumerate(paired.controls, first):
        texts: dict[str, str | None] = {}
        periods = {key.removeprefix("controls.status."): None for key in pieces if key.startswith("controls.status.")}
        status: dict[str, str | None] = dict(periods)
        for key, part in parts.items():
            name = key.removeprefix("controls.")
            if name.startswith("status."):
                status[name.removeprefix("status.")] = clean(part) or None
            elif name in CONTROL_TEXTS:
                texts[name] = clean(part) or None
            _told(row, f"controls[{number}].{name}", pieces[key], less=paired.sure)
        controls.append(ExchangeControl(**texts, status=status))
    return controls


def _widths(row: _Row, pieces: dict[str, Piece]) -> dict[str, float]:
    """How many characters a line of each cell holds, from the widths of its columns."""
    grid = row.record.table.view.grid
    scale = _TWIPS_A_CHARACTER if sum(grid.widths.values()) > _TWIPS else 1.0
    widths = {}
    for key, piece in pieces.items():
        cell = piece.cells[0]
        total = sum(grid.widths.get(c, 0.0) for c in range(cell.column, cell.column + cell.columns))
        widths[key] = total / scale
    return widths
