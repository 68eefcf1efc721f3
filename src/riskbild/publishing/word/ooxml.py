"""The names of Word's XML, and how it is read and written safely."""

import re
from typing import Final

from lxml import etree

type Element = etree._Element  # noqa: SLF001 - the only name lxml has for the type

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OURS: Final = "urn:riskbild:template"
"""Elements of our own, which stand in a document only while it is being drawn."""
W: Final = f"{{{MAIN}}}"
R: Final = f"{{{RELATIONSHIPS}}}"
_PREFIX: Final = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)")


def escaped(text: str) -> str:
    """The text as it stands in XML, in an element or in an attribute."""
    return text.translate(_ESCAPES)


def declares_entities(data: bytes) -> bool:
    """Whether XML declares a document type: Word never does, and every entity bomb has to."""
    return _DOCTYPE.search(data) is not None


def parsed(data: bytes) -> Element:
    """XML as a tree; nothing is expanded or fetched, libxml's own limits hold. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def written(root: Element) -> bytes:
    """A tree as a part of a package."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def element(xml: str) -> Element:
    """One element from text that uses the prefixes w and r."""
    end = re.search(r"[\s/>]", xml)
    place = end.start() if end else len(xml)
    return etree.fromstring(f"{xml[:place]} {_PREFIX}{xml[place:]}")


def value(found: Element | None) -> str:
    """The `w:val` of an element; empty where there is none."""
    return "" if found is None else found.get(f"{W}val") or ""
