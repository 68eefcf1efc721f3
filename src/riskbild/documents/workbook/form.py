"""What the hidden parts of such a workbook are called, so that whoever draws it and whoever reads it back agree."""

from typing import Final

FORMAT: Final = "riskbild-workbook/1"

META_SHEET: Final = "_riskbild"
"""The hidden sheet that tells whose workbook it is and keeps what every cell said: names in A, values in B."""
LISTS_SHEET: Final = "_listor"
"""The hidden sheet with the words that cells may be filled with."""

KEY_NAME: Final = "riskbild.key"
VERSION_NAME: Final = "riskbild.version"
"""What stands in the hidden row of names over the hidden columns; over the others stands the field they hold."""

NO_ROW: Final = "#"
"""Stands for the key of a line that is no row: titles, a heading across the table."""
MORE_OF_ROW: Final = "+"
"""Stands for the key of a line that goes on with the row above it."""

RISK: Final = "risk"
ITEM: Final = "item"
MEASURE: Final = "measure"
REPORT: Final = "report"
KINDS: Final = (RISK, ITEM, MEASURE, REPORT)
REMOVABLE: Final = frozenset({RISK, ITEM})
"""The kinds of rows that somebody may add and take away in a workbook; of the others only cells are filled in."""

FORMAT_NAME: Final = "format"
BOARD_NAME: Final = "board"
CODE_NAME: Final = "code"
YEAR_NAME: Final = "year"
MADE_NAME: Final = "made_at"
SEAL_NAME: Final = "seal"
BASE_NAME: Final = "base"
CHUNK: Final = 30_000
"""A cell holds 32,767 characters; the base is cut into pieces of this length, in order."""


def key_of(kind: str, identity: object) -> str:
    """The key of a row: what kind of thing it is, and which."""
    return f"{kind}:{identity}"


def kind_of(key: str) -> str:
    """Which kind of thing a key names; "" for none that is known."""
    kind = key.partition(":")[0]
    return kind if kind in KINDS else ""
