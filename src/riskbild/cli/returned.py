"""A workbook that was filled in offline, as the operator takes it back: the difference told, then taken."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from riskbild.cli.console import operator, result, say
from riskbild.cli.reading import is_exchange
from riskbild.documents.workbook.difference import CellDifference, Kind, RowDifference, Side
from riskbild.documents.workbook.labels import CELL_LABELS
from riskbild.documents.workbook.returned import Returned
from riskbild.intake.actions import SourceFile
from riskbild.intake.actions.returning import return_workbook
from riskbild.intake.reading.apart import returned_apart
from riskbild.intake.received import media_type_of
from riskbild.intake.returning.queries import difference_with
from riskbild.organisation.day import day_of

_SHOWN: Final = 160
_SIDES: Final = {Side.FILE: "file", Side.HERE: "here", Side.BOTH: "CONFLICT"}
_KINDS: Final = {
    Kind.CHANGED: "changed", Kind.NEW: "new row", Kind.REMOVED: "removed from the file",
    Kind.GONE: "no longer in the register",
}  # fmt: skip


def returned_in(path: Path) -> Returned | None:
    """The workbook of our own that the file is; None for every other file."""
    return None if is_exchange(path) else returned_apart(path, name=path.name)


def take_back(path: Path, returned: Returned, *, board: Any, year: int, yes: bool, now: datetime) -> int:
    """Prints the difference; with `yes` takes in all that is in no conflict and tells what is left."""
    difference = difference_with(operator(), board, year, returned, day_of(now))
    if not difference.sealed:
        say("The workbook's record of what it said when drawn is missing or not ours: every difference is a conflict.")
    result(told(difference.rows) or f"{path.name}: nothing differs.")
    if not yes:
        if difference.waits:
            say("Nothing was taken. Add --yes to take everything that is in no conflict.")
        return int(difference.waits)
    data = path.read_bytes()
    source = SourceFile(data, path.name, media_type_of(data, path.name), [])
    done = return_workbook(by=operator(), board=board, year=year, returned=returned, source=source, now=now)
    result(f"{done.changed} rows changed, {done.added} added, {done.removed} archived, {len(done.left)} left")
    if done.left:
        say(f"Left for review on the page for files that come in:\n{told(done.left)}")
    return int(bool(done.left))


def told(rows: Sequence[RowDifference]) -> str:
    """The difference as text: each row, and below it each cell as it was, is here, and stands in the file."""
    return "\n".join(line for row in rows for line in _row(row))


def _row(row: RowDifference) -> list[str]:
    place = f" ({row.sheet}, row {row.row})" if row.row else ""
    name = row.title or next((cell.there for cell in row.cells if cell.there), row.key)
    return [f"{_short(name)}{place}: {_KINDS[row.kind]}", *(line for cell in row.cells for line in _cell(row, cell))]


def _cell(row: RowDifference, cell: CellDifference) -> list[str]:
    label = CELL_LABELS[cell.field].text("en")
    if row.kind is Kind.NEW:
        return [f"  {label}: {_short(cell.there)}"]
    unfit = "" if cell.fits else " (the field cannot hold it)"
    lines = [f"  {label}: {_SIDES[cell.side]}{unfit}"]
    if cell.base is not None:
        lines.append(f"    was:  {_short(cell.base)}")
    return [*lines, f"    here: {_short(cell.here)}", f"    file: {_short(cell.there)}"]


def _short(text: str) -> str:
    plain = " / ".join(text.split("\n"))
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
