"""Reads the letters of a page and puts them together to words, from what is printed and where."""

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from math import hypot
from typing import Any, Final

import pypdfium2.raw as c

from riskbild.intake.reading.grid import Box

_LINE_ENDS: Final = frozenset((0x0A, 0x0D))
_BLANKS: Final = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2007, 0x2009, 0x202F, 0x3000))
_INVISIBLE: Final = frozenset((0x200B, 0x2060, 0xFEFF))
"""Signs that only say where a line may end, and where not."""
# A hyphen at the end of a line as the parser tells it, a soft one that is printed all the same, and a minus sign,
# which some producers print for a hyphen before a digit.
_HYPHENS: Final = frozenset((0x02, 0xFFFE, 0xAD, 0x2212))
_UNKNOWN: Final = "\ufffd"
_LARGEST: Final = 0x10FFFF
# Share of blanks among the characters from which a producer is taken to print them; Swedish text has 14 %.
_PRINTS_BLANKS: Final = 0.06
_GAP_WITH_BLANKS, _GAP_WITHOUT = 0.30, 0.17
# Where the parser too sees a gap, so much already parts two words, which may stand in different columns.
_GAP_IN_DOUBT: Final = 0.12
# And so much is a blank, on a line that has none printed though the page prints them.
_GAP_UNPRINTED: Final = 0.19
# Letters of a ligature stand in one and the same place.
_LIGATURE: Final = 0.01
_BACKWARDS: Final = -0.6
_ASKEW: Final = 0.18
_BOLD: Final = 600
_BOLD_NAME: Final = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_LONGEST_NAME: Final = 80
_MOST_CLIPS: Final = 12


@dataclass(slots=True)
class Run:
    """Letters of one word in the file's own coordinates.

    `quarters` says how the text is turned, clockwise from upright. What is measured in its own direction: where it
    starts, how far `along` it has come, where its baseline is, and where each letter starts and ends.
    """

    text: list[str]
    box: list[float]
    quarters: int
    start: float
    along: float
    base: float
    size: float
    strong: bool
    blank: bool = False
    clipped: bool = False
    starts: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)


@dataclass(slots=True)
class Letters:
    """The words of a page, and what was noticed on the way.

    `gap` is the share of a letter's size from which a gap is a blank that is not printed.
    """

    runs: list[Run] = field(default_factory=list)
    count: int = 0
    blanks: int = 0
    unmapped: int = 0
    right_to_left: int = 0
    gap: float = _GAP_WITH_BLANKS

    @property
    def quarters(self) -> int:
        """How most of the text is turned."""
        turned = Counter[int]()
        for run in self.runs:
            turned[run.quarters] += len(run.text)
        return turned.most_common(1)[0][0] if turned else 0


def letters_of(text_page: Any, well_within: tuple[float, float]) -> Letters:
    """The words of a page, in the order in which the file prints them.

    Words beyond the heights `well_within`, given in the file's coordinates, are asked whether they are clipped.
    """
    raw = text_page.raw
    codes = [c.FPDFText_GetUnicode(raw, number) for number in range(c.FPDFText_CountChars(raw))]
    printed = [number for number, code in enumerate(codes) if code in _BLANKS and not _made_up(raw, number)]
    reader = _Reader(raw, codes, writes_blanks=len(printed) > _PRINTS_BLANKS * len(codes))
    reader.letters.blanks = len(printed)
    reader.read(frozenset(printed), well_within)
    return reader.letters


def _made_up(raw: Any, number: int) -> bool:
    """Whether a blank was put in by the parser because of a gap, and is not in the file."""
    return int(c.FPDFText_IsGenerated(raw, number)) == 1


def _lines_without_blanks(codes: list[int], blanks: frozenset[int]) -> frozenset[int]:
    """The places of the blanks that the parser put in on lines where the file itself has none."""
    found: list[int] = []
    line: list[int] = []
    for number, code in enumerate([*codes, 0x0A]):
        if code in _BLANKS:
            line.append(number)
        elif code in _LINE_ENDS:
            found += [] if blanks.intersection(line) else line
            line = []
    return frozenset(found)


class _Reader:
    """Goes through the letters of one page."""

    def __init__(self, raw: Any, codes: list[int], *, writes_blanks: bool) -> None:
        self.letters = Letters()
        self._raw = raw
        self._codes = codes
        self.gap = self.letters.gap = _GAP_WITH_BLANKS if writes_blanks else _GAP_WITHOUT
        self._parted = self._unmapped = self._on_unblank = False
        self._run: Run | None = None
        self._name = ctypes.create_string_buffer(_LONGEST_NAME)
        self._rect = c.FS_RECTF()
        self._matrix = c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at_x, self._at_y = ctypes.c_float(), ctypes.c_float()
        self._low = self._high = 0.0
        self._places = (ctypes.byref(self._rect), ctypes.byref(self._x), ctypes.byref(self._y))

    def read(self, blanks: frozenset[int], well_within: tuple[float, float]) -> None:
        self._low, self._high = well_within
        unblank = _lines_without_blanks(self._codes, blanks)
        for number, code in enumerate(self._codes):
            if code in _LINE_ENDS:
                self._run = None
            elif code in _BLANKS:
                if number in blanks:
                    self._end_with_blank()
                self._parted = True
                self._on_unblank = number in unblank
            elif code not in _INVISIBLE:
                self._take(number, code)
                self._parted = False

    def _end_with_blank(self) -> None:
        if self._run is not None:
            self._run.blank = True
        self._run = None

    def _take(self, number: int, code: int) -> None:
        rect, x, y = self._places
        c.FPDFText_GetLooseCharBox(self._raw, number, rect)
        c.FPDFText_GetCharOrigin(self._raw, number, x, y)
        box = self._rect
        self.letters.count += 1
        run = self._run
        if run is None or not self._goes_on(run):
            self._part_from(run)
            run = self._begin(number)
        start, end = _along(run.quarters, box.left, box.bottom, box.right, box.top)
        run.text.append(self._text(code))
        run.starts.append(start)
        run.ends.append(end)
        run.along = max(run.along, end)
        reach = run.box
        reach[0], reach[1] = min(reach[0], box.left), min(reach[1], box.bottom)
        reach[2], reach[3] = max(reach[2], box.right), max(reach[3], box.top)

    def _text(self, code: int) -> str:
        if code in _HYPHENS:
            return "-"
        if code < 0x20 or code > _LARGEST or 0xD800 <= code < 0xF900:
            self.letters.unmapped += 1
            return chr(code) if 0xE000 <= code < 0xF900 else _UNKNOWN
        self.letters.unmapped += self._unmapped
        if 0x590 <= code < 0x900 and unicodedata.bidirectional(chr(code)) in {"R", "AL"}:
            self.letters.right_to_left += 1
        return chr(code)

    def _goes_on(self, run: Run) -> bool:
        """Whether the letter just measured stands close after the last one, on the same line."""
        box = self._rect
        base = _base(run.quarters, self._x.value, self._y.value)
        start = _along(run.quarters, box.left, box.bottom, box.right, box.top)[0]
        if abs(base - run.base) >= 0.15 * run.size:
            return False
        if abs(start - run.starts[-1]) < _LIGATURE:
            return True
        widest = _GAP_IN_DOUBT if self._parted else self.gap
        return _BACKWARDS * run.size < start - run.along < widest * run.size

    def _part_from(self, run: Run | None) -> None:
        """A blank after the word before, where a line has none printed and the parser sees the gap, too."""
        if run is not None and self._parted and self._on_unblank:
            box = self._rect
            start = _along(run.quarters, box.left, box.bottom, box.right, box.top)[0]
            run.blank = run.blank or start - run.along > _GAP_UNPRINTED * run.size

    def _is_bold(self, number: int) -> bool:
        """Whether the font says so by its weight or its name; subset fonts often have only the name."""
        if c.FPDFText_GetFontWeight(self._raw, number) >= _BOLD:
            return True
        length = c.FPDFText_GetFontInfo(self._raw, number, self._name, _LONGEST_NAME, None)
        return _BOLD_NAME.search(self._name.raw[: min(length, _LONGEST_NAME)]) is not None

    def _begin(self, number: int) -> Run:
        raw, box = self._raw, self._rect
        c.FPDFText_GetMatrix(raw, number, ctypes.byref(self._matrix))
        matrix = self._matrix
        size = c.FPDFText_GetFontSize(raw, number) * (hypot(matrix.c, matrix.d) or 1.0)
        quarters = _quarters(matrix.a, matrix.b)
        start = _along(quarters, box.left, box.bottom, box.right, box.top)[0]
        self._unmapped = c.FPDFText_HasUnicodeMapError(raw, number) == 1
        self._run = Run(
            [],
            [box.left, box.bottom, box.right, box.top],
            quarters,
            start,
            start,
            _base(quarters, self._x.value, self._y.value),
            size if size > 0.5 else max(box.top - box.bottom, 1.0),
            self._is_bold(number),
        )
        out_of_sight = not self._low < self._y.value < self._high and self._is_clipped(number)
        self._run.clipped = out_of_sight or _is_askew(matrix.a, matrix.b)
        self.letters.runs.append(self._run)
        return self._run

    def _is_clipped(self, number: int) -> bool:
        """Whether a letter lies wholly outside the area to which its text is clipped."""
        clip = c.FPDFPageObj_GetClipPath(c.FPDFText_GetTextObject(self._raw, number))
        for path in range(min(max(c.FPDFClipPath_CountPaths(clip), 0), _MOST_CLIPS)):
            xs, ys = [], []
            for segment in range(min(c.FPDFClipPath_CountPathSegments(clip, path), _MOST_CLIPS)):
                c.FPDFPathSegment_GetPoint(
                    c.FPDFClipPath_GetPathSegment(clip, path, segment),
                    ctypes.byref(self._at_x),
                    ctypes.byref(self._at_y),
                )
                xs.append(self._at_x.value)
                ys.append(self._at_y.value)
            box = self._rect
            if xs and (box.left > max(xs) or box.right < min(xs) or box.bottom > max(ys) or box.top < min(ys)):
                return True
        return False


def _quarters(across: float, up: float) -> int:
    """Quarter turns clockwise that make a text upright which runs in the direction given."""
    if abs(across) >= abs(up):
        return 0 if across >= 0 else 2
    return 1 if up > 0 else 3


def _is_askew(across: float, up: float) -> bool:
    """Whether a text runs neither along nor across the page, as what is stamped over it does."""
    return min(abs(across), abs(up)) > _ASKEW * max(abs(across), abs(up))


def _along(quarters: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float]:
    """From where to where a box reaches in the direction of a text."""
    match quarters:
        case 0:
            return left, right
        case 1:
            return bottom, top
        case 2:
            return -right, -left
        case _:
            return -top, -bottom


def _base(quarters: int, x: float, y: float) -> float:
    """Where a baseline is, across the direction of a text; grows downwards."""
    return (-y, x, y, -x)[quarters]


def box_of(run: Run) -> Box:
    """The upright box of a word in the file's coordinates."""
    left, bottom, right, top = run.box
    return left, bottom, right, top
