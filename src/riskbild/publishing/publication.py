"""What is to be published, ready to be drawn: headings, paragraphs, tables and matrices, the same for every format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from riskbild.rules.level import Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """The level of a number: never colour alone, so the symbol and the word go with it."""

    colour: Colour
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as printed: paragraphs are parted by a line feed, an empty text is an empty cell.

    `down` is how many rows it covers; the rows below have None in its place.
    """

    text: str = ""
    mark: Mark | None = None
    down: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `field` is the name of what it holds; `share` is its part of the width, beside the other columns'.

    `parts` are the fields of a column that prints several below each other, each with its label; else it is empty. An
    empty `title` is a column that the form prints without one. Columns beside each other with the same `over`
    stand under that common title. A `row_header` names its row to who listens to the table.
    """

    field: str
    title: str
    share: float = 1.0
    over: str = ""
    row_header: bool = False
    number: bool = False
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column. `key` and `version` tell which row of the register it is; never printed."""

    cells: tuple[Cell | None, ...]
    key: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """A heading across the whole table, over the rows that follow."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `name` is what it is called to who listens to it, and is not printed."""

    name: str
    columns: tuple[Column, ...]
    parts: tuple[Row | Band, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading; 1 is the document's title, 2 a section, and so on."""

    text: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts with their names: the decision, the date, the case number."""

    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a matrix: its score, its level and what stands in it (references or a count)."""

    score: int
    mark: Mark | None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A heat map. `squares[(likelihood, impact)]`; steps are (value, word), ascending.

    `description` says in words what the picture shows; whoever draws it as a picture gives it that as alternative
    text.
    """

    name: str
    description: str
    likelihood: tuple[tuple[int, str], ...]
    impact: tuple[tuple[int, str], ...]
    squares: Mapping[tuple[int, int], Square]


Block = Heading | Paragraph | Facts | Table | Matrix


@dataclass(frozen=True, slots=True)
class Page:
    """The paper: `size` is "a4" or "a3", margins in millimetres, `text` the size of the tables' letters in points."""

    size: str = "a4"
    landscape: bool = True
    margin: float = 15.0
    text: float = 8.0


@dataclass(frozen=True, slots=True)
class Logo:
    """A municipality's mark on the first page, with the words that stand for it where it cannot be seen."""

    content: bytes
    media_type: str
    words: str


@dataclass(frozen=True, slots=True)
class Publication:
    """A whole document. `title` always names the file; the reader sees only the headings among the `blocks`.

    `dated` is the day the document stands for (the decision, else the day it was drawn) and all that it knows of
    time: the same publication gives the same bytes. `running` stands small at the foot of each page beside the page
    number where the layout asks for it. `data` is the document in the exchange format, for formats that can carry it.
    `facts` are those that a municipality's own template may place by name, printed among the blocks or not: "beslut",
    "beslutsdatum", "paragraf", "diarienummer", "kommun", "förvaltning", "period".
    """

    title: str
    authority: str
    year: int
    kind: str
    dated: date
    blocks: tuple[Block, ...]
    page: Page = field(default_factory=Page)
    logo: Logo | None = None
    running: str = ""
    language: str = "sv"
    data: bytes | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))
