"""Which layout a document is printed by: the one that has its columns, else one made of its own form."""

from collections.abc import Iterable, Sequence
from typing import Final

from riskbild.documents.exchange import ExchangeDocument, ExchangeRow
from riskbild.documents.layout import (
    Group,
    HeadingBlock,
    Join,
    Layout,
    LayoutBlock,
    LayoutColumn,
    Part,
    PublishedKind,
    Source,
    TableBlock,
    TextBlock,
    TitleBlock,
    shipped,
    shipped_names,
    standard_layout,
)
from riskbild.documents.profile import FormColumn, Profile
from riskbild.rules.heading import read_score_heading

_NARROW: Final = frozenset({"reference", "step", "likelihood", "impact", "score", "in_plan", "follows_plan"})
_WIDE: Final = frozenset({
    "risk", "description", "causes", "consequence", "existing_controls", "measures", "comment", "controls.control",
    "controls.method", "controls.status",
})  # fmt: skip
_STATUS: Final = "controls.status"


def layout_for(
    document: ExchangeDocument, profile: Profile | None, own: Iterable[Layout] = (), kind: PublishedKind | None = None
) -> Layout:
    """The layout of a document: a municipality's own for its kind, a shipped one of the same columns, one made of its
    profile's form, and last the standard one of its kind.

    `kind` is the document's own where it is not given. Of several own layouts the first that has the document's
    columns is taken, else the first.
    """
    kind = kind or PublishedKind(document.kind.value)
    fitting = [layout for layout in own if layout.kind is kind]
    same = next((layout for layout in fitting if prints(layout, document)), None)
    if same or fitting:
        return same or fitting[0]
    examples = (shipped(name) for name in shipped_names() if not name.startswith("standard-"))
    example = next((layout for layout in examples if layout.kind is kind and prints(layout, document)), None)
    if example is not None:
        return example
    if profile is not None and profile.columns and document.header:
        return layout_of_form(document, profile)
    return standard_layout(kind)


def prints(layout: Layout, document: ExchangeDocument) -> bool:
    """Whether the layout's columns have the titles that the document has, in its order."""
    titles = [_titles(table.columns, document) for table in layout.tables if table.of is Source.ROWS]
    printed = [title for title in document.header if title]
    return bool(printed) and printed in titles


def form_titles(profile: Profile, rows: Sequence[ExchangeRow]) -> tuple[str, ...]:
    """The titles that a profile's form prints over some rows, those of the periods among them."""
    titles: dict[str, None] = {}
    for column in profile.columns:
        if column.field == _STATUS and column.title:
            titles |= dict.fromkeys(column.title.replace("{period}", period) for period in _periods(rows))
        elif column.title:
            titles[column.title] = None
    return tuple(titles)


def _periods(rows: Sequence[ExchangeRow]) -> list[str]:
    return list(dict.fromkeys(period for row in rows for control in row.controls for period in control.status))


def _titles(columns: Sequence[LayoutColumn], document: ExchangeDocument) -> list[str]:
    periods = _periods(document.rows)
    titles: list[str] = []
    for column in columns:
        if column.field == _STATUS:
            titles += [column.title.replace("{period}", period) for period in periods]
        elif column.title:
            titles.append(column.title)
    return titles


def layout_of_form(document: ExchangeDocument, profile: Profile) -> Layout:
    """A layout with the columns of the document's own form, in its order and under its titles."""
    blocks: list[LayoutBlock] = [TitleBlock()] if document.title else []
    sections = [(n, one) for n, one in enumerate(document.sections, 1) if one != document.title]
    bands = {row.heading for row in document.rows}
    told = [HeadingBlock(_literal(one), n) for n, one in sections if one not in bands]
    blocks += [block for heading in told for block in (heading, TextBlock(()))]
    blocks.append(_table(Source.ROWS, "Risker", profile.columns, document))
    if document.plan:
        blocks.append(_table(Source.PLAN, "Internkontrollplan", profile.plan_columns or profile.columns, document))
    return Layout(name=profile.name, kind=PublishedKind(document.kind.value), blocks=tuple(blocks))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _table(source: Source, name: str, form: Sequence[FormColumn], document: ExchangeDocument) -> TableBlock:
    rows = document.plan if source is Source.PLAN else document.rows
    by_score = any(read_score_heading(row.heading or "") for row in rows)
    in_column = any(column.field == "heading" for column in form)
    headed = any(row.heading for row in rows) and not in_column
    group = Group("score" if by_score else "heading") if headed else None
    return TableBlock(source, name, tuple(_columns(form)), group=group)


def _columns(form: Sequence[FormColumn]) -> list[LayoutColumn]:
    """The form's columns; fields that share a printed column stand in it one after another, with their labels."""
    columns: list[LayoutColumn] = []
    for one in form:
        part = Part(one.field, one.label or "")
        title = (one.title or "") if one.field == _STATUS else _literal(one.title or "")
        if columns and one.title and columns[-1].title == title:
            last = columns[-1]
            columns[-1] = LayoutColumn((*last.parts, part), title, max(last.share, _share(one.field)))
        else:
            columns.append(LayoutColumn((part,), title, _share(one.field), join=_join(one.field)))
    return _with_row_header(columns)


def _share(field: str) -> float:
    return 0.6 if field in _NARROW else 2.0 if field in _WIDE else 1.0


def _join(field: str) -> Join:
    return (
        Join.EQUAL
        if field in {"heading", "controls.method", "controls.responsible", "controls.frequency"}
        else Join.NEVER
    )


def _with_row_header(columns: list[LayoutColumn]) -> list[LayoutColumn]:
    names = [column.field for column in columns]
    header = next((name for name in ("risk", "process", "description", "reference") if name in names), None)
    return [
        LayoutColumn(one.parts, one.title, one.share, one.over, one.field == header, one.join, one.heat)
        for one in columns
    ]
