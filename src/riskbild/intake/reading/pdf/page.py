"""What a page of a PDF file holds: words, rules and fills, in points from the upper left of the page as it is read."""

from dataclasses import dataclass, field

from riskbild.intake.reading.grid import Box, Line
from riskbild.intake.reading.pdf.turning import Turned

ASCENT, DESCENT = 0.76, 0.24
"""How far a line of text reaches above and below its baseline, as shares of the size of its letters."""


@dataclass(slots=True)
class Word:
    """Letters printed without a blank between them.

    `base` is the y of their baseline, `blank` says that a blank is printed after the word, `order` counts the words
    of the page as the file prints them. A word that does not read from left to right has `quarters` (clockwise
    from upright) and a box of its own. A space after it wider than `gap`, a share of `size`, is a blank.
    What is `clipped` is in the file but not to be seen, or stamped askew over the page. `sure` is how surely it was
    read, 1 for what is printed. A mark that hangs on a word, and may hang out of its column, stands `after` it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    blank: bool = False
    strong: bool = False
    order: int = 0
    quarters: int = 0
    turned_box: Box | None = None
    gap: float = 0.2
    clipped: bool = False
    sure: float = 1.0
    after: "Word | None" = None

    @property
    def y0(self) -> float:
        """The top of the line of letters."""
        return self.base - ASCENT * self.size if self.turned_box is None else self.turned_box[1]

    @property
    def y1(self) -> float:
        """The bottom of the line of letters."""
        return self.base + DESCENT * self.size if self.turned_box is None else self.turned_box[3]

    @property
    def middle(self) -> float:
        """The y half way between top and bottom."""
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across the page at a y or down it at an x: where it is, and from where to where it goes."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle with its colour as "RRGGBB"."""

    box: Box
    colour: str


@dataclass(slots=True)
class Page:
    """A page as it is read: turned so that most of its text runs from left to right.

    `shown` is the page as it is shown, `outside` are words beyond its edges. `unmapped` counts the letters whose font
    does not say what they are, and `pictured` is the share of the page under its largest picture. One that
    is `scanned` was read in its picture. `fields` counts the fields of a form that are filled in.
    """

    number: int
    read: Turned
    shown: Turned
    words: list[Word] = field(default_factory=list)
    outside: list[Word] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    letters: int = 0
    blanks: int = 0
    unmapped: int = 0
    right_to_left: int = 0
    pictured: float = 0.0
    scanned: bool = False
    links: int = 0
    fields: int = 0

    @property
    def width(self) -> float:
        """The width of the page as it is read."""
        return self.read.width

    @property
    def height(self) -> float:
        """The height of the page as it is read."""
        return self.read.height

    def as_shown(self, box: Box) -> Box:
        """A box of the page as it is read, on the page as it is shown."""
        x0, y0, x1, y1 = self.read.box_as(self.shown, box)
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


@dataclass(slots=True)
class Part:
    """A cell as it stands on one page: its place in the table, its box, and the printed lines in it.

    `colour` is its fill. A cell that runs through a page break is one part with lines of both pages; `skipped` says
    how much more than a line's height is empty, before and after the break, above the line of that number.
    """

    row: int
    column: int
    box: Box
    page: int
    rows: int = 1
    columns: int = 1
    lines: list[Line] = field(default_factory=list)
    colour: str | None = None
    strong: bool = False
    sure: float = 1.0
    skipped: dict[int, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What is printed in it, line by line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(slots=True)
class PageTable:
    """A table on a page, or several put together over pages: its columns' edges, its parts, and its extent.

    `opens` says that it has no rule at its top, `closes` that it has one at its bottom; None where rules do not tell.
    `ruled` says that its edges are drawn. `breaks` are the rows that begin a page, `open_breaks` whether the table is
    open there, and `repeated` the parts of headers printed again on later pages.
    """

    page: int
    edges: list[float]
    parts: list[Part]
    rows: int
    top: float
    bottom: float
    last_page: int
    opens: bool | None = None
    closes: bool | None = None
    ruled: bool = True
    sure: float = 1.0
    breaks: list[int] = field(default_factory=list)
    open_breaks: list[bool] = field(default_factory=list)
    repeated: list[Part] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.edges) - 1

    def by_row(self) -> list[list[Part]]:
        """The parts of all rows."""
        found: list[list[Part]] = [[] for _ in range(self.rows)]
        for part in sorted(self.parts, key=lambda part: part.column):
            found[part.row].append(part)
        return found
