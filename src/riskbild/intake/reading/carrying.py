"""Carries a process down to the rows that leave it out, where a list names each process once, above its risks."""

from dataclasses import replace
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.records import Piece, Record, Recorded

_FULL: Final = 0.6
_LEAST_LEFT_OUT: Final = 0.25
_SURE: Final = 0.6
"""How sure it is: so little that a person looks at every row that got its process so."""


def carry_down(recorded: Recorded) -> None:
    """Gives each record the process of the one above it, if that is how the list is written.

    It is where the first row names its process, the rows that do not are filled otherwise, and no process is named
    again in the row below: who repeats a name leaves an empty cell for a reason.
    """
    records = recorded.records
    if not records:
        return
    without = [record for record in records if "process" not in record.pieces]
    if len(without) < max(2, _LEAST_LEFT_OUT * len(records)) or not _names_each_once(records):
        return
    usual = sorted(len(record.pieces) for record in records)[len(records) // 2]
    if any(len(record.pieces) < _FULL * usual or "risk" not in record.pieces for record in without):
        return
    for above, record in pairwise(records):
        if "process" not in record.pieces and above.heading == record.heading:
            piece = above.pieces.get("process")
            if piece is not None:
                doubtful = replace(piece.meaning, sure=min(piece.meaning.sure, _SURE))
                record.pieces["process"] = Piece(piece.cells, doubtful, inherited=True)


def _names_each_once(records: list[Record]) -> bool:
    """Whether the first row names its process, and no row that of the row above."""
    if "process" not in records[0].pieces or _table_column(records[0]) > 1:
        return False
    named = [record.pieces["process"].text if "process" in record.pieces else "" for record in records]
    return not any(above == below != "" for above, below in pairwise(named))


def _table_column(record: Record) -> int:
    """The number of the column that the process stands in; it groups the rows only from the left."""
    cell = record.pieces["process"].cells[0]
    return record.table.place.get(cell.column, len(record.table.columns))
