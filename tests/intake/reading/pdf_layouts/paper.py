"""A document before it is drawn, the same for every producer: a page, its texts, and tables of cells."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

A4 = (595.0, 842.0)
A3 = (842.0, 1191.0)


class Rules(StrEnum):
    """Which lines of a table are drawn."""

    ALL = "all"
    ROWS = "rows"
    COLUMNS = "columns"
    NONE = "none"
    HEADER = "header"
    FRAME = "frame"
    BOX = "box"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class Cell:
    r"""A cell as it is drawn; "\n" parts paragraphs. `loud` is bold, on a shade if the table has one."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    loud: bool = False


type Line = list[Cell | None]
"""A row of a table; None stands below or beside a merged cell."""


@dataclass(frozen=True)
class Look:
    """How a table is drawn. `family` is "sans" or "serif", sizes are points."""

    rules: Rules = Rules.ALL
    family: str = "sans"
    size: float = 9
    padding: float = 3
    zebra: bool = False
    shade: bool = True
    bold: bool = True
    centred: bool = False
    middle: bool = False
    justified: bool = False
    hyphens: bool = False
    repeated: bool = True
    whole_rows: bool = True
    dark: bool = False


@dataclass(frozen=True)
class Table:
    """Lines of titles, lines of rows, and the columns' widths in points."""

    titles: list[Line]
    body: list[Line]
    widths: list[float]
    look: Look


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside the tables: "title", "heading", "paragraph" or "note"; "break" begins a new page."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole document. `size` is the page as it is shown; `turned` the degrees its content is turned in the file.

    `stamp` is printed askew over or under each page; `strips` says that a spreadsheet prints its columns as they
    are, those that find no room on pages of their own. A producer that has no such thing leaves it.
    """

    size: tuple[float, float]
    blocks: list[Text | Table]
    margin: float = 45
    header: str = ""
    footer: str = ""
    numbered: bool = False
    turned: int = 0
    stamp: str = ""
    strips: bool = False

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.size[0] - 2 * self.margin


@dataclass(frozen=True)
class Made:
    """A document to be drawn by one producer, and what stands in it."""

    seed: int
    layout: str
    kind: str
    producer: str
    paper: Paper
    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name, without its ending."""
        return f"{self.seed:05d}-{self.layout}-{self.producer}"

    def by(self, producer: str) -> "Made":
        """The same document by another producer."""
        return replace(self, producer=producer)
