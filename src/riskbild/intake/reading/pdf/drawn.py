"""Finds the rules and fills of a page among what it draws, however they are drawn: as lines, frames or thin boxes."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import isfinite
from typing import Any, Final

import pypdfium2.raw as c

from riskbild.intake.reading.grid import Box
from riskbild.intake.reading.pdf.page import Fill, Rule
from riskbild.intake.reading.pdf.turning import Turned

_MOST_OBJECTS: Final = 200_000
_MOST_SEGMENTS: Final = 20_000
_DEEPEST: Final = 8
_THIN: Final = 2.6
_SHORTEST: Final = 1.0
_STRAIGHT: Final = 0.6
_WHITE: Final = "FFFFFF"
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

type Matrix = tuple[float, float, float, float, float, float]
type Point = tuple[float, float]


@dataclass(slots=True)
class Drawn:
    """The rules across and down a page, its fills, and the share of it that its largest picture covers."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    white: list[tuple[bool, Rule]] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictured: float = 0.0


def drawn_on(page: Any, turned: Turned) -> Drawn:
    """What is drawn on a page."""
    reader = _Reader(turned)
    reader.read_page(page)
    return reader.found


class _Reader:
    """Goes through the objects of one page."""

    def __init__(self, turned: Turned) -> None:
        self.found = Drawn()
        self._turned = turned
        self._seen = 0
        self._numbers = [ctypes.c_float() for _ in range(4)]
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._matrix = c.FS_MATRIX()

    def read_page(self, page: Any) -> None:
        for number in range(min(c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            self._read(c.FPDFPage_GetObject(page, number), _IDENTITY, 0)

    def _read(self, item: Any, outer: Matrix, depth: int) -> None:
        self._seen += 1
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            self._read_path(item, outer)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            self._read_picture(item, outer)
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _product(self._matrix_of(item), outer)
            for number in range(c.FPDFFormObj_CountObjects(item)):
                if self._seen > _MOST_OBJECTS:
                    return
                self._read(c.FPDFFormObj_GetObject(item, number), inner, depth + 1)

    def _matrix_of(self, item: Any) -> Matrix:
        if not c.FPDFPageObj_GetMatrix(item, ctypes.byref(self._matrix)):
            return _IDENTITY
        matrix = self._matrix
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _read_picture(self, item: Any, outer: Matrix) -> None:
        x0, y0, x1, y1 = self._turned.box(*_corners(_product(self._matrix_of(item), outer)))
        share = (x1 - x0) * (y1 - y0) / max(self._turned.width * self._turned.height, 1.0)
        self.found.pictured = max(self.found.pictured, min(share, 1.0))

    def _read_path(self, item: Any, outer: Matrix) -> None:
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
        if not mode.value and not stroke.value:
            return
        matrix = _product(self._matrix_of(item), outer)
        lines = [points for points in self._lines(item, matrix) if points]
        if stroke.value and (colour := self._colour_of(item, c.FPDFPageObj_GetStrokeColor)):
            for points in lines:
                for one, other in pairwise(points):
                    self._add_rule(one, other, colour)
        if mode.value and (colour := self._colour_of(item, c.FPDFPageObj_GetFillColor)):
            for points in lines:
                self._add_fill(points, colour)

    def _lines(self, item: Any, matrix: Matrix) -> Iterator[list[Point]]:
        """The straight outlines of a path, as corners on the turned page; one with curves counts as none."""
        x, y = self._numbers[0], self._numbers[1]
        points: list[Point] = []
        curved = False
        for number in range(min(c.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
            segment = c.FPDFPath_GetPathSegment(item, number)
            kind = c.FPDFPathSegment_GetType(segment)
            c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            point = self._at_hand(self._turned.point(*_moved(matrix, x.value, y.value)))
            if kind == c.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield _bounds(points) if curved else points
                points, curved = [point], False
                continue
            curved = curved or kind == c.FPDF_SEGMENT_BEZIERTO
            points.append(point)
            if c.FPDFPathSegment_GetClose(segment):
                points.append(points[0])
        if len(points) > 1:
            yield _bounds(points) if curved else points

    def _at_hand(self, point: Point) -> Point:
        """The point, or where the way to it leaves the neighbourhood of the page: files name places millions off."""
        wide, tall = self._turned.width, self._turned.height
        x, y = (place if isfinite(place) else 0.0 for place in point)
        return min(max(x, -wide), 2 * wide), min(max(y, -tall), 2 * tall)

    def _colour_of(self, item: Any, ask: Any) -> str | None:
        """A colour as "RRGGBB"; None for one that cannot be seen."""
        if not ask(item, *(ctypes.byref(part) for part in self._colour)):
            return None
        red, green, blue, opacity = (part.value for part in self._colour)
        return f"{red:02X}{green:02X}{blue:02X}" if opacity > 12 else None

    def _add_rule(self, one: Point, other: Point, colour: str) -> None:
        across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
        if down <= _STRAIGHT and across > _SHORTEST:
            self._keep((one[1] + other[1]) / 2, one[0], other[0], colour, across=True)
        elif across <= _STRAIGHT and down > _SHORTEST:
            self._keep((one[0] + other[0]) / 2, one[1], other[1], colour, across=False)

    def _keep(self, at: float, start: float, end: float, colour: str, *, across: bool) -> None:
        rule = Rule(at, min(start, end), max(start, end))
        if colour == _WHITE:
            self.found.white.append((across, rule))
        else:
            (self.found.across if across else self.found.down).append(rule)

    def _add_fill(self, points: list[Point], colour: str) -> None:
        x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
        y0, y1 = min(y for _, y in points), max(y for _, y in points)
        wide, tall = x1 - x0, y1 - y0
        if min(wide, tall) <= _THIN and max(wide, tall) > _SHORTEST:
            if wide >= tall:
                self._keep((y0 + y1) / 2, x0, x1, colour, across=True)
            else:
                self._keep((x0 + x1) / 2, y0, y1, colour, across=False)
        elif _is_box(points, (x0, y0, x1, y1)) and wide * tall < 0.9 * self._turned.width * self._turned.height:
            self.found.fills.append(Fill((x0, y0, x1, y1), colour))


def _is_box(points: list[Point], box: Box) -> bool:
    return all(
        min(abs(x - box[0]), abs(x - box[2])) < _STRAIGHT and min(abs(y - box[1]), abs(y - box[3])) < _STRAIGHT
        for x, y in points
    )


def _bounds(points: list[Point]) -> list[Point]:
    """The corners of a shape with curves: a rounded box, if it is large."""
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    y0, y1 = min(y for _, y in points), max(y for _, y in points)
    if min(x1 - x0, y1 - y0) < 12 or len(points) > 40:
        return []
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]


def _product(first: Matrix, then: Matrix) -> Matrix:
    if then == _IDENTITY:
        return first
    a, b, cc, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, cc * g + d * i, cc * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, cc, d, e, f = matrix
    return a * x + cc * y + e, b * x + d * y + f


def _corners(matrix: Matrix) -> Box:
    """Where a picture, a square of one by one, is drawn."""
    return (*_moved(matrix, 0, 0), *_moved(matrix, 1, 1))
