"""The letters that a PDF is set in: which there are, and how wide each is; read straight from the font files."""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
"""Source Sans 3 (SIL Open Font License 1.1) and, for the signs that it lacks, DejaVu Sans; licences beside them."""
FAMILIES: Final = ("Source Sans 3", "DejaVu Sans")
_TEXT, _FALLBACK = "SourceSans3-Regular.ttf", "DejaVuSans.ttf"
_STRONG: Final = "SourceSans3-SemiBold.ttf"
_SEGMENTS: Final = 4
_GROUPS: Final = 12
_DOUBLE: Final = 2


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the glyph of each letter, and each glyph's width in thousandths of the size."""

    glyphs: dict[int, int]
    widths: tuple[float, ...]

    @classmethod
    def read(cls, data: bytes) -> "Face":
        """The face in a TrueType file (ISO/IEC 14496-22: head, hhea, hmtx, cmap of format 4 or 12)."""
        tables = {
            data[at : at + 4]: struct.unpack_from(">II", data, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
        }
        (unit,) = struct.unpack_from(">H", data, tables[b"head"][0] + 18)
        (count,) = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)
        metrics = struct.unpack_from(f">{count * 2}H", data, tables[b"hmtx"][0])
        return cls(_glyphs(data, tables[b"cmap"][0]), tuple(1000 * width / unit for width in metrics[::2]))

    def width(self, letter: str) -> float | None:
        """How wide a letter is, in thousandths of the size; None if the face lacks it."""
        glyph = self.glyphs.get(ord(letter))
        return None if glyph is None else self.widths[min(glyph, len(self.widths) - 1)]


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", data, start + 2)
    found: dict[int, int] = {}
    for number in range(count):
        at = start + struct.unpack_from(">I", data, start + 4 + 8 * number + 4)[0]
        (form,) = struct.unpack_from(">H", data, at)
        if form == _GROUPS:
            found |= _grouped(data, at)
        elif form == _SEGMENTS:
            found |= _segmented(data, at)
    return found


def _grouped(data: bytes, at: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">I", data, at + 12)
    groups = (struct.unpack_from(">III", data, at + 16 + 12 * number) for number in range(count))
    return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}


def _segmented(data: bytes, at: int) -> dict[int, int]:
    count = struct.unpack_from(">H", data, at + 6)[0] // _DOUBLE
    ends, starts = at + 14, at + 16 + 2 * count
    deltas, ranges = starts + 2 * count, starts + 4 * count
    found: dict[int, int] = {}
    for number in range(count):
        step = _DOUBLE * number
        first, last, delta, shift = (
            struct.unpack_from(">H", data, at + step)[0] for at in (starts, ends, deltas, ranges)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if shift:
                (glyph,) = struct.unpack_from(">H", data, ranges + step + shift + _DOUBLE * (code - first))
            if not shift or glyph:
                found[code] = (glyph + delta) & 0xFFFF
    return {code: glyph for code, glyph in found.items() if glyph}


@cache
def face(name: str) -> Face:
    """One of the shipped faces by its file's name."""
    return Face.read((FOLDER / name).read_bytes())


@cache
def drawable() -> frozenset[str]:
    """Every letter that the shipped fonts can draw, in text and in headings alike."""
    both = face(_TEXT).glyphs.keys() & face(_STRONG).glyphs.keys()
    return frozenset(map(chr, both | face(_FALLBACK).glyphs.keys()))


@cache
def _width(letter: str, name: str) -> float:
    return face(name).width(letter) or face(_FALLBACK).width(letter) or 600.0


def width(text: str, size: float, *, strong: bool = False) -> float:
    """How wide a text is, in points, set at a size in points; kerning does not count."""
    name = _STRONG if strong else _TEXT
    return sum(_width(letter, name) for letter in text) * size / 1000
