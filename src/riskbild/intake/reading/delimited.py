"""Reads CSV and TSV: which encoding, which delimiter, then one grid; text that is no table stays text."""

import csv
import io
import re
from collections import Counter
from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.grid import Cell, Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.xlsx.formulas import column_letters
from riskbild.rules.finding import Finding, Severity

MEDIA_TYPE: Final = "text/csv"
_DELIMITERS: Final = ";\t,|"
_SAID: Final = re.compile(r"sep=([;\t,|])\r?\n", re.IGNORECASE)
"""The first line by which Excel is told the delimiter; it is no row."""
_SAMPLE: Final = 200
_LONGEST_FIELD: Final = limits.CELL_CHARACTERS * 2
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(data: bytes, name: str) -> Content:
    """The table in `data`. Without a delimiter that parts its lines alike there is no table, only text."""
    text, findings = decoded(data)
    csv.field_size_limit(_LONGEST_FIELD)
    delimiter, text = delimiter_said(text)
    delimiter = delimiter or delimiter_of(text)
    if delimiter is None:
        paragraphs = tuple(TextBlock(line.strip()) for line in text.splitlines() if line.strip())
        return Content("text/plain", paragraphs, findings=findings)
    cells = []
    try:
        for row, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            cells += [
                Cell(row, column, value.replace("\r\n", "\n"), where=f"{column_letters(column)}{row + 1}")
                for column, value in enumerate(fields[: limits.COLUMNS])
                if value.strip()
            ]
            if len(cells) > limits.CELLS:
                refuse(limits.TOO_MANY_CELLS, name)
    except csv.Error:
        refuse(limits.BROKEN, name)
    return Content(MEDIA_TYPE, (Grid(tuple(cells)),), findings=findings)


def decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file, by its byte order mark, as UTF-8, or else as the Windows encoding that Excel writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        told = noticed(Noticed.ENCODING_GUESSED, Severity.INFO, "", encoding="Windows-1252")
        return data.decode("cp1252", errors="replace"), (told,)


def delimiter_said(text: str) -> tuple[str | None, str]:
    """The delimiter that a first line like "sep=;" tells Excel, None without such a line; and the text below it."""
    said = _SAID.match(text)
    return (None, text) if said is None else (said[1], text[said.end() :])


def delimiter_of(text: str) -> str | None:
    """The sign that parts most lines into as many fields; None if there is none that does."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    best: tuple[float, str | None] = (0.0, None)
    for sign in _DELIMITERS:
        try:
            counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        except csv.Error:  # a line, or what a quotation mark opens, is longer than a cell may be
            continue
        fields, rows = max(counts.items(), key=lambda each: (each[1] * (each[0] > 1), each[0]), default=(1, 0))
        share = rows / max(len(lines), 1)
        if fields > 1 and share >= 0.4:
            best = max(best, (share + 0.02 * min(fields, 10), sign), key=lambda each: each[0])
    return best[1]
