"""Reads drawn files with somebody else's eyes: openpyxl and the csv module."""

import csv
import io
import re
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook

_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def workbook(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def table(page: Any) -> list[list[Any]]:
    """The cells of a worksheet; openpyxl leaves the format's own escapes in texts, Excel does not."""
    return [[unescape(cell.value) if isinstance(cell.value, str) else cell.value for cell in row] for row in page.rows]


def lines(data: bytes) -> list[list[str]]:
    """The lines of a CSV file as they stand."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def unguarded(cell: str) -> str:
    """The text of a CSV cell, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell
