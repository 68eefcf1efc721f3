"""Which blocks of a publication stand on which sheet: a table with what it needs above it, long texts by themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from riskbild.publishing.publication import Block, Facts, Heading, Matrix, Paragraph, Publication, Table
from riskbild.publishing.sheet_name import sheet_names

_MOST_LINES: Final = 8
"""Above a table whose header stays in sight there is room for so many lines; a longer text has a sheet of its own."""
_LINE: Final = 120
_TEXTS: Final = {"sv": "Text", "en": "Text"}


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet: its name and its blocks; at most one of them is a table or a matrix, and then it is the last."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def table(self) -> Table | None:
        """The sheet's table, if it has one."""
        last = self.blocks[-1]
        return last if isinstance(last, Table) else None


def parts_of(publication: Publication) -> list[Part]:
    """The sheets in order; a publication without blocks has one with its title."""
    groups = list(_groups(publication.blocks)) or [(Heading(publication.title, 1),)]
    names = sheet_names(_name(group, publication) for group in groups)
    return [Part(name, tuple(group)) for name, group in zip(names, groups, strict=True)]


def _groups(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    waiting: list[Block] = []
    for block in blocks:
        if not isinstance(block, Table | Matrix):
            waiting.append(block)
            continue
        if _lines(waiting) > _MOST_LINES:
            yield tuple(waiting)
            waiting = []
        yield (*waiting, block)
        waiting = []
    if waiting:
        yield tuple(waiting)


def _lines(blocks: Sequence[Block]) -> int:
    return sum(_block_lines(block) for block in blocks)


def _block_lines(block: Block) -> int:
    if isinstance(block, Heading):
        return 2
    if isinstance(block, Paragraph):
        return sum(1 + len(text) // _LINE for text in block.text.split("\n"))
    return len(block.facts) if isinstance(block, Facts) else 0


def _name(group: Sequence[Block], publication: Publication) -> str:
    last = group[-1]
    if isinstance(last, Table | Matrix) and last.name:
        return last.name
    headings = [block.text for block in group if isinstance(block, Heading)]
    return headings[-1] if headings else _TEXTS.get(publication.language, "Text")
