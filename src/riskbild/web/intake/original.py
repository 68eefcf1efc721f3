"""The original beside the rows: a page as a picture with the chosen cell framed, or its tables with the cell marked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from riskbild.documents.exchange import CellOrigin, Provenance

_AROUND = 40  # rows shown above and below the chosen one
_MOST_BLOCKS = 300


@dataclass(frozen=True)
class PageShown:
    """A page of a PDF: number, how many there are, size in points, and the frame (x, y, width, height) if any."""

    number: int
    count: int
    width: float
    height: float
    frame: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class GridCell:
    """A cell of a table as it stands; `chosen` marks what the reviewer looks at."""

    text: str
    rows: int = 1
    columns: int = 1
    strong: bool = False
    hidden: bool = False
    chosen: bool = False


@dataclass
class BlockShown:
    """A text, or a table row by row; `cut` counts the rows that are left out above and below."""

    text: str = ""
    heading: bool = False
    chosen: bool = False
    title: str = ""
    rows: list[tuple[str, list[GridCell]]] = field(default_factory=list)
    cut: int = 0


def page_shown(
    original: Sequence[Any], place: Provenance | None, origin: CellOrigin | None, wanted: int
) -> PageShown | None:
    """The wanted page of a PDF, or the one that the chosen row stands on; nothing for another kind of file."""
    pages = [each for each in original if each["kind"] == "page"]
    if not pages:
        return None
    own = place.page if place and place.page else 1
    number = min(max(wanted or own, 1), len(pages))
    size = pages[number - 1]
    box = origin.box if origin and origin.box and number == own else None
    frame = None if box is None else (box[0] - 2, box[1] - 2, box[2] - box[0] + 4, box[3] - box[1] + 4)
    return PageShown(number, len(pages), size["width"], size["height"], frame)


def blocks_shown(original: Sequence[Any], place: Provenance | None, origin: CellOrigin | None) -> list[BlockShown]:
    """Texts and tables in order; the table that the chosen row stands in is shown around that row."""
    shown = []
    for block in original[:_MOST_BLOCKS]:
        if block["kind"] == "text":
            shown.append(BlockShown(block["text"], block["look"] in {"title", "heading"}, _is_at(block, origin)))
        elif block["kind"] == "table" and block["cells"]:
            shown.append(_table(block, place, origin))
    return shown


def _is_at(block: Any, origin: CellOrigin | None) -> bool:
    return bool(origin and origin.cell and block["where"] == origin.cell)


def _table(block: Any, place: Provenance | None, origin: CellOrigin | None) -> BlockShown:
    mine = place is not None and (place.sheet == block["sheet"] if block["sheet"] else place.table == block["number"])
    ends = origin.cell.split("–") if mine and origin and origin.cell else []
    chosen = _between([cell for cell in block["cells"] if cell[5] in ends])
    numbers = sorted({cell[0] for cell in block["cells"]})
    centre = (place.row or 1) - 1 if mine and place else numbers[0]
    kept = [row for row in numbers if abs(row - centre) <= _AROUND]
    columns = sorted({cell[1] for cell in block["cells"]})
    return BlockShown(
        title=block["sheet"] or "",
        rows=[(str(row + 1), _row(block["cells"], row, columns, chosen)) for row in kept],
        cut=len(numbers) - len(kept),
    )


def _between(ends: Sequence[Any]) -> tuple[int, int, int, int] | None:
    """The rows and columns that the chosen cells span."""
    if not ends:
        return None
    rows, columns = [cell[0] for cell in ends], [cell[1] for cell in ends]
    return min(rows), max(rows), min(columns), max(columns)


def _row(cells: Sequence[Any], row: int, columns: Sequence[int], chosen: Any) -> list[GridCell]:
    """The cells of one row from left to right, empty ones where nothing stands and nothing reaches in from above."""
    own = {cell[1]: cell for cell in cells if cell[0] == row}
    above = [cell for cell in cells if cell[0] < row < cell[0] + cell[2]]
    covered = {column for cell in above for column in range(cell[1], cell[1] + cell[3])}
    made: list[GridCell] = []
    for column in columns:
        if column in covered:
            continue
        if column not in own:
            made.append(GridCell(""))
            continue
        _, _, down, across, text, _, strong, hidden = own[column]
        covered |= set(range(column + 1, column + across))
        spanned = sum(column <= each < column + across for each in columns)
        at = chosen is not None and chosen[0] <= row <= chosen[1] and chosen[2] <= column <= chosen[3]
        made.append(GridCell(text, down, max(spanned, 1), strong, hidden, at))
    return made
