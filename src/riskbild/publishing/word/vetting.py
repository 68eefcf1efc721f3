"""Looks a template over before it is used: what runs, what fetches and what would follow into every document."""

import re
from collections.abc import Iterator
from typing import Final

from riskbild.publishing.word.faults import Fault, fault
from riskbild.publishing.word.ooxml import Element, W
from riskbild.publishing.word.package import MEDIA_TYPE, TYPES, Package, is_xml, kind_of, rels_of, target_of
from riskbild.rules.finding import Finding, Severity

_DOCUMENT: Final = f"{MEDIA_TYPE}.main+xml"
_EMBEDDED: Final = frozenset(
    ("oleObject", "package", "control", "activeXControlBinary", "aFChunk", "subDocument", "frame")
)
_FETCHING: Final = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|DDE|DDEAUTO|LINK|DATABASE|RD)\b", re.IGNORECASE
)
_CHANGES: Final = tuple(
    f"{W}{name}"
    for name in (
        "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "cellIns", "cellDel", "numberingChange",
    )
)  # fmt: skip
# A picture of another document, and a copy of the styles for Word 2007 that would no longer be one.
_DROPPED: Final = frozenset(("thumbnail", "stylesWithEffects"))
_SHOWN: Final = 80


def vet(package: Package) -> list[Finding]:
    """What is wrong with a template, apart from its placeholders; what is only in the way is taken out of it."""
    findings = list(_running(package))
    for rels in [name for name in package.parts if name.endswith(".rels")]:
        findings += _relations(package, rels)
    for part in text_parts(package):
        findings += _texts(package.tree(part), part)
    main = package.main
    if package.tree(main).tag != f"{W}document":
        findings.append(fault(Fault.STRICT))
    if package.type_of(main) != _DOCUMENT:
        package.set_type(main, _DOCUMENT)  # a .dotx says that it is a template; a document made by it is none
    if any(_comments(package, part) for part in package.parts if part.startswith("word/comments")):
        findings.append(fault(Fault.COMMENTS))
    return findings


def text_parts(package: Package) -> list[str]:
    """The document and its headers, footers and notes."""
    main = package.main
    kinds = ("header", "footer", "footnotes", "endnotes")
    return [main, *(part for kind in kinds for part in package.related(main, kind))]


def _running(package: Package) -> Iterator[Finding]:
    names = [name.casefold() for name in package.parts]
    types = [(each.get("ContentType") or "").casefold() for each in package.tree(TYPES)]
    if any("vbaproject" in each or "vbadata" in each or "macro" in each for each in (*names, *types)):
        yield fault(Fault.MACROS)


def _relations(package: Package, rels: str) -> Iterator[Finding]:
    owner = next((part for part in ("", *package.parts) if rels_of(part) == rels), None)
    root = package.tree(rels)
    for relation in list(root):
        kind, target = kind_of(relation), relation.get("Target") or ""
        outside = relation.get("TargetMode") == "External"
        if kind == "attachedTemplate":
            _unlink(package, relation, owner)
            yield fault(Fault.TEMPLATE_LINK, severity=Severity.INFO)
        elif kind in {"origin", "signature"}:
            root.remove(relation)
            yield fault(Fault.SIGNATURE, severity=Severity.INFO)
        elif outside and kind != "hyperlink":
            yield fault(Fault.FETCHES, target[:_SHOWN], target=target[:_SHOWN])
        elif kind in _EMBEDDED:
            part = target_of(owner or "", relation)
            yield fault(Fault.EMBEDDED, part, part=part[:_SHOWN])
        elif kind in _DROPPED:
            root.remove(relation)
            package.remove(target_of(owner or "", relation))


def _unlink(package: Package, relation: Element, owner: str | None) -> None:
    parent = relation.getparent()
    if parent is not None:
        parent.remove(relation)
    if owner is not None and owner in package and is_xml(owner):
        for link in list(package.tree(owner).iter(f"{W}attachedTemplate")):
            link.getparent().remove(link)  # type: ignore[union-attr]  # it lies in the settings, so it has one


def _texts(root: Element, part: str) -> Iterator[Finding]:
    if next(root.iter(*_CHANGES), None) is not None:
        yield fault(Fault.TRACKED_CHANGES, part)
    for instruction in _instructions(root):
        if found := _FETCHING.search(instruction):
            yield fault(Fault.FETCHING_FIELD, found[1].upper(), field=found[1].upper())
            return


def _instructions(root: Element) -> Iterator[str]:
    """The fields of a part; Word may part one over any number of runs, so those of a paragraph are read as one."""
    for field in root.iter(f"{W}fldSimple"):
        yield field.get(f"{W}instr") or ""
    for paragraph in root.iter(f"{W}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{W}instrText"))


def _comments(package: Package, part: str) -> bool:
    return is_xml(part) and next(package.tree(part).iter(f"{W}comment"), None) is not None
