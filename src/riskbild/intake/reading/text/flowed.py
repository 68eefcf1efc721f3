"""Reads text in which a table's cells follow one another line by line: finds its headers, divides what stands below."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from riskbild.intake.reading.grid import BlockKind, Grid, Line, TextBlock
from riskbild.intake.reading.text.fitting import divide
from riskbild.intake.reading.text.header import TextHeader, find_text_headers, repeated_places
from riskbild.intake.reading.text.lines import Printed, is_address, is_folio, outline_from
from riskbild.intake.reading.text.order import Slot, slots_of
from riskbild.intake.reading.text.parallel import align
from riskbild.intake.reading.text.pieces import Kind, Piece, pieces_of, values_in
from riskbild.intake.reading.text.tables import Joiner, grid_of
from riskbild.intake.reading.words import Words, dictionary
from riskbild.intake.reading.wrap import Mender

_SHARE_OF_BLANKS: Final = 0.3
_GREAT_GAP: Final = 4
_LEAVES_ROOM: Final = 0.75
_LEAST_ROWS: Final = 2
_SUBJECTS: Final = frozenset(("risk", "process", "description", "controls.control", "measures"))


@dataclass(slots=True)
class _Part:
    """A header and the lines below it, up to the next one."""

    header: TextHeader | None
    lines: list[Printed] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)


def read_flowed(lines: Sequence[Printed], text: str) -> list[TextBlock | Grid]:
    """The tables and the text around them. Without values or titles that tell of a table there is only text."""
    words = Words(dictionary())
    words.learn(line.text for line in lines)
    mender = Mender(words)
    mender.learn([[Line(line.text, line.blank) for line in lines]])
    blanks = sum(line.blank for line in lines) > _SHARE_OF_BLANKS * len(lines)
    joiner = Joiner(mender, blanks)
    told = _Sorted(lines, text)
    found: list[TextBlock | Grid] = []
    for number, part in enumerate(told.parts, 1):
        found += _said([block for place, block in told.blocks if place == number - 1], joiner)
        found += _table(part, words, joiner, number)
        if part.header is not None and part.header.lost:
            found.append(TextBlock(part.header.lost, BlockKind.PAGE_HEADER))
    found += _said([block for place, block in told.blocks if place >= len(told.parts)], joiner)
    return found + [TextBlock(line.text, BlockKind.PAGE_FOOTER, line.where, line.page) for line in told.aside]


class _Sorted:
    """The lines of a text by what they are for: blocks before and between the tables, parts, and what is aside."""

    def __init__(self, lines: Sequence[Printed], text: str) -> None:
        self._lines = lines
        headers = find_text_headers(lines)
        self._again = repeated_places(headers, lines)
        self._outline = outline_from(list(lines), text)
        self.blocks: list[tuple[int, list[Printed]]] = []
        self.parts: list[_Part] = [] if headers else [_Part(None)]
        self.aside: list[Printed] = []
        self._loose: list[Printed] = []
        begins = {header.first: header for header in headers}
        place = stretch = 0
        while place < len(lines):
            header = begins.get(place)
            if header is not None:
                self._begin(header)
                place = header.last
            else:
                stretch += lines[place].breaks or (place in self._again and place - 1 not in self._again)
                self._add(place, stretch)
            stretch += header is not None
            place += 1
        self._keep(self._loose)

    def _begin(self, header: TextHeader) -> None:
        """A header begins a part; what stands loose above it belongs to none."""
        moved = _before_header(self.parts[-1]) if self.parts else []
        self._keep([*self._loose, *moved])
        self._loose = []
        self.parts.append(_Part(header))

    def _keep(self, lines: Sequence[Printed]) -> None:
        self.blocks += [(len(self.parts), block) for block in _blocks(lines)]

    def _add(self, place: int, stretch: int) -> None:
        line = self._lines[place]
        if self._is_aside(place):
            self.aside.append(line)
        elif not self.parts:
            self._loose.append(line)
        else:
            self.parts[-1].lines.append(line)
            self.parts[-1].stretches.append(stretch)

    def _is_aside(self, place: int) -> bool:
        line = self._lines[place]
        following = self._lines[place + 1] if place + 1 < len(self._lines) else None
        address = is_address(line) and _ends(self._lines, place, self._again)
        return place in self._again or line.number >= self._outline or address or is_folio(line, following)


def _ends(lines: Sequence[Printed], place: int, again: frozenset[int]) -> bool:
    """Whether nothing but addresses stands between a line and the end of its page."""
    while place < len(lines) and is_address(lines[place]):
        place += 1
    return place >= len(lines) or place in again or lines[place].breaks


def _before_header(part: _Part) -> list[Printed]:
    """Takes what stands between the end of a table and the header of the next one out of the part above."""
    for place in range(len(part.lines) - 1, max(-1, len(part.lines) - 12), -1):
        line = part.lines[place]
        if line.breaks or line.gap + line.spaced >= _GREAT_GAP:
            moved = part.lines[place:]
            del part.lines[place:], part.stretches[place:]
            return moved
    return []


def _blocks(lines: Sequence[Printed]) -> list[list[Printed]]:
    """Lines of running text as paragraphs: parted by empty lines, and where a line leaves much of its room."""
    found: list[list[Printed]] = []
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        short = before is not None and len(before.text) < _LEAVES_ROOM * len(line.text) and line.text[0].isupper()
        if before is None or line.gap or line.spaced or line.breaks or short:
            found.append([])
        found[-1].append(line)
    return found


def _said(blocks: Sequence[Sequence[Printed]], joiner: Joiner) -> list[TextBlock]:
    """The paragraphs as texts, without those of which nothing is left when their lines are put together."""
    return [text for block in blocks if (text := _block(block, joiner)).text]


def _block(lines: Sequence[Printed], joiner: Joiner) -> TextBlock:
    text = joiner.text(
        [Piece(line.text, Kind.TEXT, line, inline=False, glued=False, blank=line.blank) for line in lines]
    )
    short = len(text) < 110 and not text.endswith((".", ":", ";", ","))
    where = lines[0].where if len(lines) == 1 else f"{lines[0].where}–{lines[-1].number}"
    return TextBlock(text, BlockKind.HEADING if short else BlockKind.PARAGRAPH, where, lines[0].page)


def _table(part: _Part, words: Words, joiner: Joiner, number: int) -> list[TextBlock | Grid]:
    """The table below a header; its lines as text where they make none."""
    pieces = pieces_of(part.lines, values_in(part.lines), words.knows)
    slots = slots_of(part.header, pieces)
    stretch_of = {line.number: stretch for line, stretch in zip(part.lines, part.stretches, strict=True)}
    if not pieces or not _tells(slots, part.header):
        return [*_header_block(part.header), *_said(_blocks(part.lines), joiner)]
    rows, habits = divide(pieces, [stretch_of[piece.line.number] for piece in pieces], slots)
    align(rows, slots, habits)
    if sum(bool(row.cells) for row in rows) < _LEAST_ROWS and part.header is None:
        return list(_said(_blocks(part.lines), joiner))
    return [grid_of(rows, slots, joiner, number)]


def _header_block(header: TextHeader | None) -> list[TextBlock]:
    return [] if header is None else [TextBlock("\t".join(title.text for title in header.titles))]


def _tells(slots: Sequence[Slot], header: TextHeader | None) -> bool:
    """Whether the columns are those of a list of risks or controls."""
    fields = {slot.field for slot in slots}
    if header is None:
        return len(fields) > 3 and bool(fields & {"scores", "in_plan", "score"})
    return bool(fields & _SUBJECTS) and len(fields) > 1
