"""The files of the tests as they are read: once in a process, for what was read is a value that nobody changes."""

from functools import cache
from pathlib import Path

from riskbild.documents.exchange import ExchangeDocument
from riskbild.intake.reading import read
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.grid import Content


@cache
def document_in(path: Path) -> ExchangeDocument:
    """The document in a file."""
    return read(path)


@cache
def content_in(path: Path) -> Content:
    """What a file physically holds."""
    return content_of(path.read_bytes(), path.name)
