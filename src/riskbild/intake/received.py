"""What a file that comes in is called, and of what kind it is said to be, before it is kept."""

import re
from typing import Final

from riskbild.intake.reading.formats import FileKind, kind_of

EXCHANGE: Final = "application/json"
"""The kind of a file in the exchange format, which is taken as it is and never read as a document."""

_MEDIA_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.XLS: "application/vnd.ms-excel",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PDF: "application/pdf",
    FileKind.TEXT: "text/plain",
}
_NAME = 200
_UNNAMED = "dokument"
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def media_type_of(data: bytes, name: str) -> str:
    """What a document is by its content. Raises `Refused` for a kind that cannot be read."""
    return _MEDIA_TYPES[kind_of(data, name)]


def plain_name(name: str) -> str:
    """A file's name as it is kept: its last part, without characters that hide or turn it, its ending kept."""
    last = _NOT_IN_A_NAME.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).strip()
    return last[-_NAME:] or _UNNAMED
