"""A publication as plain data for the template: its texts, with the paper, the colours and the columns' widths."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from riskbild.publishing.pdf import fonts
from riskbild.publishing.pdf.breaking import Breaker
from riskbild.publishing.pdf.widths import PADDING, fits, widths_of
from riskbild.publishing.publication import (
    Band,
    Block,
    Cell,
    Facts,
    Heading,
    Mark,
    Matrix,
    Page,
    Paragraph,
    Publication,
    Row,
    Table,
)
from riskbild.rules.palette import LIGHT
from riskbild.rules.sentence import Sentence

POINTS_A_MILLIMETRE: Final = 72 / 25.4
_PAPER: Final = {"a4": (210.0, 297.0), "a3": (297.0, 420.0)}
_MEASURE: Final = 170 * POINTS_A_MILLIMETRE
"""Running text keeps to a line that is good to read, also on wide paper."""
_LEGEND: Final = 24 * POINTS_A_MILLIMETRE
_SQUARE: Final = 30 * POINTS_A_MILLIMETRE
"""How wide the words beside a heat map are, and a square of it where there is room."""
_LIKELIHOOD = Sentence("Sannolikhet", "Likelihood")
_IMPACT = Sentence("Konsekvens", "Impact")
_REGION: Final = {"sv": "SE", "en": "GB"}
_PICTURES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/svg+xml": "svg"}


def room_of(page: Page) -> float:
    """How wide the text of a page is, in points."""
    short, long = _PAPER[page.size]
    return ((long if page.landscape else short) - 2 * page.margin) * POINTS_A_MILLIMETRE


def content_of(publication: Publication) -> bytes:
    """What the template typesets, as JSON. The texts must be clean already."""
    page = publication.page
    dated = publication.dated
    data = {
        "title": " ".join(publication.title.split()), "authority": publication.authority,
        "language": publication.language, "region": _REGION.get(publication.language, ""),
        "dated": [dated.year, dated.month, dated.day],
        "page": {"size": page.size, "landscape": page.landscape, "margin": page.margin, "text": page.text},
        "measure": round(min(room_of(page), _MEASURE), 2), "axes": _axes(publication.language),
        "families": list(fonts.FAMILIES), "padding": PADDING, "running": publication.running,
        "logo": _logo(publication), "attached": publication.data is not None,
        "blocks": [_block(block, page) for block in publication.blocks],
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False).encode()


def _axes(language: str) -> dict[str, str]:
    return {"likelihood": _LIKELIHOOD.text(language), "impact": _IMPACT.text(language)}


def _logo(publication: Publication) -> dict[str, Any] | None:
    logo = publication.logo
    if logo is None or logo.media_type not in _PICTURES:
        return None
    # The compiler takes no files but texts.
    return {"bytes": list(logo.content), "format": _PICTURES[logo.media_type], "words": logo.words}


def _block(block: Block, page: Page) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"is": "heading", "text": " ".join(block.text.split("\n")), "depth": block.depth}
    if isinstance(block, Paragraph):
        return {"is": "paragraph", "texts": block.text.split("\n")}
    if isinstance(block, Facts):
        return {"is": "facts", "facts": [list(fact) for fact in block.facts]}
    return _table(block, page) if isinstance(block, Table) else _matrix(block, room_of(page))


def _table(table: Table, page: Page) -> dict[str, Any]:
    widths = widths_of(table, room_of(page), page.text)
    breakers = [Breaker(width - 2 * PADDING, page.text) for width in widths]
    return {
        "is": "table", "widths": widths, "name": table.name,
        "header": list(_header(table, page.text, widths)),
        "two": any(column.over for column in table.columns),
        "numbers": [number for number, column in enumerate(table.columns) if column.number],
        "parts": [_part(part, breakers) for part in table.parts],
    }  # fmt: skip


def _header(table: Table, size: float, widths: Sequence[float]) -> Iterator[dict[str, Any]]:
    """The cells of the header, row by row: a common title over its columns, the others over two rows."""
    columns, two = table.columns, any(column.over for column in table.columns)
    title = [
        Breaker(width - 2 * PADDING, size, strong=True).broken(c.title)
        for c, width in zip(columns, widths, strict=True)
    ]
    place = 0
    while place < len(columns):
        over, first = columns[place].over, place
        while over and place + 1 < len(columns) and columns[place + 1].over == over:
            place += 1
        place += 1
        span = {"across": place - first} if over else {"down": 2} if two else {}
        whole = not over and fits(columns[first].title, widths[first], size)
        yield {"text": over or title[first], "centred": bool(over) or columns[first].number, "whole": whole, **span}
    for column, text, width in zip(columns, title, widths, strict=True):
        if column.over:
            yield {"text": text, "centred": column.number, "whole": fits(column.title, width, size)}


def _part(part: Row | Band, breakers: Sequence[Breaker]) -> Any:
    if isinstance(part, Band):
        return part.text
    return [_cell(cell, breaker) for cell, breaker in zip(part.cells, breakers, strict=True) if cell is not None]


def _cell(cell: Cell, breaker: Breaker) -> Any:
    text = breaker.broken(cell.text)
    if cell.down == 1 and cell.mark is None:
        return text
    return {"text": text, "down": cell.down} | (_mark(cell.mark) if cell.mark else {})


def _mark(mark: Mark) -> dict[str, str]:
    paint = LIGHT[mark.colour]
    return {"fill": paint.background, "ink": paint.text, "symbol": mark.symbol, "word": mark.word}


def _matrix(matrix: Matrix, room: float) -> dict[str, Any]:
    def square(likelihood: int, impact: int) -> dict[str, Any] | None:
        found = matrix.squares.get((likelihood, impact))
        if found is None:
            return None
        return {"score": found.score, "texts": list(found.texts)} | (_mark(found.mark) if found.mark else {})

    return {
        "is": "matrix", "legend": _LEGEND,
        "square": min(_SQUARE, (room - _LEGEND) / max(len(matrix.impact), 1)),
        "description": matrix.description,
        "impact": [list(step) for step in matrix.impact],
        "rows": [
            {"step": [value, word], "squares": [square(value, impact) for impact, _ in matrix.impact]}
            for value, word in reversed(matrix.likelihood)
        ],
    }  # fmt: skip
