"""What a layout looks like: the first page or so of a real document, or of an example where there is none."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from riskbild.documents.layout import FactsBlock, Layout, PublishedKind
from riskbild.documents.layout.placeholders import COUNTS, FACTS
from riskbild.publishing.composed import composed_from
from riskbild.publishing.html.hyphens import breakable
from riskbild.publishing.publication import Band, Block, Facts, Logo, Publication, Row, Table
from riskbild.publishing.queries import logo_of
from riskbild.publishing.queries.available import asked_by
from riskbild.publishing.sources import sourced
from riskbild.register.queries.choices import YearSeen
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence
from riskbild.web.board_year import board_years
from riskbild.web.documents.example import example_of
from riskbild.web.request import SignedInRequest

ROWS: Final = 12
"""So many rows of a table are shown."""

SWEDISH: Final = "sv"
_LONG_TITLE: Final = 7
"""From so many letters on a word of a title may be broken: the letters on screen are larger than those on paper."""
_NAMES: Final = (*COUNTS, *FACTS)


@dataclass(frozen=True)
class Preview:
    """A document as it looks. `year` is whose it is, None for the example; `values` are what each name stands for."""

    publication: Publication
    year: YearSeen | None
    values: Mapping[str, str]
    more: int
    logo: str = ""

    @property
    def blocks(self) -> Sequence[Block]:
        """Its parts, the tables cut off."""
        return [_cut(block) for block in self.publication.blocks]


def preview_of(request: SignedInRequest, layout: Layout, wanted: str, board_id: UUID | None) -> Preview:
    """The layout with a year's own document; `wanted` is the key of a year, or empty for one that fits."""
    year = _year(request, wanted, board_id)
    made = _drawn(request, layout, year) if year else None
    if made is None:
        year, made = None, _example(request, layout)
    publication, values = made
    return Preview(publication, year, values, _left_out(publication), _shown_logo(publication.logo))


def as_preview(publication: Publication) -> Preview:
    """A document that has been put together, as it looks."""
    return Preview(publication, None, {}, _left_out(publication), _shown_logo(publication.logo))


def years_to_choose(request: SignedInRequest, board_id: UUID | None) -> list[YearSeen]:
    """The years that a layout can be shown with: those of its board, or of every board that the person reads."""
    return [one for one in board_years(request) if board_id in {None, one.board_id}]


def _year(request: SignedInRequest, wanted: str, board_id: UUID | None) -> YearSeen | None:
    if wanted == "exempel":
        return None
    years = years_to_choose(request, board_id)
    return next((one for one in years if str(one.id) == wanted), next(iter(years), None))


def _drawn(request: SignedInRequest, layout: Layout, year: YearSeen) -> tuple[Publication, Mapping[str, str]] | None:
    control = 1 if layout.kind is PublishedKind.CONTROL_CARD else None
    try:
        asked = asked_by(request.user, year.id, layout.kind, request.today, control=control)
        found = sourced(asked)
        made = composed_from(asked, found, layout=layout)
        told = composed_from(asked, found, layout=_naming(layout))
    except Refused:
        return None
    return made.publication, _values(told.publication)


def _example(request: SignedInRequest, layout: Layout) -> tuple[Publication, Mapping[str, str]]:
    municipality = request.user.municipality
    try:
        logo = logo_of(municipality.pk, layout.logo) if layout.logo else None
    except Refused:
        logo = None
    publication = example_of(layout, municipality.name, request.today, logo)
    return publication, _values(example_of(_naming(layout), municipality.name, request.today))


def _naming(layout: Layout) -> Layout:
    """A layout that tells what every name stands for."""
    facts = tuple((name, f"{{{name}:digits}}" if name in COUNTS else f"{{{name}}}") for name in _NAMES)
    return replace(layout, blocks=(FactsBlock(facts),), logo=None)


def _values(told: Publication) -> Mapping[str, str]:
    return {name: text for block in told.blocks if isinstance(block, Facts) for name, text in block.facts}


def _cut(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    parts, left = [], ROWS
    for part in block.parts:
        if isinstance(part, Row):
            if left == 0:
                break
            left -= 1
        parts.append(part)
    return _hyphenated(replace(block, parts=tuple(_closed(parts))))


def _hyphenated(table: Table) -> Table:
    """The table with its long words ready to be broken where Swedish breaks them, which browsers seldom know."""
    columns = [
        replace(one, title=breakable(one.title, SWEDISH, _LONG_TITLE), over=breakable(one.over, SWEDISH, _LONG_TITLE))
        for one in table.columns
    ]
    parts = [
        replace(part, cells=tuple(cell and replace(cell, text=breakable(cell.text, SWEDISH)) for cell in part.cells))
        if isinstance(part, Row)
        else part
        for part in table.parts
    ]
    return replace(table, columns=tuple(columns), parts=tuple(parts))


def _closed(parts: Sequence[Row | Band]) -> Sequence[Row | Band]:
    """The rows that are left, no cell covering more of them than there are."""
    rows_after = 0
    closed: list[Row | Band] = []
    for part in reversed(parts):
        if isinstance(part, Row):
            rows_after += 1
            cells = tuple(cell and replace(cell, down=min(cell.down, rows_after)) for cell in part.cells)
            closed.append(replace(part, cells=cells))
        else:
            closed.append(part)
    return closed[::-1]


def _left_out(publication: Publication) -> int:
    """How many rows are not shown."""
    counts = (sum(isinstance(part, Row) for part in table.parts) for table in publication.tables)
    return sum(max(0, count - ROWS) for count in counts)


def _shown_logo(logo: Logo | None) -> str:
    return f"data:{logo.media_type};base64,{base64.b64encode(logo.content).decode()}" if logo else ""


NAMES_TOLD: Final[Mapping[str, Sentence]] = {**COUNTS, **FACTS}
"""Every name that a text may use, with what it means."""
