"""The papers of a document: the section that the content stands in, and the wide one that is made for it."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml import etree

from riskbild.publishing.publication import Page
from riskbild.publishing.word.look import PORTRAIT_MILLIMETRES, twips
from riskbild.publishing.word.ooxml import Element, W, element

_LEAST_WIDTH: Final = twips(60)
_A4: Final = (11906, 16838)
_SIDES: Final = ("top", "right", "bottom", "left")
_REFERENCES: Final = (f"{W}headerReference", f"{W}footerReference")


@dataclass(frozen=True, slots=True)
class Paper:
    """A section's paper and margins, in twentieths of a point."""

    width: int
    height: int
    left: int
    right: int

    @property
    def landscape(self) -> bool:
        """Whether it lies."""
        return self.width > self.height

    @property
    def text(self) -> int:
        """The width of the text."""
        return max(self.width - self.left - self.right, _LEAST_WIDTH)


def section_of(place: Element) -> Element:
    """The properties of the section in which an element of the body stands; made where the body has none."""
    for following in place.itersiblings():
        if following.tag == f"{W}sectPr":
            return following
        found = following.find(f"{W}pPr/{W}sectPr")
        if found is not None:
            return found
    body = place.getparent()
    if body is None:
        raise ValueError("The element stands in no body.")
    return etree.SubElement(body, f"{W}sectPr")


def paper_of(section: Element) -> Paper:
    """The paper of a section; A4 with Word's own margins where it does not say."""
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    return Paper(
        _length(size, "w", _A4[0]), _length(size, "h", _A4[1]), _length(margins, "left", 1417),
        _length(margins, "right", 1417) + _length(margins, "gutter", 0),
    )  # fmt: skip


def _length(found: Element | None, name: str, otherwise: int) -> int:
    stated = "" if found is None else found.get(f"{W}{name}") or ""
    return int(stated[:6]) if stated.isascii() and stated.isdigit() else otherwise


def set_paper(section: Element, page: Page, *, margins: tuple[str, ...] = _SIDES) -> None:
    """Gives a section the publication's paper, and those of its margins that are named."""
    short, long = (twips(side) for side in PORTRAIT_MILLIMETRES.get(page.size, PORTRAIT_MILLIMETRES["a4"]))
    size = _part(section, "pgSz")
    size.set(f"{W}w", str(long if page.landscape else short))
    size.set(f"{W}h", str(short if page.landscape else long))
    if page.landscape:
        size.set(f"{W}orient", "landscape")
    else:
        size.attrib.pop(f"{W}orient", "")
    sides = _part(section, "pgMar")
    for side in margins:
        sides.set(f"{W}{side}", str(twips(page.margin)))


def _part(section: Element, name: str) -> Element:
    found = section.find(f"{W}{name}")
    if found is None:
        made = {
            "pgSz": "<w:pgSz/>",
            "pgMar": '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708"'
            ' w:gutter="0"/>',
        }
        found = element(made[name])
        after = [child for child in section if child.tag in _REFERENCES or child.tag in _BEFORE]
        section.insert(len(after), found)
    return found


_BEFORE: Final = tuple(f"{W}{name}" for name in ("footnotePr", "endnotePr", "type", "pgSz"))


def widen(place: Element, section: Element, page: Page) -> Element:
    """A section of the publication's paper around `place`, in a template whose own section stands upright.

    What the template has before and after it stays upright; the wide pages have the same headers and footers.
    Gives the properties of the section that `place` then stands in.
    """
    upright = deepcopy(section)
    before = _has_text_before(place)
    after = _has_text_after(place, section)
    if before:
        place.addprevious(_ending(deepcopy(section)))
    if not after:
        set_paper(section, page, margins=("left", "right"))
        if before:
            _go_on(section)
        return section
    wide = deepcopy(upright)
    set_paper(wide, page, margins=("left", "right"))
    if before:
        _go_on(wide)
    _go_on(section)
    place.addnext(_ending(wide))
    return wide


def _ending(section: Element) -> Element:
    """An empty paragraph that ends a section."""
    paragraph = element(
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    )
    paragraph[0].append(section)
    return paragraph


def _go_on(section: Element) -> None:
    """A section with no headers of its own has those of the section before it, and begins on a new page."""
    for child in list(section):
        if child.tag in _REFERENCES or child.tag in {f"{W}titlePg", f"{W}type"}:
            section.remove(child)
    numbers = section.find(f"{W}pgNumType")
    if numbers is not None:
        numbers.attrib.pop(f"{W}start", "")


def _has_text_before(place: Element) -> bool:
    for sibling in place.itersiblings(preceding=True):
        if sibling.find(f"{W}pPr/{W}sectPr") is not None:
            return False
        if _shows(sibling):
            return True
    return False


def _has_text_after(place: Element, section: Element) -> bool:
    for sibling in place.itersiblings():
        if sibling is section or section in sibling.iter(f"{W}sectPr"):
            return _shows(sibling)
        if _shows(sibling):
            return True
    return False


def _shows(block: Element) -> bool:
    """Whether there is anything to see in a block."""
    if block.tag == f"{W}sectPr":
        return False
    seen = ("drawing", "pict", "tbl", "object")
    return any((text.text or "").strip() for text in block.iter(f"{W}t")) or any(
        True for _ in block.iter(*(f"{W}{name}" for name in seen))
    )
