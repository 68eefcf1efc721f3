"""Opens a Word file as its parts, within limits, and packs parts into the same bytes every time."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from typing import Final, NoReturn

from lxml import etree

from riskbild.publishing.word.ooxml import Element, declares_entities, parsed, written
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEGABYTE: Final = 1 << 20
LARGEST_TEMPLATE: Final = 10 * MEGABYTE
_UNPACKED: Final = 60 * MEGABYTE
_XML: Final = 20 * MEGABYTE
_PARTS: Final = 500
TYPES: Final = "[Content_Types].xml"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# A zip file knows no time before this; a drawn document knows none of its own.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)

_NOT_WORD = Sentence(
    "Mallen är inte ett Word-dokument (.docx). Spara den i Word som ”Word-dokument” och försök igen.",
    "The template is not a Word document (.docx). Save it in Word as “Word Document” and try again.",
)
_CLOSED = Sentence(
    "Mallen är skyddad med lösenord eller sparad i det äldre Word-formatet. Spara den som .docx utan lösenord.",
    "The template has a password or is in the older Word format. Save it as .docx without a password.",
)
TOO_LARGE: Final = Sentence(
    "Mallen är för stor. Den får vara högst 10 MB, och 60 MB uppackad.",
    "The template is too large. It may be at most 10 MB, and 60 MB unpacked.",
)
_BROKEN = Sentence("Mallen är skadad och kan inte läsas.", "The template is damaged and cannot be read.")
_ENTITIES = Sentence(
    "Mallen innehåller XML-entiteter, som inte hör hemma i ett Word-dokument.",
    "The template holds XML entities, which do not belong in a Word document.",
)


def _refuse(sentence: Sentence) -> NoReturn:
    raise Refused(sentence)


class Package:
    """The parts of a Word file by name, each as bytes; a part that is read as XML is written back when it is packed."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = dict(parts)
        self._trees: dict[str, Element] = {}

    @classmethod
    def opened(cls, data: bytes) -> "Package":
        """The parts of a file that nobody vouches for; Refused if it is no Word file, damaged or too large."""
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            _refuse(_CLOSED)
        if len(data) > LARGEST_TEMPLATE:
            _refuse(TOO_LARGE)
        try:
            parts = dict(_unpacked(zipfile.ZipFile(io.BytesIO(data))))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            _refuse(_NOT_WORD if not data.startswith(b"PK") else _BROKEN)
        if TYPES not in parts or not any(name.startswith("word/") for name in parts):
            _refuse(_NOT_WORD)
        for name, content in parts.items():
            if is_xml(name) and declares_entities(content):
                _refuse(_ENTITIES)
        return cls(parts)

    @classmethod
    def of_folder(cls, folder: Path) -> "Package":
        """The parts that lie unpacked in a folder."""
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return cls({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    def tree(self, part: str) -> Element:
        """A part as XML, to be read or changed; Refused if it is none."""
        if part not in self._trees:
            try:
                self._trees[part] = parsed(self.parts[part])
            except (etree.XMLSyntaxError, KeyError, ValueError):
                _refuse(_BROKEN)
        return self._trees[part]

    def put(self, part: str, content: bytes | Element) -> None:
        """Adds or replaces a part."""
        self._trees.pop(part, None)
        if isinstance(content, bytes):
            self.parts[part] = content
        else:
            self._trees[part], self.parts[part] = content, b""

    def remove(self, part: str) -> None:
        """Takes a part away, with its type and its own references; references to it are the caller's."""
        for name in (part, rels_of(part)):
            self.parts.pop(name, None)
            self._trees.pop(name, None)
        for override in list(self.tree(TYPES).iterchildren(f"{_TYPES}Override")):
            if (override.get("PartName") or "").lstrip("/") == part:
                self.tree(TYPES).remove(override)

    def relations(self, part: str) -> list[Element]:
        """What a part refers to: elements with Id, Type, Target and perhaps TargetMode."""
        rels = rels_of(part)
        return list(self.tree(rels).iterchildren(f"{_RELATIONS}Relationship")) if rels in self else []

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of one kind ("styles", "header") that a part refers to and that are there."""
        found = (
            target_of(part, each)
            for each in self.relations(part)
            if kind_of(each) == kind and each.get("TargetMode") != "External"
        )
        return [target for target in dict.fromkeys(found) if target in self]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lets a part refer to another; gives the id of the reference."""
        rels = rels_of(part)
        if rels not in self:
            self.put(rels, f'<Relationships xmlns="{_RELATIONS.strip("{}")}"/>'.encode())
        used = {each.get("Id") for each in self.relations(part)}
        name = next(each for number in range(1, len(used) + 2) if (each := f"rbId{number}") not in used)
        target = relpath("/" + target, "/" + dirname(part))
        attributes = {"Id": name, "Type": kind if ":" in kind else f"{_OFFICE}/{kind}", "Target": target}
        etree.SubElement(self.tree(rels), f"{_RELATIONS}Relationship", attributes)
        return name

    def type_of(self, part: str) -> str:
        """The content type that the package gives a part."""
        for override in self.tree(TYPES).iterchildren(f"{_TYPES}Override"):
            if (override.get("PartName") or "").lstrip("/").casefold() == part.casefold():
                return override.get("ContentType") or ""
        for default in self.tree(TYPES).iterchildren(f"{_TYPES}Default"):
            if (default.get("Extension") or "").casefold() == part.rsplit(".", 1)[-1].casefold():
                return default.get("ContentType") or ""
        return ""

    def set_type(self, part: str, content_type: str) -> None:
        """Says what a part is."""
        root = self.tree(TYPES)
        for override in root.iterchildren(f"{_TYPES}Override"):
            if (override.get("PartName") or "").lstrip("/").casefold() == part.casefold():
                override.set("ContentType", content_type)
                return
        etree.SubElement(root, f"{_TYPES}Override", {"PartName": f"/{part}", "ContentType": content_type})

    @property
    def main(self) -> str:
        """The part that is the document itself; Refused if there is none."""
        found = self.related("", "officeDocument")
        return found[0] if found else _refuse(_NOT_WORD)

    def packed(self, splice: Mapping[str, bytes] | None = None) -> bytes:
        """The file. `splice` has the finished bytes of parts that stand in for what was read or put."""
        done = dict(splice or {})
        stream = io.BytesIO()
        names = sorted(self.parts, key=lambda name: (name != TYPES, not name.startswith("_rels/"), name))
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
            for name in names:
                content = done.get(name) or (written(self._trees[name]) if name in self._trees else self.parts[name])
                info = zipfile.ZipInfo(name, _NO_TIME)
                info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
                file.writestr(info, content)
        return stream.getvalue()


def _unpacked(file: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in file.infolist() if not info.is_dir()]
    if len(infos) > _PARTS or sum(info.file_size for info in infos) > _UNPACKED:
        _refuse(TOO_LARGE)
    names = {info.filename.casefold() for info in infos}
    strange = any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names)
    if strange or len(names) != len(infos):
        _refuse(_BROKEN)
    for info in infos:
        if info.flag_bits & 1:
            _refuse(_CLOSED)
        if is_xml(info.filename) and info.file_size > _XML:
            _refuse(TOO_LARGE)
        with file.open(info) as stream:
            # One byte more than listed shows a part that is larger than the list says.
            content = stream.read(info.file_size + 1)
        if len(content) > info.file_size:
            _refuse(TOO_LARGE)
        yield info.filename, content


def is_xml(part: str) -> bool:
    """Whether a part is XML, by its name."""
    return part.casefold().endswith((".xml", ".rels", ".vml"))


def rels_of(part: str) -> str:
    """The part that holds what a part refers to; the package itself is ""."""
    return join(dirname(part), "_rels", part.rsplit("/", 1)[-1] + ".rels")


def kind_of(relation: Element) -> str:
    """The last word of what a reference is."""
    return (relation.get("Type") or "").rsplit("/", 1)[-1]


def target_of(part: str, relation: Element) -> str:
    """The part that a reference of `part` points to."""
    target = relation.get("Target") or ""
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
