"""How a file looks where a reviewer compares: the pages' sizes of a PDF, else its tables and texts as they stand.

The file is opened in a child process, like when it is read.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from riskbild.apart.limits import clean_environment
from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading import limits
from riskbild.intake.reading.child import limit_itself
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.pdf.picture import page_sizes
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

_CODE: Final = "from riskbild.intake.original import serve; serve()"
_PDF: Final = "application/pdf"
_MOST_CELLS: Final = 20_000
_LONGEST: Final = 2_000
_SECONDS: Final = 120


def original_of(path: Path, name: str, document: ExchangeDocument) -> list[Any]:
    """What a file shows, block by block.

    {"kind": "page", "width", "height"} in points for each page of a PDF; else {"kind": "text", "text", "where"} and
    {"kind": "table", "sheet", "number", "cells": [[row, column, rows, columns, text, where, strong, hidden]]}, the
    first 20 000 cells. Raises `Refused` for a file that cannot be opened.
    """
    if document.source.media_type == _PDF:
        return [{"kind": "page", "width": w, "height": h} for w, h in page_sizes(path.read_bytes(), name=name)]
    answer = _ask(json.dumps({"path": str(path), "name": name}).encode(), name)
    if isinstance(answer, dict):
        raise Refused(Sentence(sv=answer["sv"], en=answer["en"]))
    blocks: list[Any] = answer
    return blocks


def _ask(order: bytes, name: str) -> Any:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
            [sys.executable, "-I", "-c", _CODE],
            input=order, capture_output=True, cwd=os.sep, env=clean_environment(), timeout=_SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        refuse(limits.TOO_LONG_TIME, name)
    if done.returncode or not done.stdout:
        refuse(limits.STOPPED, name)
    return json.loads(done.stdout)


def serve() -> None:
    """What the child does: limits itself, opens the one file it is told to, and answers with its blocks."""
    order = json.loads(sys.stdin.buffer.read())
    limit_itself()
    from riskbild.intake.reading.formats import content_of  # noqa: PLC0415 - the readers load under the limits
    from riskbild.intake.reading.grid import Grid  # noqa: PLC0415

    try:
        content = content_of(Path(order["path"]).read_bytes(), order["name"])
    except Refused as refused:
        answer: Any = {"sv": refused.sentence.sv, "en": refused.sentence.en}
    else:
        left = [_MOST_CELLS]
        answer = [_table(one, left) if isinstance(one, Grid) else _text(one) for one in content.blocks]
    sys.stdout.buffer.write(json.dumps(answer).encode())


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
