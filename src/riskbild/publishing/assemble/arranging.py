"""Which records a table takes, in what order, and which stand together under a heading."""

from collections.abc import Sequence
from itertools import groupby

from riskbild.documents.layout import Group, Only, SortKey
from riskbild.documents.layout.placeholders import Value as Filler
from riskbild.documents.layout.placeholders import filled
from riskbild.documents.layout.words import plural_of
from riskbild.publishing.assemble.records import Record
from riskbild.rules.heading import read_score_heading
from riskbild.rules.method import Method
from riskbild.rules.scale import Scale

type Grouped = tuple[str, list[Record]]


def taken(records: Sequence[Record], only: Only) -> list[Record]:
    """The records that a table asks for."""
    if only is Only.CHOSEN:
        return [record for record in records if record.values.get("in_plan") is True]
    if only is Only.CRITICAL:
        return [record for record in records if record.facts.critical]
    if only is Only.OTHERS:
        return [record for record in records if not record.facts.critical]
    return list(records)


def in_order(records: Sequence[Record], keys: Sequence[SortKey]) -> list[Record]:
    """The records sorted; those that have nothing to be sorted by stand last, and equal ones as they stood."""
    ordered = list(records)
    for key in reversed(keys):
        known = [record for record in ordered if record.sorted_by(key.by) not in {None, ""}]
        unknown = [record for record in ordered if record.sorted_by(key.by) in {None, ""}]
        known.sort(key=lambda record: _comparable(record, key.by), reverse=key.descending)
        ordered = known + unknown
    return ordered


def _comparable(record: Record, name: str) -> tuple[int, int, str]:
    value = record.sorted_by(name)
    return (1, 0, value.casefold()) if isinstance(value, str) else (0, int(value or 0), "")


def grouped(records: Sequence[Record], group: Group, method: Method | None) -> list[Grouped]:
    """The records group by group, each with its heading; groups stand as their first records do."""
    places: dict[str, int] = {}
    for record in records:
        places.setdefault(_key(record, group), len(places))
    together = sorted(records, key=lambda record: places[_key(record, group)])
    return [_with_heading(list(found), group, method) for _, found in groupby(together, lambda one: _key(one, group))]


def _key(record: Record, group: Group) -> str:
    stated = _stated(record, group)
    return f"stated {stated}" if stated else f"value {record.sorted_by(group.by)}"


def _stated(record: Record, group: Group) -> str:
    """The heading that the document itself has for the record's group."""
    heading = record.stated_heading or ""
    return heading if group.by == "score" and read_score_heading(heading) is not None else ""


def _with_heading(records: list[Record], group: Group, method: Method | None) -> Grouped:
    stated = _stated(records[0], group)
    if stated:
        return stated, records
    value = records[0].sorted_by(group.by)
    if value is None or value == "":
        return group.nothing, records
    values = _values(records, value, method)
    return filled(group.text, values) or filled(group.otherwise, values) or str(value), records


def _values(records: Sequence[Record], value: str | int, method: Method | None) -> dict[str, Filler]:
    levels = {record.facts.level.word for record in records if record.facts.level}
    values: dict[str, Filler] = {
        "value": value, "score": records[0].sorted_by("score") or "", "count": len(records),
        "level": levels.pop().lower() if len(levels) == 1 else "",
    }  # fmt: skip
    if method is not None:
        for name, scale in (("likelihood", method.likelihood), ("impact", method.impact)):
            word = _word({record.sorted_by(name) for record in records}, scale)
            values |= {name: word, f"{name}_plural": plural_of(word)}
    return values


def _word(found: set[str | int | bool | None], scale: Scale | None) -> str:
    """The word of the step that all share; empty where they do not, or where the step has none."""
    if scale is None or len(found) != 1:
        return ""
    value = found.pop()
    step = scale.step(value) if isinstance(value, int) else None
    return step.word.lower() if step else ""
