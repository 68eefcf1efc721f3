"""Reads a file into a document of the exchange format; plain Python, for anybody's use."""

from pathlib import Path

from riskbild.documents.exchange import ExchangeDocument
from riskbild.documents.profile import Profile
from riskbild.intake.reading import limits
from riskbild.intake.reading.assembling import assemble
from riskbild.intake.reading.fitting import fitted
from riskbild.intake.reading.formats import content_of
from riskbild.intake.reading.grid import Content
from riskbild.intake.reading.limits import refuse


def read(path: Path | str, profile: Profile | None = None) -> ExchangeDocument:
    """The document in a file: its rows with where each cell stood and how sure it is, and all other texts.

    `profile` says what the titles of a known form mean. Raises Refused with one sentence for a file that cannot
    be read. A document with nothing to take has no rows and a finding that says so.

    This runs in the caller's own process; `apart.read_apart` reads files that nobody vouches for.
    """
    file = Path(path)
    if not file.is_file():
        refuse(limits.NOTHING_THERE, file.name)
    if file.stat().st_size > limits.FILE_BYTES:
        refuse(limits.TOO_LARGE, file.name)
    return read_bytes(file.read_bytes(), file.name, profile)


def read_bytes(data: bytes, name: str, profile: Profile | None = None) -> ExchangeDocument:
    """As `read`, for a file that is in memory already; `name` is the file's name."""
    return document_of(content_of(data, name), data, name, profile)


def document_of(content: Content, data: bytes, name: str, profile: Profile | None = None) -> ExchangeDocument:
    """As `read_bytes`, of what has been found in the file already."""
    return fitted(assemble(content, data, name, profile))
