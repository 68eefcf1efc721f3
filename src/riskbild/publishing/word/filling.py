"""Fills one part of a template: finds its tags wherever Word has parted them, and renders them in the sandbox."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import TemplateError
from lxml import etree
from markupsafe import Markup

from riskbild.publishing.word.faults import Fault, fault
from riskbild.publishing.word.grammar import STRAY, TAG, Kind, Tag, environment, read_tag, shown
from riskbild.publishing.word.ooxml import MAIN, OURS, Element, W, escaped, parsed
from riskbild.publishing.word.placeholders import is_block, meant
from riskbild.rules.finding import Finding
from riskbild.rules.refusal import Refused

PLACE: Final = f"{{{OURS}}}place"
"""Stands where a block placeholder stood; its `name` is the placeholder's."""
_MOST_TAGS: Final = 300
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_OUTPUT: Final = ("\ue000", "\ue001")
_BLOCK: Final = ("\ue002", "\ue003")
_BLOCKS: Final = frozenset((f"{W}p", f"{W}tbl", f"{W}sdt"))


class Picture(str):
    """A value that is a picture: printed as `xml`, and true or false, upper or lower case as its words."""

    xml: str = ""


@dataclass(slots=True)
class Found:
    """The tags of one part, and what is wrong with them."""

    tags: list[Tag] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """The placeholders that the part uses."""
        return frozenset(found for tag in self.tags for name in tag.names if (found := meant(name)) is not None)


def find_tags(root: Element, key: str) -> Found:
    """The tags of a part; in the tree each becomes `key` and its number, or a PLACE if it is a block."""
    found = Found()
    for paragraph in list(root.iter(f"{W}p")):
        texts = [text for text in paragraph.iter(f"{W}t") if _paragraph_of(text) is paragraph]
        whole = "".join(text.text or "" for text in texts)
        if STRAY.search(whole):
            _take(paragraph, texts, whole, found, key)
    if len(found.tags) > _MOST_TAGS:
        found.findings.append(fault(Fault.TOO_MANY, most=_MOST_TAGS))
    return found


def _paragraph_of(text: Element) -> Element | None:
    return next(text.iterancestors(f"{W}p"), None)


def _take(paragraph: Element, texts: list[Element], whole: str, found: Found, key: str) -> None:
    spans: list[tuple[int, int, Tag]] = []
    for match in TAG.finditer(whole):
        read = read_tag(match[0])
        if isinstance(read, Finding):
            found.findings.append(read)
        else:
            spans.append((match.start(), match.end(), read))
    rest = TAG.sub(" ", whole)
    if stray := STRAY.search(rest):
        opens = stray[0].startswith("{")
        near = shown(rest[stray.start() if opens else max(stray.start() - 20, 0) : stray.end() + 20])
        found.findings.append(fault(Fault.BROKEN_PLACEHOLDER, near, tag=near, example="{{ titel }}"))
    if found.findings:
        return
    first = len(found.tags)
    found.tags += [tag for *_, tag in spans]
    only = not TAG.sub("", whole).strip()
    block = next((tag for *_, tag in spans if any(is_block(name) for name in tag.names)), None)
    if block is not None:
        _take_block(paragraph, block, found, alone=only and len(spans) == 1)
    elif only and all(tag.kind is not Kind.OUTPUT for *_, tag in spans):
        _replace(paragraph, "".join(f"{key}{first + number};" for number in range(len(spans))))
    else:
        tokens = [(start, end, f"{key}{first + number};") for number, (start, end, _) in enumerate(spans)]
        _rewrite(texts, tokens)


def _take_block(paragraph: Element, tag: Tag, found: Found, *, alone: bool) -> None:
    name = tag.alone
    if name is None or not alone:
        found.findings.append(fault(Fault.NOT_ALONE, tag.text, tag=shown(tag.text)))
        return
    parent = paragraph.getparent()
    if parent is None or parent.tag != f"{W}body":
        found.findings.append(fault(Fault.WRONG_PLACE, tag.text, tag=shown(tag.text)))
        return
    if name in found.blocks:
        found.findings.append(fault(Fault.TWICE, tag.text, tag=shown(tag.text)))
    found.blocks.append(name)
    paragraph.addprevious(etree.Element(PLACE, {"name": name}, nsmap={"rb": OURS}))
    section = paragraph.find(f"{W}pPr/{W}sectPr")
    if section is None:
        parent.remove(paragraph)
        return
    # The paragraph ends a section of the template: it stays, empty, to do so.
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)


def _replace(paragraph: Element, text: str) -> None:
    """Puts bare text in a paragraph's place; it is a condition, and gone when the part is rendered."""
    parent, before = paragraph.getparent(), paragraph.getprevious()
    if parent is None:
        return
    text += paragraph.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    paragraph.tail = None
    parent.remove(paragraph)


def _rewrite(texts: list[Element], tokens: list[tuple[int, int, str]]) -> None:
    """Puts each token where its tag begins, and takes away the rest of the tag wherever Word has put it."""
    start = 0
    for text in texts:
        content = text.text or ""
        end = start + len(content)
        pieces, at = [], start
        for opens, closes, token in tokens:
            if closes <= start or opens >= end:
                continue
            pieces.append(content[at - start : max(opens, at) - start])
            pieces.append(token if opens >= start else "")
            at = min(closes, end)
        pieces.append(content[at - start :])
        text.text = "".join(pieces)
        text.set(_SPACE, "preserve")
        start = end


def key_of(part: bytes) -> str:
    """What stands for a tag in a part while it is filled: letters that the part itself cannot hold."""
    return f"tag{hashlib.sha256(part).hexdigest()[:24]}n"


def fill(root: Element, found: Found, key: str, values: Mapping[str, str]) -> Element:
    """The part with its placeholders filled. Refused where the conditions do not match."""
    # As ASCII the part cannot hold the four letters that mark a tag, so that nothing but a tag is taken for one.
    source = etree.tostring(root, encoding="ascii").decode("ascii")
    source = re.sub(rf"{key}(\d+);", lambda match: _marked(found.tags[int(match[1])]), source)
    context = {name: values[meant(name) or name] for tag in found.tags for name in tag.names if not is_block(name)}
    try:
        filled = _FILLING.from_string(source).render(context)
        done = parsed(filled.encode())
    except (TemplateError, etree.XMLSyntaxError):
        unbalanced = fault(Fault.UNBALANCED, opens="{% if … %}", closes="{% endif %}")
        raise Refused(unbalanced.sentence, [unbalanced]) from None
    _mend(done)
    return done


def _marked(tag: Tag) -> str:
    if tag.kind is Kind.COMMENT:
        return ""
    opens, closes = _OUTPUT if tag.kind is Kind.OUTPUT else _BLOCK
    return f"{opens} {tag.inside} {closes}"


def _printed(value: Any) -> Any:
    """A value as it stands inside w:t."""
    if isinstance(value, Picture):
        return Markup(f'</w:t>{value.xml}<w:t xml:space="preserve">')  # noqa: S704 - our own XML
    lines = [escaped(line) for line in str(value).split("\n")]
    return Markup('</w:t><w:br/><w:t xml:space="preserve">'.join(lines))  # noqa: S704 - escaped above


def _environment() -> Any:
    made = environment(
        variable_start_string=_OUTPUT[0],
        variable_end_string=_OUTPUT[1],
        block_start_string=_BLOCK[0],
        block_end_string=_BLOCK[1],
        comment_start_string="\ue004",
        comment_end_string="\ue005",
    )
    made.finalize = _printed
    return made


_FILLING: Final = _environment()


def _mend(root: Element) -> None:
    """A cell, header or box that a condition has emptied gets the paragraph that Word demands."""
    for holder in root.iter(*(f"{W}{name}" for name in ("tc", "hdr", "ftr", "txbxContent", "footnote", "endnote"))):
        blocks = [child.tag for child in holder if child.tag in _BLOCKS]
        if not blocks or blocks[-1] == f"{W}tbl":
            etree.SubElement(holder, f"{W}p", nsmap={"w": MAIN})
