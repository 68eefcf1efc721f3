"""Finds the hidden rows and columns of an older Excel file (BIFF), which the library for its cells does not tell.

The container and its records as in Microsoft's open specifications [MS-CFB] and [MS-XLS]. A damaged file has none.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_NAMES: Final = ("Workbook", "Book")
_FREE: Final = 0xFFFFFFFA
_HEADER_SECTORS: Final = 109
_ENTRY: Final = 128
_STREAM: Final = 2
_SHEET, _ROW, _COLUMNS, _END = 0x85, 0x208, 0x7D, 0x0A
_NO_HEIGHT: Final = 0x20
_LAST_COLUMN: Final = 255
_MOST: Final = 2_000_000


@dataclass(slots=True)
class Hidden:
    """What a sheet does not show; rows and columns count from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_in(data: bytes) -> Mapping[str, Hidden]:
    """The hidden rows and columns of each sheet, by its name."""
    try:
        book = _workbook(data)
        starts = [body for kind, body in _records(book, 0) if kind == _SHEET]
        return {_name(body): _hidden(book, int.from_bytes(body[:4], "little")) for body in starts}
    except (struct.error, IndexError, ValueError):
        return {}


def _hidden(book: bytes, start: int) -> Hidden:
    found = Hidden()
    for kind, body in _records(book, start):
        if kind == _ROW and len(body) >= 14 and body[12] & _NO_HEIGHT:
            found.rows.add(int.from_bytes(body[:2], "little"))
        elif kind == _COLUMNS and len(body) >= 10 and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            found.columns.update(range(first, min(last, _LAST_COLUMN) + 1))
    return found


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place on, to the end of their part: kind and content."""
    while start + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, start)
        if kind == _END:
            return
        yield kind, book[start + 4 : start + 4 + length]
        start += 4 + length


def _name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + 2 * length].decode("utf-16-le", "replace") if wide else body[8 : 8 + length].decode("latin-1")


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook inside its container; small files keep theirs in the container's short sectors."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if not 128 <= size <= 4096:
        raise ValueError(size)
    table = _allocation(data, size)
    directory = _chain(data, struct.unpack_from("<I", data, 48)[0], table, size)
    for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[start : start + _ENTRY]
        name = entry[: max(int.from_bytes(entry[64:66], "little") - 2, 0)].decode("utf-16-le", "replace")
        if entry[66] == _STREAM and name in _NAMES:
            first, length = struct.unpack_from("<II", entry, 116)
            return _chain(data, first, table, size)[:length]
    raise ValueError(_NAMES)


def _allocation(data: bytes, size: int) -> list[int]:
    """For every sector the one that follows it."""
    sectors = list(struct.unpack_from(f"<{_HEADER_SECTORS}I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) // size)):
        part = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += part[:-1]
        following = part[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _FREE and len(table) < _MOST:
            table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, sector: int, table: list[int], size: int) -> bytes:
    """The sectors from one on, in order."""
    parts: list[bytes] = []
    while sector < _FREE and len(parts) <= len(data) // size:
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)
