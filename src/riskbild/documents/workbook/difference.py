"""The three-way difference of a workbook that has come back: what it said when drawn, what is here now, what it says.

A cell that only the file has changed can be taken. A cell that only the register has changed is newer here and stays.
A cell that both have changed, each in its own way, is a conflict: it is shown, and nobody but a person decides. Without
a base that the installation itself has sealed, every cell that differs is a conflict.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from riskbild.documents.exchange import ROW_NUMBERS
from riskbild.documents.workbook.base import Base
from riskbild.documents.workbook.cells import fits
from riskbild.documents.workbook.form import KINDS, REMOVABLE, kind_of
from riskbild.documents.workbook.returned import FileRow


class Side(StrEnum):
    """Who has changed a cell since the workbook was drawn."""

    FILE = "file"
    HERE = "here"
    BOTH = "both"


class Kind(StrEnum):
    """What a row of the difference is: REMOVED is gone from the file, GONE from the register."""

    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class HereRow:
    """A row as the register has it now; `hidden` are the fields that this person must not read or may not change."""

    version: int
    cells: Mapping[str, str]
    title: str = ""
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell in three states. `base` is None where that is not known; `fits` that the field can hold `there`."""

    field: str
    base: str | None
    here: str
    there: str
    side: Side
    fits: bool = True


@dataclass(frozen=True, slots=True)
class RowDifference:
    """One row that differs; `version` is that of the register's row now, `table` the kind of rows it stands among.

    `sure` says that the row can be added, or taken away, without anybody being asked: no conflict, and nothing that
    looks like a mishap.
    """

    kind: Kind
    key: str
    cells: tuple[CellDifference, ...]
    table: str = ""
    title: str = ""
    version: int = 0
    sheet: str = ""
    row: int = 0
    sure: bool = True

    @property
    def name(self) -> str:
        """What names the row within the difference: its key, or the place of a new one."""
        return self.key or f"{self.sheet}!{self.row}"

    @property
    def takeable(self) -> tuple[CellDifference, ...]:
        """The cells that a person can take from the file."""
        if self.kind is Kind.GONE:
            return ()
        return tuple(cell for cell in self.cells if cell.side is not Side.HERE and cell.fits)

    @property
    def conflicts(self) -> tuple[CellDifference, ...]:
        """The cells that both have changed."""
        return tuple(cell for cell in self.cells if cell.side is Side.BOTH)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in the file's order, rows that it lacks last. `sealed` is that the base is our own."""

    rows: tuple[RowDifference, ...]
    sealed: bool

    @property
    def waits(self) -> bool:
        """Whether anything is left that a person could take from the file."""
        return any(row.takeable or row.kind is Kind.REMOVED for row in self.rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be done with one row: cells to be set, a row to be added or taken away."""

    row: RowDifference
    cells: Mapping[str, str] = field(default_factory=dict)


_FILLED_IN: Final = frozenset(KINDS) - REMOVABLE
_FEW: Final = 3
_ABOUT: Final = ("risk", "process", "description", "measures")
"""What a row is about: one that has lost all of these, and everything else, is taken for removed."""


def compare(
    base: Base | None, here: Mapping[str, HereRow], there: Sequence[FileRow], kinds: Collection[str]
) -> Difference:
    """The difference of the file's rows and the register's, against the base.

    `here` are the rows that this person sees now, `kinds` the kinds of rows that the file has tables for: of another
    kind no row is taken for removed.
    """
    known = {} if base is None else base.rows
    comparing = _Comparing(base, here, list(_once(there, base)))
    removable = REMOVABLE.intersection(kinds)
    rows = [*comparing.present(), *comparing.absent([key for key in known if kind_of(key) in removable])]
    return Difference(tuple(rows), base is not None)


def _once(there: Sequence[FileRow], base: Base | None) -> Iterator[FileRow]:
    """The rows of the file; a second one with the same key is somebody's copy: new, if it says new things."""
    first: dict[str, FileRow] = {}
    for row in there:
        if not row.key:
            if not row.is_empty:
                yield row
        elif row.key not in first:
            first[row.key] = row
            yield row
        elif not row.is_empty and row.cells != first[row.key].cells and row.cells != _drawn(row, base):
            yield replace(row, key="")


def _drawn(row: FileRow, base: Base | None) -> Mapping[str, str] | None:
    drawn = base.rows.get(row.key) if base else None
    return drawn.cells if drawn else None


class _Comparing:
    """One comparison while it is made."""

    def __init__(self, base: Base | None, here: Mapping[str, HereRow], there: list[FileRow]) -> None:
        self.base = {} if base is None else base.rows
        self.sealed = base is not None
        self.here = here
        self.there = there
        self.found = {row.key for row in there if row.key and not self._emptied(row)}

    def present(self) -> Iterator[RowDifference]:
        """The rows of the file that say something."""
        for row in self.there:
            if not row.key:
                if row.kind not in _FILLED_IN and not self._is_here(row):
                    yield self._new(row)
            elif row.key in self.found:
                yield from self._known(row)

    def absent(self, keys: Sequence[str]) -> Iterator[RowDifference]:
        """The rows that the file had and has no longer; where most are gone, it is rather a mishap."""
        removed = [key for key in keys if key not in self.found and key in self.here]
        mishap = len(removed) > _FEW and len(removed) * 2 > len(keys)
        for key in removed:
            here, base = self.here[key], self.base[key]
            changed = tuple(
                CellDifference(name, text, here.cells.get(name, ""), "", Side.HERE)
                for name, text in base.cells.items()
                if name not in here.hidden and here.cells.get(name, "") != text
            )
            sure = not changed and not mishap
            yield RowDifference(Kind.REMOVED, key, changed, kind_of(key), here.title, here.version, sure=sure)

    def _emptied(self, row: FileRow) -> bool:
        """Whether somebody has emptied the open cells of a row, which is how one is removed in a locked sheet."""
        base = self.base.get(row.key)
        if base is None or not any(base.cells.get(name) for name in _ABOUT if name in row.cells):
            return False
        return not any(text for name, text in row.cells.items() if name in base.cells)

    def _is_here(self, row: FileRow) -> bool:
        """Whether a row that the file added has been taken in before: one that is newer than the file says the same."""
        filled = {name: text for name, text in row.cells.items() if text}
        others = (
            here
            for key, here in self.here.items()
            if key not in self.found and key not in self.base and kind_of(key) == row.kind
        )
        return any(all(here.cells.get(name) == text for name, text in filled.items()) for here in others)

    def _new(self, row: FileRow) -> RowDifference:
        cells = tuple(
            CellDifference(name, None, "", text, Side.FILE, fits(name, text))
            for name, text in row.cells.items()
            if text
        )
        sure = self.sealed and all(cell.fits for cell in cells)
        return RowDifference(Kind.NEW, "", cells, row.kind, sheet=row.sheet, row=row.row, sure=sure)

    def _known(self, row: FileRow) -> Iterator[RowDifference]:
        here, base = self.here.get(row.key), self.base.get(row.key)
        if here is None:
            changed = tuple(
                CellDifference(name, said, "", text, Side.BOTH)
                for name, text in row.cells.items()
                if text != (said := "" if base is None else base.cells.get(name, ""))
            )
            if changed:
                yield RowDifference(Kind.GONE, row.key, changed, row.kind, sheet=row.sheet, row=row.row, sure=False)
            return
        cells = tuple(self._cells(row, here))
        if cells:
            yield RowDifference(
                Kind.CHANGED, row.key, cells, row.kind, here.title, here.version, row.sheet, row.row
            )  # fmt: skip

    def _cells(self, row: FileRow, here: HereRow) -> Iterator[CellDifference]:
        base = self.base.get(row.key)
        for name, there in row.cells.items():
            was = None if base is None else base.cells.get(name)
            if name in here.hidden or (base is not None and was is None):
                continue
            now = here.cells.get(name, "")
            side = _side(was, now, there)
            if side is not None:
                # An assessment is a dated opinion: a new one takes its place, and none is taken away.
                can = fits(name, there) and bool(there or name not in ROW_NUMBERS)
                yield CellDifference(name, was, now, there, side, can)


def _side(base: str | None, here: str, there: str) -> Side | None:
    """Who has changed a cell; nobody where both say the same."""
    if here == there:
        return None
    if base is None:
        return Side.BOTH
    if there == base:
        return Side.HERE
    return Side.FILE if here == base else Side.BOTH


def without_conflict(difference: Difference) -> list[Taken]:
    """What can be taken without anybody being asked; nothing where the base is not our own."""
    if not difference.sealed:
        return []
    return [taken for row in difference.rows if (taken := _without_conflict(row)) is not None]


def _without_conflict(row: RowDifference) -> Taken | None:
    if not row.sure or row.kind is Kind.GONE:
        return None
    cells = {cell.field: cell.there for cell in row.takeable if cell.side is Side.FILE}
    return Taken(row, cells) if cells or row.kind is Kind.REMOVED else None


def chosen(difference: Difference, cells: Collection[tuple[str, str]], rows: Collection[str]) -> list[Taken]:
    """What a person has chosen: cells by row and field, and whole rows that are new or removed."""
    taken = []
    for row in difference.rows:
        if row.kind is Kind.CHANGED:
            wanted = {cell.field: cell.there for cell in row.takeable if (row.name, cell.field) in cells}
            taken += [Taken(row, wanted)] if wanted else []
        elif row.name in rows and row.kind is not Kind.GONE:
            taken.append(Taken(row, {cell.field: cell.there for cell in row.takeable}))
    return taken


def left_over(difference: Difference, taken: Sequence[Taken]) -> list[RowDifference]:
    """The rows of which something stays behind that the file has changed, each with only those cells."""
    done = {one.row.name: one.cells for one in taken}
    rows = []
    for row in difference.rows:
        cells = tuple(
            cell for cell in row.cells if cell.side is not Side.HERE and cell.field not in done.get(row.name, {})
        )
        if cells or (row.kind is Kind.REMOVED and row.name not in done):
            rows.append(replace(row, cells=cells))
    return rows
