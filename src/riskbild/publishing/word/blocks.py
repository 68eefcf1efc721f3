"""The blocks of a publication as Word's XML, and which of them each placeholder of a template stands for."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from riskbild.publishing.publication import Block, Facts, Heading, Matrix, Paragraph, Publication, Table
from riskbild.publishing.word.look import Look
from riskbild.publishing.word.matrix import matrix_xml
from riskbild.publishing.word.placeholders import CONTENT, FACTS, MATRIX
from riskbild.publishing.word.table import table_xml
from riskbild.publishing.word.text import paragraph, paragraphs, run

_NUMBERED: Final = re.compile(r"(tabell|avsnitt)_([1-9]\d*)")
_SECTION_DEPTH: Final = 2


def placed(publication: Publication, names: Sequence[str], *, titled: bool) -> Mapping[str, tuple[Block, ...]]:
    """The blocks that each block placeholder of a template is filled with.

    What a template places by itself is left out of "innehåll", so that nothing stands there twice; so is the
    document's title, if the template prints it (`titled`).
    """
    numbered = dict(enumerate(publication.blocks))
    taken: set[int] = set()
    chosen: dict[str, list[int]] = {}
    if titled:
        taken |= _title_of(publication)
    for name in sorted(set(names) - {CONTENT}, key=lambda name: name.startswith("avsnitt")):
        chosen[name] = [number for number in _meant(name, publication.blocks) if number not in taken]
        taken |= set(chosen[name])
    if CONTENT in names:
        chosen[CONTENT] = [number for number in numbered if number not in taken]
    return {name: tuple(numbered[number] for number in numbers) for name, numbers in chosen.items()}


def _title_of(publication: Publication) -> set[int]:
    """The first block, if it is the title in print."""
    first = publication.blocks[:1]
    same = [block for block in first if isinstance(block, Heading) and block.text == publication.title]
    return {0} if same else set()


def _meant(name: str, blocks: Sequence[Block]) -> list[int]:
    if name in {FACTS, MATRIX}:
        kind: type[Facts | Matrix] = Facts if name == FACTS else Matrix
        return [number for number, block in enumerate(blocks) if isinstance(block, kind)]
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return []
    place = int(found[2]) - 1
    if found[1] == "tabell":
        return [number for number, block in enumerate(blocks) if isinstance(block, Table)][place : place + 1]
    return (_sections(blocks)[place : place + 1] or [[]])[0]


def _sections(blocks: Sequence[Block]) -> list[list[int]]:
    """The numbers of the blocks of each section: a heading of the second depth and all until the next."""
    sections: list[list[int]] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.depth == _SECTION_DEPTH:
            sections.append([])
        if sections:
            sections[-1].append(number)
    return sections


def blocks_xml(blocks: Sequence[Block], look: Look) -> str:
    """Blocks one after another; a table is never the last thing and never touches another, or Word joins them."""
    parts = []
    for number, block in enumerate(blocks):
        parts.append(_block_xml(block, look))
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(block, (Table, Matrix)) and not isinstance(following, Heading):
            parts.append(paragraph("", look.gap))
    return "".join(parts)


def _block_xml(block: Block, look: Look) -> str:
    if isinstance(block, Heading):
        return paragraph(" ".join(block.text.split("\n")), look.heading(block.depth))
    if isinstance(block, Paragraph):
        return paragraphs(block.text, "")
    if isinstance(block, Facts):
        last = len(block.facts) - 1
        return "".join(_fact(fact, look, last=number == last) for number, fact in enumerate(block.facts))
    return table_xml(block, look) if isinstance(block, Table) else matrix_xml(block, look)


def _fact(fact: tuple[str, str], look: Look, *, last: bool) -> str:
    name, text = fact
    room = '<w:spacing w:after="160"/>' if last else ""
    styled = f'<w:pPr><w:pStyle w:val="{look.fact}"/>{room}</w:pPr>'
    return f"<w:p>{styled}{run(name, '<w:b/><w:bCs/>')}<w:r><w:tab/></w:r>{run(' '.join(text.split('\n')))}</w:p>"
