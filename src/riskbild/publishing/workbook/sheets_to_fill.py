"""The sheets on which measures and reports are filled in: what each is about, locked, and the cells to fill in."""

from collections.abc import Mapping, Sequence
from typing import Final

from riskbild.documents.workbook.choices import ON_PLAN, PROGRESS, RESULT, STATUS
from riskbild.documents.workbook.labels import CELL_LABELS
from riskbild.followup.queries.workbook import Fillable
from riskbild.publishing.publication import Cell, Column, Row, Table


def _to_fill(field: str, share: float = 1.0) -> Column:
    return Column(field, CELL_LABELS[field].sv, share)


_MEASURES: Final = (
    Column("risk", "Risk", 2.0, row_header=True), Column("measure", "Åtgärd", 2.5), Column("responsible", "Ansvarig"),
    Column("deadline", "Klart senast"), Column("unit", "Enhet"), _to_fill(PROGRESS), _to_fill("measure.note", 2.0),
)  # fmt: skip
_REPORTS: Final = (
    Column("period", "Period", 0.7), Column("unit", "Enhet"), Column("risk", "Risk", 1.5),
    Column("control", "Kontrollmoment", 2.0, row_header=True), Column("role", "Ansvarig"),
    Column("frequency", "Frekvens"), _to_fill(STATUS), _to_fill("said.text", 2.0), _to_fill(RESULT),
    _to_fill("said.reason", 1.5), _to_fill(ON_PLAN), _to_fill("said.comment", 2.0),
)  # fmt: skip


def tables_to_fill(measures: Mapping[str, Fillable], reports: Mapping[str, Fillable]) -> list[Table]:
    """A table for each that has rows."""
    tables = (("Åtgärder", _MEASURES, measures), ("Rapporter", _REPORTS, reports))
    return [_table(name, _used(columns, rows), rows) for name, columns, rows in tables if rows]


def _table(name: str, columns: tuple[Column, ...], rows: Mapping[str, Fillable]) -> Table:
    return Table(name, columns, _rows(columns, rows))


def _used(columns: Sequence[Column], rows: Mapping[str, Fillable]) -> tuple[Column, ...]:
    """The columns that some row has something in, or can have."""
    return tuple(
        column
        for column in columns
        if any(column.field in row.here.cells or row.about.get(column.field) for row in rows.values())
    )


def _rows(columns: Sequence[Column], rows: Mapping[str, Fillable]) -> tuple[Row, ...]:
    return tuple(
        Row(tuple(Cell(_text(one, column.field)) for column in columns), key, one.here.version)
        for key, one in rows.items()
    )


def _text(row: Fillable, field: str) -> str:
    return row.here.cells.get(field, row.about.get(field, ""))
