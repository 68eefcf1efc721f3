"""Turns the bytes of a JSON file into plain data, refusing what is too large, too deep or not JSON."""

import json
import math
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NoReturn

from riskbild.documents import limits
from riskbild.documents.limits import Size
from riskbild.documents.place import Place

type Json = object

_BRACKETS: Final = b"[{]}"
_DEPTH_STEP: Final = dict(zip(_BRACKETS, (1, 1, -1, -1), strict=True))
_NOT_SHAPE: Final = bytes(set(range(256)) - set(_BRACKETS + b':"'))
_INTEGER_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Repeated:
    """Stands in the data for an object that names a field twice, so that the refusal can say where."""

    key: str


class Unfit:
    """Stands in the data for a number that is none (NaN, Infinity) or too long to be one."""


UNFIT: Final = Unfit()


def read_json(data: bytes | str, file: str, size: Size = limits.FILE) -> Json:
    """The data in a JSON file, with `Repeated` and `UNFIT` where JSON itself would let something through.

    Raises Refused when the file is larger than `size`, not UTF-8, not JSON or nested too deep.
    """
    place = Place(file)
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > size.bytes:
        megabytes = size.bytes // 1_000_000
        place.refuse(f"är större än {megabytes} MB", f"is larger than {megabytes} MB")
    text = _decoded(raw, place)
    _check_shape(raw, size.parts, place)
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=lambda _: UNFIT
        )
    except json.JSONDecodeError as error:
        _refuse_syntax(error, place)


def _decoded(raw: bytes, place: Place) -> str:
    try:
        # Windows programs begin the file with a byte order mark.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place.refuse(
            f"är inte UTF-8 (fel vid byte {error.start + 1})", f"is not UTF-8 (error at byte {error.start + 1})"
        )


def _check_shape(text: bytes, most: int, place: Place) -> None:
    """Counts the parts and their depth before parsing, which would use memory and stack for them."""
    unescaped = text.replace(b"\\\\", b"").replace(b'\\"', b"")
    # Two quotes side by side hold no bracket between them, whether they open and close a text or the reverse.
    shape = unescaped.translate(None, _NOT_SHAPE).replace(b'""', b"")
    if shape.count(b'"') > most:
        place.refuse("har för många delar", "has too many parts")
    # Every other piece between quotes is inside a text, where brackets mean nothing.
    outside = b"".join(shape.split(b'"')[::2])
    names = outside.count(b":")
    brackets = outside.replace(b":", b"")
    if max(len(brackets) // 2, names) > most:
        place.refuse("har för många delar", "has too many parts")
    if max(accumulate(map(_DEPTH_STEP.__getitem__, brackets)), default=0) > limits.DEPTH:
        place.refuse("är nästlat för djupt", "is nested too deep")


def _object(pairs: list[tuple[str, Json]]) -> Json:
    data = dict(pairs)
    if len(data) == len(pairs):
        return data
    return Repeated(Counter(key for key, _ in pairs).most_common(1)[0][0])


def _integer(text: str) -> Json:
    return int(text) if len(text) <= _INTEGER_DIGITS else UNFIT


def _number(text: str) -> Json:
    value = float(text)
    return value if math.isfinite(value) else UNFIT


def _refuse_syntax(error: json.JSONDecodeError, place: Place) -> NoReturn:
    place.refuse(
        f"är inte giltig JSON (textrad {error.lineno}, tecken {error.colno})",
        f"is not valid JSON (text line {error.lineno}, character {error.colno})",
    )
