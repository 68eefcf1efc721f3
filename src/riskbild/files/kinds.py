"""What a file is, by its first bytes and never by its name; what is not known is bytes."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from riskbild.rules.sentence import Sentence

BYTES: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, and what people call it."""

    media_type: str
    name: Sentence


def _kind(media_type: str, sv: str, en: str) -> Kind:
    return Kind(media_type, Sentence(sv, en))


UNKNOWN: Final = _kind(BYTES, "Fil", "File")
PDF: Final = _kind("application/pdf", "PDF", "PDF")
TEXT: Final = _kind("text/plain", "Text", "Text")
# Never shown as what they are: a browser would run what is in them.
_WEB_PAGE: Final = _kind("text/html", "Webbsida", "Web page")
_DRAWING: Final = _kind("image/svg+xml", "Vektorbild", "Vector drawing")
_XML: Final = _kind("application/xml", "XML", "XML")
_ARCHIVE: Final = _kind("application/zip", "Zip-arkiv", "Zip archive")
_OLD_OFFICE: Final = _kind("application/x-ole-storage", "Äldre Office-fil", "Older Office file")
_MAIL: Final = _kind("message/rfc822", "E-post", "E-mail")
_WEBP: Final = _kind("image/webp", "Bild (WebP)", "Picture (WebP)")
_PHONE_PICTURE: Final = _kind("image/heic", "Bild (HEIC)", "Picture (HEIC)")
_FILM: Final = _kind("video/mp4", "Film", "Film")

_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", _kind("image/png", "Bild (PNG)", "Picture (PNG)")),
    (b"\xff\xd8\xff", _kind("image/jpeg", "Bild (JPEG)", "Picture (JPEG)")),
    (b"GIF87a", _kind("image/gif", "Bild (GIF)", "Picture (GIF)")),
    (b"GIF89a", _kind("image/gif", "Bild (GIF)", "Picture (GIF)")),
    (b"II*\x00", _kind("image/tiff", "Bild (TIFF)", "Picture (TIFF)")),
    (b"MM\x00*", _kind("image/tiff", "Bild (TIFF)", "Picture (TIFF)")),
    (b"{\\rtf", _kind("application/rtf", "Text (RTF)", "Text (RTF)")),
    (b"7z\xbc\xaf\x27\x1c", _kind("application/x-7z-compressed", "7z-arkiv", "7z archive")),
    (b"Rar!\x1a\x07", _kind("application/vnd.rar", "Rar-arkiv", "Rar archive")),
    (b"\x1f\x8b", _kind("application/gzip", "Gzip-arkiv", "Gzip archive")),
    (b"MZ", _kind("application/vnd.microsoft.portable-executable", "Program", "Program")),
    (b"\x7fELF", _kind("application/x-elf", "Program", "Program")),
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_INSIDE: Final = (
    ("word/", _kind(f"{_OFFICE}.wordprocessingml.document", "Word", "Word")),
    ("xl/", _kind(f"{_OFFICE}.spreadsheetml.sheet", "Excel", "Excel")),
    ("ppt/", _kind(f"{_OFFICE}.presentationml.presentation", "PowerPoint", "PowerPoint")),
)
_OPEN_DOCUMENTS: Final = {
    f"application/vnd.oasis.opendocument.{one}": _kind(f"application/vnd.oasis.opendocument.{one}", sv, en)
    for one, sv, en in (
        ("text", "OpenDocument-text", "OpenDocument text"),
        ("spreadsheet", "OpenDocument-kalkyl", "OpenDocument spreadsheet"),
        ("presentation", "OpenDocument-presentation", "OpenDocument presentation"),
    )
}
_HEIC: Final = frozenset((b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"))
_SAMPLE: Final = 4096
_LONGEST_TYPE: Final = 200
_MARKUP: Final = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<\s*([a-zA-Z:]+)", re.DOTALL)
_HTML: Final = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|meta|div|table)\b", re.IGNORECASE)
_MAIL_HEAD: Final = re.compile(
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|From|Date|Subject|Message-ID):[ \t]", re.I
)


def kind_of(data: bytes) -> Kind:
    """The kind of a file by its content."""
    sample = data[:_SAMPLE]
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if b"%PDF-" in sample[:1024]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLD_OFFICE
    return _container(sample) or _text(sample)


def _container(sample: bytes) -> Kind | None:
    if sample[:4] == b"RIFF" and sample[8:12] == b"WEBP":
        return _WEBP
    if sample[4:8] == b"ftyp":
        return _PHONE_PICTURE if sample[8:12] in _HEIC else _FILM
    return None


def _package(data: bytes) -> Kind:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.namelist()
        said = package.getinfo("mimetype") if "mimetype" in parts else None
        named = package.read("mimetype").decode("ascii", "replace") if said and said.file_size < _LONGEST_TYPE else ""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return _ARCHIVE
    if named in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[named]
    return next((kind for inside, kind in _INSIDE if any(part.startswith(inside) for part in parts)), _ARCHIVE)


def _text(sample: bytes) -> Kind:
    bare = sample.removeprefix(b"\xef\xbb\xbf")
    if bare.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if not bare or any(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in bare):
        return UNKNOWN
    if _HTML.search(bare):
        return _WEB_PAGE
    if element := _MARKUP.match(bare):
        name = element[1].rpartition(b":")[2].lower()
        return {b"svg": _DRAWING, b"html": _WEB_PAGE}.get(name, _XML)
    return _MAIL if _MAIL_HEAD.match(bare) else TEXT


def name_of(media_type: str) -> Sentence:
    """What people call a kind of file, by the media type that `kind_of` gave it."""
    return _NAMES.get(media_type, UNKNOWN.name)


_NAMES: Final = {
    kind.media_type: kind.name
    for kind in (
        PDF, TEXT, _WEB_PAGE, _DRAWING, _XML, _ARCHIVE, _OLD_OFFICE, _MAIL, *(kind for _start, kind in _BEGINNINGS),
        *(kind for _part, kind in _INSIDE), *_OPEN_DOCUMENTS.values(), _WEBP, _PHONE_PICTURE, _FILM,
    )
}  # fmt: skip
