"""A plan looked over by the checks: its items as rows of a document, and each remark back at the item it is about."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from riskbild.checks.linting import chosen, lint
from riskbild.checks.place import Part, Place
from riskbild.checks.setting import Setting
from riskbild.documents.exchange import DocumentKind, ExchangeControl, ExchangeDocument, ExchangeRow, Source
from riskbild.planning.fields import ITEM_TEXTS, WORDING
from riskbild.planning.queries.plans import PlanSeen
from riskbild.rules.finding import Finding, Severity

type Words = Mapping[str, Any]

_CONTROL_FIELDS = {
    "activity": "control", "method": "method", "control_owner": "responsible", "frequency": "frequency",
}  # fmt: skip
_BACK = {name: field for field, name in _CONTROL_FIELDS.items()}
# What the plan's own rules say already, each in its own words.
_SAID_ALREADY = ("RB105", "RB106", "RB107", "RB202", "RB203")


@dataclass
class _Row:
    """A row of the document, and the items whose controls it holds."""

    words: Words
    items: list[Words] = field(default_factory=list)


def findings_of_content(content: Mapping[str, Any], setting: Setting) -> list[Finding]:
    """What the checks say of a plan as data (`riskbild-plan/1`)."""
    return findings_in(content["items"], setting)


def findings_of_plan(plan: PlanSeen, setting: Setting) -> list[Finding]:
    """What the checks say of a plan as the person sees it; texts that are secret for them are not looked at."""
    return findings_in(_items_of(plan), setting)


def document_of_plan(plan: PlanSeen) -> ExchangeDocument:
    """The plan as a document to be checked by itself, with who performs each control beside who answers for it."""
    rows = tuple(replace(_exchange_row(row), responsible=_performer(row)) for row in _rows(_items_of(plan)))
    return _document(rows, plan.year.year)


def findings_in(items: Iterable[Words], setting: Setting) -> list[Finding]:
    """What the checks say of some items; nothing that is only for information."""
    rows = _rows(items)
    document = _document(tuple(_exchange_row(row) for row in rows), setting.year)
    remarks = lint(document, setting, chosen(ignore=_SAID_ALREADY))
    return [
        replace(remark.finding, where=_where(remark.place, rows))
        for remark in remarks
        if remark.severity is not Severity.INFO
    ]


def _items_of(plan: PlanSeen) -> list[Words]:
    return [
        {"id": str(item.id), "risks": [str(risk.id) for risk in item.risks], **item.texts}
        for item in plan.items
        if isinstance(item.texts["activity"], str)
    ]


def _document(rows: tuple[ExchangeRow, ...], year: int | None) -> ExchangeDocument:
    return ExchangeDocument(source=Source("riskbild"), kind=DocumentKind.CONTROL_PLAN, year=year, plan=rows)


def _rows(items: Iterable[Words]) -> Sequence[_Row]:
    """Items that answer the same risks in the same words are controls of one row."""
    rows: dict[object, _Row] = {}
    for item in items:
        key = (*item["risks"], *(str(item[name]) for name in WORDING))
        rows.setdefault(key, _Row(item)).items.append(item)
    return list(rows.values())


def _exchange_row(row: _Row) -> ExchangeRow:
    words: dict[str, Any] = {name: _text(row.words[name]) for name in WORDING}
    return ExchangeRow(**words, controls=tuple(_control(item) for item in row.items))


def _control(item: Words) -> ExchangeControl:
    words: dict[str, Any] = {name: _text(item[field]) for field, name in _CONTROL_FIELDS.items()}
    return ExchangeControl(**words)


def _performer(row: _Row) -> str | None:
    """Who performs the row's controls, where it is one and the same and each control has somebody who answers."""
    performers = {_text(item["performer"]) for item in row.items}
    answered = all(_text(item["control_owner"]) for item in row.items)
    return performers.pop() if answered and len(performers) == 1 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _where(place: Place, rows: Sequence[_Row]) -> str:
    """The place as the plan names it: "plan", or "item <key>.<field>"."""
    if place.part is not Part.PLAN or place.row is None:
        return "plan"
    items, name = rows[place.row - 1].items, place.field or ""
    if not name.startswith("controls["):
        return f"item {items[0]['id']}.{name if name in ITEM_TEXTS else 'activity'}"
    number, _, rest = name.removeprefix("controls[").partition("].")
    return f"item {items[int(number)]['id']}.{_BACK.get(rest, 'activity')}"
