"""Which kind of file it is, by what is in it and never by its name, and the reader of each kind."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from riskbild.intake.reading import limits
from riskbild.intake.reading.grid import Content
from riskbild.intake.reading.limits import refuse

type Reader = Callable[[bytes, str], Content]
"""Reads the bytes of a file; the text is its name, for refusals."""


class FileKind(StrEnum):
    """A kind of file that can be told by its content."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"


_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_PDF_WITHIN: Final = 1024
_TEXT_SAMPLE: Final = 65_536
_LONGEST_TYPE: Final = 200
# What begins like this is another kind of file, even if it decodes as text.
_OTHER: Final = (
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
)
_MARKUP: Final = re.compile(rb"\s*<(?:!DOCTYPE|\?xml|html)", re.IGNORECASE)


def kind_of(data: bytes, name: str) -> FileKind:
    """The kind of a file; Refused if it is none that can be read, has a password, or is too large."""
    if not data.strip(b"\0 \t\r\n"):
        refuse(limits.EMPTY, name)
    if len(data) > limits.FILE_BYTES:
        refuse(limits.TOO_LARGE, name)
    if data.startswith(_COMPOUND):
        return _compound_kind(data, name)
    if data.startswith(_ZIP):
        return _package_kind(data, name)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileKind.PDF
    if data.startswith(_OTHER) or _MARKUP.match(data) or not _is_text(data[:_TEXT_SAMPLE]):
        refuse(limits.WRONG_TYPE, name)
    return FileKind.TEXT


def _compound_kind(data: bytes, name: str) -> FileKind:
    """Old Office files and encrypted new ones share a container; the names in its directory tell them apart."""
    if _utf16("EncryptedPackage") in data or _utf16("EncryptionInfo") in data:
        refuse(limits.PASSWORD, name)
    if _utf16("WordDocument") in data:
        refuse(limits.OLD_WORD, name)
    if _utf16("Workbook") not in data and _utf16("Book") not in data:
        refuse(limits.WRONG_TYPE, name)
    return FileKind.XLS


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _package_kind(data: bytes, name: str) -> FileKind:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        refuse(limits.BROKEN, name)
    parts = package.namelist()
    if any(part.startswith("word/") for part in parts):
        return FileKind.DOCX
    if any(part.startswith("xl/") for part in parts):
        if "xl/workbook.bin" in parts:
            return FileKind.XLS
        return FileKind.XLSX
    said = package.getinfo("mimetype") if "mimetype" in parts else None
    if said is None or said.file_size > _LONGEST_TYPE or b"opendocument.spreadsheet" not in _said(package, name):
        refuse(limits.WRONG_TYPE, name)
    return FileKind.ODS


def _said(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return package.read("mimetype")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        refuse(limits.BROKEN, name)


def _is_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in sample)
    return controls == 0 or (b"\0" in sample and sample.count(b"\0") > len(sample) // 3)


def _xlsx() -> Reader:
    from riskbild.intake.reading.xlsx import read_xlsx  # noqa: PLC0415 - heavy

    return read_xlsx


def _docx() -> Reader:
    from riskbild.intake.reading.docx import read_docx  # noqa: PLC0415 - heavy

    return read_docx


def _pdf() -> Reader:
    from riskbild.intake.reading.pdf.document import read_pdf  # noqa: PLC0415 - heavy

    return read_pdf


def _older() -> Reader:
    from riskbild.intake.reading.sheets import read_sheets  # noqa: PLC0415 - heavy

    return read_sheets


def _ods() -> Reader:
    from riskbild.intake.reading.ods import read_ods  # noqa: PLC0415 - as the others

    return read_ods


def _text() -> Reader:
    from riskbild.intake.reading.text import read_text  # noqa: PLC0415 - heavy

    return read_text


# A reader is loaded when its first file comes: each brings a library of its own.
_READERS: Final[Mapping[FileKind, Callable[[], Reader]]] = {
    FileKind.XLSX: _xlsx,
    FileKind.DOCX: _docx,
    FileKind.PDF: _pdf,
    FileKind.XLS: _older,
    FileKind.ODS: _ods,
    FileKind.TEXT: _text,
}


def content_of(data: bytes, name: str) -> Content:
    """What a file physically holds; Refused if it cannot be read."""
    kind = kind_of(data, name)
    if kind not in _READERS:
        refuse(limits.NO_READER, name, kind=kind.value)
    return _READERS[kind]()(data, name)
