"""Draws a publication into a Word template, in this process; templates that nobody vouches for are drawn in a child."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from riskbild.publishing.cleaning import cleaned_publication
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.publication import Block, Publication, Table
from riskbild.publishing.word.blocks import blocks_xml, placed
from riskbild.publishing.word.faults import Fault, fault
from riskbild.publishing.word.filling import PLACE, Found, fill, find_tags, key_of
from riskbild.publishing.word.ooxml import MAIN, Element, written
from riskbild.publishing.word.package import Package
from riskbild.publishing.word.picture import picture_of, usable
from riskbild.publishing.word.placeholders import CONTENT, LOGO, TITLE, values_of
from riskbild.publishing.word.properties import describe
from riskbild.publishing.word.sections import paper_of, section_of, set_paper, widen
from riskbild.publishing.word.shipped import shipped_package
from riskbild.publishing.word.styling import look_of
from riskbild.publishing.word.vetting import text_parts, vet
from riskbild.rules.finding import Severity
from riskbild.rules.refusal import refuse_if_stopped

_CONTENT_TAG: Final = f"{{{{ {CONTENT} }}}}"


def draw_here(publication: Publication, template: bytes | None) -> Drawn:
    """The document as DOCX by a template, or by the one that comes with the program.

    Raises Refused with all that is wrong with the template. The same publication and template give the same bytes.
    """
    publication, changed = cleaned_publication(publication)
    package = shipped_package() if template is None else Package.opened(template)
    findings = [*changed] if template is None else [*changed, *vet(package)]
    refuse_if_stopped(findings)
    found = _found(package)
    findings += [finding for each in found.values() for finding in each.findings]
    main = package.main
    refuse_if_stopped(findings)
    if CONTENT not in found[main].blocks:
        refuse_if_stopped([fault(Fault.NO_CONTENT, _CONTENT_TAG, tag=_CONTENT_TAG)])
    if publication.logo is not None and not usable(publication.logo):
        findings.append(fault(Fault.LOGO_FORMAT, LOGO, Severity.WARNING))
    _fill_all(package, found, publication)
    blocks = placed(publication, found[main].blocks, titled=TITLE in found[main].names)
    content = _place(package, publication, blocks, ours=template is None)
    describe(package, publication)
    return Drawn(package.packed({main: content}), tuple(dict.fromkeys(findings)))


def _found(package: Package) -> dict[str, Found]:
    """The tags of each part that has text, the document first."""
    return {part: find_tags(package.tree(part), key_of(package.parts[part])) for part in text_parts(package)}


def _fill_all(package: Package, found: Mapping[str, Found], publication: Publication) -> None:
    values = values_of(publication)
    for part, tags in found.items():
        own: dict[str, str] = dict(values)
        if LOGO in tags.names and publication.logo is not None:
            own[LOGO] = picture_of(package, part, publication.logo)
        if tags.tags:
            package.put(part, fill(package.tree(part), tags, key_of(package.parts[part]), own))


def _place(package: Package, publication: Publication, blocks: Mapping[str, tuple[Block, ...]], *, ours: bool) -> bytes:
    """The main part with the blocks in their places, as bytes."""
    root = package.tree(package.main)
    drawn: dict[str, str] = {}
    for place in list(root.iter(PLACE)):
        name = place.get("name") or ""
        width = _width(place, publication, blocks[name], ours=ours)
        drawn[name] = blocks_xml(blocks[name], look_of(package, publication, width, ours=ours))
    return _spliced(root, drawn)


def _width(place: Element, publication: Publication, blocks: tuple[Block, ...], *, ours: bool) -> int:
    """The width of the text where a placeholder stands, once its section has the paper that the tables need."""
    section = section_of(place)
    if ours:
        set_paper(section, publication.page)
    elif publication.page.landscape and not paper_of(section).landscape and any(isinstance(b, Table) for b in blocks):
        section = widen(place, section, publication.page)
    return paper_of(section).text


def _spliced(root: Element, drawn: Mapping[str, str]) -> bytes:
    """The part as bytes with the drawn XML in it, which is never parsed again: tables are large."""
    if root.nsmap.get("w") != MAIN:
        etree.cleanup_namespaces(root, top_nsmap={"w": MAIN}, keep_ns_prefixes=[each for each in root.nsmap if each])
    for number, place in enumerate(list(root.iter(PLACE))):
        # Parsing takes all instructions away, so that these are the only ones.
        place.addprevious(etree.ProcessingInstruction("riskbild", f"{number} {place.get('name')}"))
        place.getparent().remove(place)  # type: ignore[union-attr]  # it stands in the body
    content = written(root)
    for number, (name, xml) in enumerate(drawn.items()):
        content = content.replace(f"<?riskbild {number} {name}?>".encode(), xml.encode(), 1)
    return content
