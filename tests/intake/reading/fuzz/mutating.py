"""Changes files by chance and by seed: bytes, numbers, pieces; inside the parts of a zip, too."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Final

_ODD: Final = (
    b"0",
    b"-1",
    b"2147483648",
    b"99999999999999999999",
    b"1e400",
    b"NaN",
    b"",
    b"\0",
    b"\xff\xfe",
    b"<",
    b'"',
)
_ODD_TEXTS: Final = (
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\x0c",
    "A\u0301",
    "\U0001f600",
    "x" * 70_000,
    "\n" * 300,
    "Risk",
    "Ja",
)


def changed(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """The file with one to eight changes; a zip is mostly changed inside a part and packed again."""
    parts = _parts(data) if data.startswith(b"PK") and chance.random() < 0.85 else {}
    if parts:
        return _in_a_part(chance, parts)
    for _ in range(chance.randint(1, 8)):
        data = chance.choice(_CHANGES)(chance, data, others)
    return data


def _parts(data: bytes) -> dict[str, bytes]:
    """The parts of a zip; none if it is one no longer."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return {name: source.read(name) for name in source.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return {}


def _in_a_part(chance: random.Random, parts: dict[str, bytes]) -> bytes:
    name = chance.choice(sorted(parts))
    for _ in range(chance.randint(1, 6)):
        parts[name] = chance.choice(_CHANGES)(chance, parts[name], list(parts.values()))
    if chance.random() < 0.1:
        del parts[chance.choice(sorted(parts))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as made:
        for each, part in parts.items():
            made.writestr(zipfile.ZipInfo(each), part)
    return stream.getvalue()


def _bytes(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    told = bytearray(data)
    for _number in range(min(len(told), chance.randint(1, 5))):
        told[chance.randrange(len(told))] = chance.randrange(256)
    return bytes(told)


def _cut(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.choice((1, 10, 100, 1000)) :]


def _twice(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.choice((1, 20, 200))]
    return data[:start] + piece * chance.choice((2, 2, 3, 50)) + data[start:]


def _odd(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Puts something odd in the place of a number, or anywhere."""
    numbers = [place for place, byte in enumerate(data[:200_000]) if 48 <= byte <= 57]
    start = chance.choice(numbers) if numbers and chance.random() < 0.7 else chance.randrange(len(data) + 1)
    odd = chance.choice(_ODD) if chance.random() < 0.6 else chance.choice(_ODD_TEXTS).encode("utf-8", "surrogatepass")
    return data[:start] + odd + data[start + 1 :]


def _from_another(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, begin = chance.randrange(len(data) + 1), chance.randrange(len(other) + 1)
    length = chance.choice((10, 100, 1000))
    return data[:start] + other[begin : begin + length] + data[start:]


_CHANGES: Final[tuple[Callable[[random.Random, bytes, Sequence[bytes]], bytes], ...]] = (
    _bytes,
    _cut,
    _twice,
    _odd,
    _odd,
    _from_another,
)
