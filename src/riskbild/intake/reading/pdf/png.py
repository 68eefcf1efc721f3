"""Writes a picture as PNG, so that no library for pictures is needed."""

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_TRUE_COLOUR: Final = 2
_GREY: Final = 0
# Pages are mostly white: hardly smaller with more effort, and three times slower.
_EFFORT: Final = 4


def png(pixels: bytes, *, width: int, height: int, stride: int, grey: bool = False) -> bytes:
    """A PNG of rows of `stride` bytes, of which each begins with the pixels: red, green and blue, or one of grey."""
    row = width if grey else 3 * width
    # A zero before each row says that its bytes are what they are, not differences.
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, height * stride, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, _GREY if grey else _TRUE_COLOUR, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, _EFFORT)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
