"""How a file looks where a reviewer compares: the pages' sizes of a PDF, else its tables and texts as they stand."""

from typing import Any, Final

from riskbild.intake.reading.formats import FileKind, kind_of
from riskbild.intake.reading.grid import Content, Grid

_MOST_CELLS: Final = 20_000
_LONGEST: Final = 2_000


def look_of(content: Content, data: bytes, name: str) -> list[dict[str, Any]]:
    """What a file shows, block by block.

    {"kind": "page", "width", "height"} in points for each page of a PDF; else {"kind": "text", "text", "where"} and
    {"kind": "table", "sheet", "number", "cells": [[row, column, rows, columns, text, where, strong, hidden]]}, the
    first 20 000 cells. `content` is what has been found in the file.
    """
    if kind_of(data, name) is FileKind.PDF:
        from riskbild.intake.reading.pdf.picture import page_sizes  # noqa: PLC0415 - needs the library for PDF

        return [{"kind": "page", "width": width, "height": height} for width, height in page_sizes(data, name)]
    left = [_MOST_CELLS]
    return [_table(one, left) if isinstance(one, Grid) else _text(one) for one in content.blocks]


def _text(block: Any) -> dict[str, Any]:
    return {"kind": "text", "text": block.text[:_LONGEST], "where": block.where, "look": block.kind.value}


def _table(grid: Any, left: list[int]) -> dict[str, Any]:
    cells = [cell for row in sorted(grid.by_row) for cell in grid.by_row[row]][: left[0]]
    left[0] -= len(cells)
    hidden = grid.hidden_rows, grid.hidden_columns
    shown = [
        [
            cell.row, cell.column, cell.rows, cell.columns, cell.text[:_LONGEST], cell.where,
            cell.strong or cell.header, cell.row in hidden[0] or cell.column in hidden[1],
        ]
        for cell in cells
    ]  # fmt: skip
    return {"kind": "table", "sheet": grid.sheet, "number": grid.number, "cells": shown}
