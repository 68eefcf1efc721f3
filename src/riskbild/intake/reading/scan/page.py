"""A page that is a picture, as it would be if it had been printed: its rules, and the words between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import pypdfium2 as pdfium

from riskbild.intake.reading.grid import Box
from riskbild.intake.reading.pdf.lattice import lattices_of
from riskbild.intake.reading.pdf.page import Page, Word
from riskbild.intake.reading.pdf.turning import Turned
from riskbild.intake.reading.scan.grey import DOTS, WHITE, Grey, drawn
from riskbild.intake.reading.scan.ruling import LEAST_SLANT, ruling_of
from riskbild.intake.reading.scan.tesseract import Read, words_in

# Points that are left out along a cell's edges, where its rules are, and kept white around each piece.
_EDGE: Final = 1.6
_AROUND: Final = 6.0
_LEAST: Final = 4.0
# Letters of a font reach so far from their baseline, as shares of its size, where no other measure is at hand.
_CAPITAL: Final = 0.7
# Tesseract tells words apart by itself, so that any two of a line have a blank between them.
_ALWAYS: Final = -100.0
# Letters that differ in size by no more than this are of one size: a scan tells no finer.
_SAME_SIZE: Final = 0.22
_DEEP: Final = frozenset("gjpqyåÅ,;()[]|/Qµ")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the picture in dots, and where it stands in the column of pieces that is read."""

    left: int
    top: int
    right: int
    bottom: int
    placed: int


def scanned_page(page: pdfium.PdfPage, number: int) -> Page:
    """The page with what is read in its picture. Raises `OSError` where Tesseract cannot be had."""
    picture = drawn(page)
    ruling = ruling_of(picture)
    if abs(ruling.slant) >= LEAST_SLANT:
        picture = drawn(page, ruling.slant)
        ruling = ruling_of(picture)
    across, down = picture.width / picture.scale, picture.height / picture.scale
    shown = Turned(0.0, 0.0, across, down, 0)
    read = Page(number, shown, shown, scanned=True, across=list(ruling.across), down=list(ruling.down))
    pieces = list(_pieces(read, picture))
    column, placed = _in_a_column(picture, pieces)
    words = words_in(column.as_png(), DOTS)
    read.words = [word for piece, own in _by_piece(words, placed) for word in _words(own, piece, picture.scale)]
    usual = median(word.size for word in read.words) if read.words else 0.0
    for order, word in enumerate(read.words):
        word.order = order
        if abs(word.size - usual) <= _SAME_SIZE * usual:
            word.size = usual
    read.letters = sum(len(word.text) for word in read.words)
    return read


def _pieces(page: Page, picture: Grey) -> Iterator[_Piece]:
    """The cells of the page's tables, and the strips of paper above, between and below the tables."""
    boxes: list[Box] = []
    top = 0.0
    for lattice in lattices_of(page):
        boxes.append((0.0, top, page.width, lattice.ys[0]))
        boxes += [lattice.box_of(cell) for cell in sorted(lattice.cells)]
        top = max(top, lattice.ys[-1])
    boxes.append((0.0, top, page.width, page.height))
    for x0, y0, x1, y1 in boxes:
        inside = [round(edge * picture.scale) for edge in (x0 + _EDGE, y0 + _EDGE, x1 - _EDGE, y1 - _EDGE)]
        left, high, right, low = inside
        if right - left > _LEAST * picture.scale and low - high > _LEAST * picture.scale:
            yield _Piece(max(left, 0), max(high, 0), min(right, picture.width), min(low, picture.height), 0)


def _in_a_column(picture: Grey, pieces: Sequence[_Piece]) -> tuple[Grey, list[_Piece]]:
    """The pieces that have ink, below each other with white between, and where each was put."""
    around = round(_AROUND * picture.scale)
    wide = max((piece.right - piece.left for piece in pieces), default=1) + 2 * around
    blank, placed = bytes([WHITE]) * wide, []
    rows: list[bytes] = [blank] * around
    for piece in pieces:
        own = [picture.row(y)[piece.left : piece.right] for y in range(piece.top, piece.bottom)]
        inked = [number for number, row in enumerate(own) if min(row) < 100]
        if not inked:
            continue
        first, last = max(inked[0] - 2, 0), min(inked[-1] + 3, len(own))
        placed.append(_Piece(piece.left - around, piece.top + first, piece.right, piece.top + last, len(rows)))
        rows += [(blank[:around] + row).ljust(wide, b"\xff") for row in own[first:last]]
        rows += [blank] * around
    return Grey(b"".join(rows), wide, len(rows), picture.scale), placed


def _by_piece(words: Sequence[Read], placed: Sequence[_Piece]) -> Iterator[tuple[_Piece, list[Read]]]:
    for piece in placed:
        end = piece.placed + piece.bottom - piece.top
        yield piece, [word for word in words if piece.placed <= (word.y0 + word.y1) / 2 <= end]


def _words(words: Sequence[Read], piece: _Piece, scale: float) -> Iterator[Word]:
    """The words of a piece where they stand on the page, each with the baseline and the size of its line."""
    lines: dict[tuple[int, int, int], list[Read]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        flat = [word.y1 for word in line if not _DEEP & set(word.text)] or [word.y1 for word in line]
        tall = [word.y1 - word.y0 for word in line if any(map(str.isupper, word.text))]
        base = median(flat)
        size = median(tall or [word.y1 - word.y0 for word in line]) / _CAPITAL
        for word in line:
            yield Word(
                word.text,
                (word.x0 + piece.left) / scale,
                (word.x1 + piece.left) / scale,
                (base - piece.placed + piece.top) / scale,
                size / scale,
                gap=_ALWAYS,
                sure=round(word.sure, 2),
            )
