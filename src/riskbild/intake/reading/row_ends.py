"""Where the rows of a table end: below them stand sums, remarks and signatures."""

import re
from typing import Final

from riskbild.intake.reading.grid import Cell
from riskbild.intake.reading.tables import Table
from riskbild.intake.reading.values import number_of

_SUMS: Final = re.compile(r"(?:antal|summa|totalt?|delsumma|medel\w*|snitt\w*|max|min)\b", re.IGNORECASE)
_SAMPLE: Final = 200
_SMALLER: Final = 0.6


def last_row(table: Table) -> int:
    """The last row that is a row of the table; what stands below is a note, a sum or a signature."""
    last, before, typical = table.body[0] - 1, table.body[0] - 1, _typical_fill(table)
    apart = False
    for row in table.body:
        own = [cell for cell in table.view.rows[row] if cell.column in table.place]
        if row - before > 1 and last >= table.body[0] and _opens_another(table, row, own):
            break
        # A lone text below an empty row is a remark, and so is what follows it, until there is a full row again.
        apart = len(own) < 2 and typical >= 3 and (apart or row - before > 1)
        before = row
        if own and not apart and not _spans_table(table, own) and _is_row(table, row, own, last, typical):
            last = row
    return last


def _opens_another(table: Table, row: int, own: list[Cell]) -> bool:
    """Whether the row below an empty one has the titles of another, smaller table, which goes on to the end."""
    titles = len(own) > 1 and all(cell.strong and number_of(cell.text) is None for cell in own)
    if not titles or all(cell.strong for cell in table.view.rows[table.body[0]]):
        return False
    above = sorted(len(table.view.rows[each]) for each in table.body[:_SAMPLE] if each < row)
    return all(len(table.view.rows[each]) < _SMALLER * above[len(above) // 2] for each in table.body if each >= row)


def _spans_table(table: Table, own: list[Cell]) -> bool:
    return len(own) == 1 and own[0].columns >= max(3, 0.6 * len(table.columns))


def _is_row(table: Table, row: int, own: list[Cell], last: int, typical: float) -> bool:
    cell = None if table.anchor is None else table.cell(row, table.anchor)
    sparse = len(own) < max(2, 0.34 * typical)
    if cell is not None and not (sparse and len(table.columns) > 2 and _is_note(table, own)):
        return True
    if row == last + 1 and own[0].column != table.columns[0].first:
        return True
    return len(own) >= 0.6 * typical and len(own) > 1 and not is_sum(table, own)


def _typical_fill(table: Table) -> float:
    counts = sorted(len(table.view.rows[row]) for row in table.body[:_SAMPLE])
    return counts[len(counts) // 2]


def _is_note(table: Table, own: list[Cell]) -> bool:
    """Whether a sparse row below the table is a remark and no row: nothing but a text in its first column."""
    meaning = table.meanings[table.place[own[0].column]]
    first = own[0].column == table.columns[0].first
    about = meaning is not None and meaning.field == "risk"
    return len(own) == 1 and first and not about


def is_sum(table: Table, own: list[Cell]) -> bool:
    """Whether the row only counts or adds up the others."""
    return (
        len(own) <= max(3, len(table.columns) // 3)
        and _SUMS.match(own[0].text.strip()) is not None
        and len(own[0].text) < 60
        and all(number_of(cell.text) is not None or len(cell.text) < 40 for cell in own[1:])
    )
