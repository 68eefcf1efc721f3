"""The names of the open document format that are read, and the text of its paragraphs."""

from typing import Final

from riskbild.intake.reading.package import Element

_URN: Final = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE, TABLE = f"{{{_URN}:office:1.0}}", f"{{{_URN}:table:1.0}}"
TEXT, STYLE = f"{{{_URN}:text:1.0}}", f"{{{_URN}:style:1.0}}"
FORMAT: Final = f"{{{_URN}:xsl-fo-compatible:1.0}}"
ANNOTATION: Final = f"{OFFICE}annotation"
_PARAGRAPH, _HEADING = f"{TEXT}p", f"{TEXT}h"
_SIGNS: Final = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_SPACES: Final = f"{TEXT}s"
_MOST_SPACES: Final = 200


def paragraphs_in(element: Element) -> str:
    """The text of the paragraphs below an element, one a line, but for what is noted beside it."""
    lines = [_text_of(each) for each in element if each.tag in {_PARAGRAPH, _HEADING}]
    return "\n".join(lines)


def all_paragraphs(element: Element) -> list[str]:
    """The text of each paragraph anywhere below an element."""
    return [text for each in element.iter(_PARAGRAPH, _HEADING) if (text := _text_of(each).strip())]


def _text_of(paragraph: Element) -> str:
    parts = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == _SPACES:
            parts.append(" " * min(whole(child.get(f"{TEXT}c")), _MOST_SPACES))
        elif child.tag in _SIGNS:
            parts.append(_SIGNS[child.tag])
        elif child.tag != ANNOTATION:
            parts.append(_text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def whole(text: str | None) -> int:
    """A count in the file, at least 1; what is none is 1."""
    return max(int(text[:8]), 1) if text and text.isascii() and text.isdigit() else 1
