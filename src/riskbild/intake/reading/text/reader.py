"""Reads plain text: CSV and the like, text laid out in columns by blanks, or cells that follow one another."""

from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.child import allow_pages, page_read
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.intake.reading.delimited import decoded, read_delimited
from riskbild.intake.reading.grid import Content, Grid, TextBlock
from riskbild.intake.reading.limits import refuse
from riskbild.intake.reading.text.flowed import read_flowed
from riskbild.intake.reading.text.laid_out import is_laid_out, read_laid_out
from riskbild.intake.reading.text.lines import pages_of, printed_lines
from riskbild.rules.finding import Severity

MEDIA_TYPE: Final = "text/plain"


def read_text(data: bytes, name: str) -> Content:
    """What a text file holds: the table where its lines have a delimiter, else what its text tells of a table."""
    text, findings = decoded(data)
    if len(text) > limits.TEXT_CHARACTERS:
        refuse(limits.TOO_MANY_LINES, name)
    laid_out = is_laid_out(text)
    by_delimiter = None if laid_out else read_delimited(data, name)
    if by_delimiter is not None and any(isinstance(block, Grid) for block in by_delimiter.blocks):
        return by_delimiter
    lines = printed_lines(text)
    if len(lines) > limits.TEXT_LINES:
        refuse(limits.TOO_MANY_LINES, name)
    pages = pages_of(lines)
    allow_pages(pages)
    blocks: list[TextBlock | Grid] = read_laid_out(text) if laid_out else read_flowed(lines, text)
    page_read(pages)
    if any(isinstance(block, Grid) for block in blocks):
        findings = (*findings, noticed(Noticed.COLUMNS_LOST, Severity.WARNING, ""))
    return Content(MEDIA_TYPE, tuple(blocks), pages=pages if "\f" in text else None, findings=findings)
