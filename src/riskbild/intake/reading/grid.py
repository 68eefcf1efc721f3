"""What a file physically holds, whatever its format: tables as grids of cells, and the text around them, in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from riskbild.rules.finding import Finding

type Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's upper left corner as it is shown."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of a cell, for formats that only know lines (PDF, text).

    `text` has no blanks at its ends; whether one stood at the end is `trailing_blank` (None: not known), because
    most producers write it when a line breaks between words and leave it out when a word is cut. `paragraph`
    says that a new paragraph begins after this line (None: not known). `page` differs from the cell's own where
    the cell goes on over a page break.
    """

    text: str
    trailing_blank: bool | None = None
    box: Box | None = None
    paragraph: bool | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell. `row` and `column` count from 0; a merged cell stands once, at its upper left, with its spans.

    `text` is what the cell says, paragraphs parted by "\n" and an empty line kept as an empty paragraph, wraps
    undone and words mended; "" is never stored (a grid has no cells without text, except coloured ones). `sure`
    (0 to 1) is how sure that text is. `lines` are the printed lines it was made of, where the format has them.
    `where` names the place ("B7"), `page` counts from 1. `strong` says bold or shaded, `header` that the format
    itself calls the row a header, `colour` is the fill as "RRGGBB".
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    where: str | None = None
    page: int | None = None
    box: Box | None = None
    lines: tuple[Line, ...] = ()
    sure: float = 1.0
    strong: bool = False
    header: bool = False
    colour: str | None = None


@dataclass(frozen=True)
class Grid:
    """A sheet, or one table of a page or of a running document (a table over several pages is one grid).

    `hidden_rows` and `hidden_columns` are in the file but not shown. `widths` are relative column widths (any
    unit), for cells whose paragraphs pair line by line. `sure` is how sure the structure is. `number` counts the
    tables of the document from 1. `fields` says what the columns mean, with how sure that is, where the reader had
    to know it to find the columns at all (text whose columns are lost); empty otherwise.
    """

    cells: tuple[Cell, ...]
    sheet: str | None = None
    page: int | None = None
    number: int = 1
    sure: float = 1.0
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)
    fields: Mapping[int, tuple[str, float]] = field(default_factory=dict)

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Cell]:
        """The cell whose upper left corner is (row, column)."""
        return {(cell.row, cell.column): cell for cell in self.cells}

    @cached_property
    def by_row(self) -> Mapping[int, tuple[Cell, ...]]:
        """The cells with text that begin in each row, from left to right; rows without any are not in it."""
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            if cell.text:
                rows.setdefault(cell.row, []).append(cell)
        return {row: tuple(cells) for row, cells in rows.items()}


class BlockKind(StrEnum):
    """What a piece of text outside the tables is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    PAGE_HEADER = "page_header"
    PAGE_FOOTER = "page_footer"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph or heading outside the tables. `where` is for people: "sida 2", "Blad1!A1"."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    where: str | None = None
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole file: its blocks in reading order, what was seen but is no content, and what the reader noticed.

    `unread` is text that the format hides or that is no part of the document as shown (deleted by a tracked
    change, on a hidden sheet): it is listed as left out, never dropped.
    """

    media_type: str
    blocks: tuple[TextBlock | Grid, ...]
    pages: int | None = None
    unread: tuple[TextBlock, ...] = ()
    findings: tuple[Finding, ...] = ()
    title: str | None = None
