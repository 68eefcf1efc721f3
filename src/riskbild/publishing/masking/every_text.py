"""Every text of a document and of what is told beside it, changed by one function: no text has another way out."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from riskbild.documents.exchange import (
    CONTROL_TEXTS,
    ROW_OPTIONAL,
    ROW_TEXTS,
    ExchangeControl,
    ExchangeDocument,
    ExchangeRow,
)
from riskbild.publishing.assemble.facts import UNPRINTED, DocumentFacts, Line, RowFacts

type Change = Callable[[str, str], str]
"""Gives the new text for a text; the first argument says where it stands: "rows 3.responsible", "title"."""

_IN_TABLE: Final = re.compile(r"([a-z]+) (\d+)\.(.+)", re.DOTALL)


def place_in_table(where: str) -> tuple[str, int, str] | None:
    """The table, the row and the field that such a place names; None for what stands in no table."""
    at = _IN_TABLE.fullmatch(where)
    return (at[1], int(at[2]), at[3]) if at else None


def changed_document(document: ExchangeDocument, change: Change) -> ExchangeDocument:
    """The document with every text of it changed."""
    texts = tuple(
        replace(one, text=change("text", one.text), section=_maybe(one.section, change)) for one in document.texts
    )
    return replace(
        document,
        title=_maybe(document.title, change, "title"),
        sections=tuple(change("section", one) for one in document.sections),
        texts=texts,
        decision=_maybe(document.decision, change, "decision"),
        conclusion=_maybe(document.conclusion, change, "conclusion"),
        rows=tuple(_row(row, f"rows {number}", change) for number, row in enumerate(document.rows, 1)),
        plan=tuple(_row(row, f"plan {number}", change) for number, row in enumerate(document.plan, 1)),
    )


def changed_facts(facts: DocumentFacts, change: Change) -> DocumentFacts:
    """What is told beside the document, with every text changed that speaks of its rows."""
    return replace(
        facts,
        rows=tuple(_more(one, f"rows {number}", change) for number, one in enumerate(facts.rows, 1)),
        plan=tuple(_more(one, f"plan {number}", change) for number, one in enumerate(facts.plan, 1)),
        texts={name: change(name, text) for name, text in facts.texts.items()},
        tables={
            source: [_line(line, f"{source.value} {number}", change) for number, line in enumerate(lines, 1)]
            for source, lines in facts.tables.items()
        },
    )


def _maybe(text: str | None, change: Change, where: str = "") -> str | None:
    return None if text is None else change(where, text)


def _row(row: ExchangeRow, where: str, change: Change) -> ExchangeRow:
    cells: dict[str, Any] = {
        name: change(f"{where}.{name}", text) for name in (*ROW_TEXTS, *ROW_OPTIONAL) if (text := getattr(row, name))
    }
    controls = tuple(_control(one, f"{where}.controls[{place}]", change) for place, one in enumerate(row.controls))
    return replace(row, **cells, controls=controls)


def _control(control: ExchangeControl, where: str, change: Change) -> ExchangeControl:
    texts: dict[str, Any] = {
        name: change(f"{where}.{name}", text) for name in CONTROL_TEXTS if (text := getattr(control, name))
    }
    status = {period: _maybe(text, change, f"{where}.status.{period}") for period, text in control.status.items()}
    return replace(control, **texts, status=status)


def _more(facts: RowFacts, where: str, change: Change) -> RowFacts:
    if not facts.more:
        return facts
    more = {name: _if_printed(name, text, f"{where}.{name}", change) for name, text in facts.more.items()}
    return replace(facts, more=more)


def _line(line: Line, where: str, change: Change) -> Line:
    return {
        name: _if_printed(name, value, f"{where}.{name}", change) if isinstance(value, str) else value
        for name, value in line.items()
    }


def _if_printed(name: str, text: str, where: str, change: Change) -> str:
    return text if name.startswith(UNPRINTED) else change(where, text)
