"""Opens the package of an Office file safely: sizes are checked before unpacking, and its XML resolves nothing."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from riskbild.intake.reading import limits
from riskbild.intake.reading.limits import refuse

type Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Strict OOXML says the same things under other names; one set of names is enough from here on.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)")


class Package:
    """A zip file whose parts are known to be of reasonable size."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it; Refused if it is damaged, has a password or would unpack to too much."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            refuse(limits.BROKEN, name)
        infos = self._zip.infolist()
        self._check(infos)
        self.parts: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in infos}

    def _check(self, infos: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & 1 for info in infos):
            refuse(limits.PASSWORD, self.name)
        if len(infos) > limits.PARTS or sum(info.file_size for info in infos) > limits.UNPACKED_BYTES:
            refuse(limits.UNPACKS_TOO_LARGE, self.name)
        for info in infos:
            sheet = info.filename.startswith("xl/worksheets/")
            ratio = limits.SHEET_RATIO if sheet else limits.RATIO
            if info.file_size > limits.RATIO_APPLIES_FROM and info.file_size > ratio * max(info.compress_size, 1):
                refuse(limits.UNPACKS_TOO_LARGE, self.name)

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def bytes_of(self, part: str) -> bytes:
        """A whole part; Refused if it is damaged or is larger than the package's list of parts says."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str, size: int = limits.MEGABYTE) -> Iterator[bytes]:
        """A part piece by piece, never more than its listed size."""
        left = self.parts[part].file_size
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(size):
                    left -= len(chunk)
                    if left < 0:
                        refuse(limits.UNPACKS_TOO_LARGE, self.name)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            refuse(limits.BROKEN, self.name)

    def xml(self, part: str) -> Element:
        """A part as XML; Refused if it is no XML or declares entities."""
        return parse_xml(self.bytes_of(part), self.name)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the last word of the kind and the target part (or outside address)."""
        rels = join(dirname(part), "_rels", part.rsplit("/", 1)[-1] + ".rels")
        if rels not in self:
            return {}
        found = {}
        for relation in self.xml(rels).iter(_RELATIONSHIP):
            kind, target = (relation.get("Type") or "").rsplit("/", 1)[-1], relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
            found[relation.get("Id") or ""] = (kind, target)
        return found

    def fetches(self, part: str) -> bool:
        """Whether a part asks for something outside the package when it is opened, as a hyperlink does not."""
        rels = join(dirname(part), "_rels", part.rsplit("/", 1)[-1] + ".rels")
        found = self.xml(rels).iter(_RELATIONSHIP) if rels in self else ()
        outside = (each.get("Type") or "" for each in found if each.get("TargetMode") == "External")
        return any(not kind.endswith("/hyperlink") for kind in outside)

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind that a part refers to, those that are really there."""
        return [target for found, target in self.relations(part).values() if found == kind and target in self]


def relation_of(element: Element) -> str:
    """The id of the relation that an element names."""
    return element.get(_RELATION_ID) or ""


def unstrict(data: bytes) -> bytes:
    """XML with the names of strict OOXML exchanged for the usual ones."""
    if b"purl.oclc.org/ooxml" in data[:4096]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def refuse_entities(data: bytes, name: str) -> None:
    """Refuse XML that declares a document type: Office never does, and every entity bomb has to."""
    if _DOCTYPE.search(data[:65536]):
        refuse(limits.UNSAFE, name)


def new_parser() -> etree.XMLParser:
    """A parser that expands nothing, fetches nothing and keeps libxml's own limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )


def parse_xml(data: bytes, name: str) -> Element:
    """XML as a tree; Refused if it is no XML or declares entities."""
    refuse_entities(data, name)
    try:
        root = etree.fromstring(unstrict(data), new_parser())
    except (etree.XMLSyntaxError, ValueError):
        refuse(limits.BROKEN, name)
    return root
