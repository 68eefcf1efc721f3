"""How large what we read may be; beyond these a file is refused, never cut."""

from dataclasses import dataclass
from typing import Final

FILE_BYTES: Final = 10_000_000
CELL_CHARACTERS: Final = 20_000
NAME_CHARACTERS: Final = 200
"""Names that are not cells: file names, periods, field names."""

ROWS: Final = 20_000
NUMBER: Final = 9_999
"""The largest likelihood, impact or score that any scale in the field comes near."""

DEPTH: Final = 20
"""How deep JSON may be nested; the formats here use eight."""

PARTS: Final = 500_000
"""How many objects and lists, and how many named values in all, one file may hold."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many bytes a text of JSON may have, and how many parts."""

    bytes: int
    parts: int


FILE: Final = Size(FILE_BYTES, PARTS)
"""For a file that somebody brings."""

OWN: Final = Size(200_000_000, 20 * PARTS)
"""For what the program itself has written of a file that it read: every cell with where it stood and how sure it is."""
