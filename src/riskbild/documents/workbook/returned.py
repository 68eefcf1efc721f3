"""A workbook that has come back, as plain values: whose it is, its sealed base, and what its rows say now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from riskbild.documents.workbook.base import About, Packed


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file: its key ("" for one that somebody has added), its plain cells, and where it stands.

    A field that the file has no column for is not among the cells. `kind` is the kind of rows that its table has.
    """

    key: str
    cells: Mapping[str, str]
    kind: str = ""
    sheet: str = ""
    row: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in any cell."""
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook that has come back. `kinds` are the kinds of rows that it has tables for."""

    packed: Packed
    rows: tuple[FileRow, ...] = ()
    kinds: frozenset[str] = field(default_factory=frozenset)

    def to_data(self) -> dict[str, Any]:
        """The workbook as plain JSON data."""
        about = self.packed.about
        return {
            "board": about.board, "code": about.code, "year": about.year, "made_at": about.made_at,
            "content": self.packed.content, "seal": self.packed.seal, "kinds": sorted(self.kinds),
            "rows": [[row.key, dict(row.cells), row.kind, row.sheet, row.row] for row in self.rows],
        }  # fmt: skip

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Returned":
        """A workbook from what `to_data` gave."""
        about = About(data["board"], data["code"], data["year"], data["made_at"])
        rows = tuple(FileRow(*row) for row in data["rows"])
        return cls(Packed(about, data["content"], data["seal"]), rows, frozenset(data["kinds"]))
