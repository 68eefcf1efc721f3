"""What is new, changed, unchanged and gone from one year to the next, and what changed between two versions."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

type Fields = dict[str, object]


class RowChange(StrEnum):
    """What happened to a row since the year, or the version, before."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RowDifference[Key: Hashable]:
    """One row against what it was.

    `years` counts the years a row has stood unchanged, this one included; 1 for a row that is new or changed.
    `changed` holds the fields that differ, before and after.
    """

    key: Key
    change: RowChange
    years: int = 1
    changed: Mapping[str, tuple[object, object]] = field(default_factory=dict)


def difference[Key: Hashable](
    now: Mapping[Key, Fields], earlier: Sequence[Mapping[Key, Fields]]
) -> list[RowDifference[Key]]:
    """Every row of now in its order, then those that are gone in theirs.

    `earlier` holds the years before, the latest first; without any, everything is new. A row that has come back after
    a year away is new.
    """
    last = earlier[0] if earlier else {}
    rows = [_against(key, fields, earlier) for key, fields in now.items()]
    return rows + [RowDifference(key, RowChange.GONE) for key in last if key not in now]


def _against[Key: Hashable](key: Key, fields: Fields, earlier: Sequence[Mapping[Key, Fields]]) -> RowDifference[Key]:
    before = earlier[0].get(key) if earlier else None
    if before is None:
        return RowDifference(key, RowChange.NEW)
    changed = changes(before, fields)
    if changed:
        return RowDifference(key, RowChange.CHANGED, 1, changed)
    return RowDifference(key, RowChange.UNCHANGED, 1 + _years_alike(key, fields, earlier))


def _years_alike[Key: Hashable](key: Key, fields: Fields, earlier: Sequence[Mapping[Key, Fields]]) -> int:
    alike = 0
    for year in earlier:
        before = year.get(key)
        if before is None or changes(before, fields):
            break
        alike += 1
    return alike


def changes(before: Fields, after: Fields) -> dict[str, tuple[object, object]]:
    """The fields that differ, before and after, in the order they stand; white space in texts does not count."""
    found = {}
    for name in before | after:
        was, now = before.get(name), after.get(name)
        if was != now and _plain(was) != _plain(now):
            found[name] = (was, now)
    return found


def _plain(value: object) -> object:
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else value
