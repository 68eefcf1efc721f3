"""Rows of every kind as records: values by field, and lines below each other where a risk has several controls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from riskbild.documents.exchange import ROW_FIELDS, ROW_OPTIONAL, ExchangeControl, ExchangeDocument, ExchangeRow
from riskbild.documents.layout import Source
from riskbild.publishing.assemble.facts import DocumentFacts, Line, RowFacts
from riskbild.publishing.publication import Mark
from riskbild.rules.level import Level

type Value = str | int | bool | None

_PRINTED: Final = (*ROW_FIELDS, *ROW_OPTIONAL)
_STATUS: Final = "controls.status."


@dataclass(frozen=True, slots=True)
class Record:
    """One row to be printed. `controls` holds the values of each of its controls by name, "controls.control" and on."""

    values: Mapping[str, Value]
    facts: RowFacts = field(default_factory=RowFacts)
    controls: tuple[Mapping[str, str | None], ...] = ()
    stated_heading: str | None = None

    def sorted_by(self, name: str) -> Value:
        """What the record is sorted and grouped by; a score counts though no cell of its own prints it."""
        worked_out = {"score": self.facts.score, "likelihood": self.facts.likelihood, "impact": self.facts.impact}
        value = self.values.get(name)
        return worked_out[name] if value is None and name in worked_out else value


def records_of(source: Source, document: ExchangeDocument, facts: DocumentFacts) -> list[Record]:
    """The rows of a table."""
    if source is Source.ROWS:
        return _of_rows(document.rows, facts.rows)
    if source is Source.PLAN:
        return _of_rows(document.plan, facts.plan)
    lines: Sequence[Line] = facts.tables.get(source, ())
    return [Record({"number": number, **line}) for number, line in enumerate(lines, 1)]


def _of_rows(rows: Sequence[ExchangeRow], facts: Sequence[RowFacts]) -> list[Record]:
    worth = facts if len(facts) == len(rows) else [RowFacts()] * len(rows)
    return [_of_row(number, row, one) for number, (row, one) in enumerate(zip(rows, worth, strict=True), 1)]


def _of_row(number: int, row: ExchangeRow, facts: RowFacts) -> Record:
    values: dict[str, Value] = {name: getattr(row, name) for name in _PRINTED}
    values |= facts.more
    values["number"] = number
    values["level"] = facts.level.word if facts.level else None
    return Record(values, facts, tuple(_of_control(control) for control in row.controls), row.heading)


def _of_control(control: ExchangeControl) -> Mapping[str, str | None]:
    values = {
        "controls.control": control.control,
        "controls.method": control.method,
        "controls.responsible": control.responsible,
        "controls.frequency": control.frequency,
    }
    return values | {_STATUS + period: text for period, text in control.status.items()}


def status_field(period: str) -> str:
    """The name of the field that holds the status of a period."""
    return _STATUS + period


def periods_of(records: Sequence[Record]) -> list[str]:
    """The periods that the records tell the status of, in the order they come."""
    names = (name for record in records for control in record.controls for name in control if name.startswith(_STATUS))
    return [name.removeprefix(_STATUS) for name in dict.fromkeys(names)]


def mark_of(level: Level | None) -> Mark | None:
    """The mark that shows a level."""
    return None if level is None else Mark(level.colour, level.symbol, level.word)
