"""Scores a reading against what the document holds, cell by cell: exact of the filled, spurious of the empty."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from riskbild.documents.exchange import CONTROL_TEXTS, ROW_FIELDS

type Row = Mapping[str, Any]


def folded(value: Any) -> Any:
    """A value as it is compared: white space folded, nothing for nothing."""
    if value is None or isinstance(value, bool):
        return value
    return re.sub(r"\s+", " ", str(value)).strip() or None


def cells(row: Row) -> dict[str, Any]:
    """A row as filled cells by name, its controls' too."""
    found = {name: folded(row.get(name)) for name in ROW_FIELDS}
    for place, control in enumerate(row.get("controls") or ()):
        found |= {f"controls[{place}].{name}": folded(control.get(name)) for name in CONTROL_TEXTS}
        status = control.get("status") or {}
        found |= {f"controls[{place}].status.{period}": folded(text) for period, text in status.items()}
    return {name: value for name, value in found.items() if value is not None}


def words(row: Row) -> set[str]:
    """The longer words of a row, to find it again by."""
    texts = (str(value) for value in cells(row).values() if not isinstance(value, bool))
    return set(re.findall(r"\w{4,}", " ".join(texts).lower()))


def score(read: Sequence[Row], truth: Sequence[Row]) -> tuple[int, int, int, list[str]]:
    """Filled cells of the truth, how many were read exactly, cells read that are not there, and what differs."""
    pairs = paired(read, truth)
    filled = exact = spurious = 0
    told: list[str] = []
    for place, row in enumerate(truth):
        want, got = cells(row), cells(read[pairs[place]]) if place in pairs else {}
        filled += len(want)
        exact += sum(got.get(name) == value for name, value in want.items())
        spurious += sum(name not in want for name in got)
        told += [
            f"{place}.{name}: {value!r} != {got.get(name)!r}" for name, value in want.items() if got.get(name) != value
        ]
        told += [f"{place}.{name}: nothing != {value!r}" for name, value in got.items() if name not in want]
    for place, row in enumerate(read):
        if place not in pairs.values():
            spurious += len(cells(row))
            told.append(f"extra {cells(row)}")
    return filled, exact, spurious, told


def paired(read: Sequence[Row], truth: Sequence[Row]) -> dict[int, int]:
    """Which read row is which true one, the likest first."""
    mine, theirs = [words(row) for row in read], [words(row) for row in truth]
    likeness = [
        (2 * len(a & b) / (len(a) + len(b)) - abs(i - j) * 1e-4, i, j)
        for i, a in enumerate(theirs)
        for j, b in enumerate(mine)
        if a and b
    ]
    pairs: dict[int, int] = {}
    for likely, i, j in sorted(likeness, reverse=True):
        if likely >= 0.25 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs
