"""Secret texts taken out of a document, and what stands in their place (offentlighets- och sekretesslagen 2009:400)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from riskbild.documents.exchange import CONTROL_TEXTS, ROW_OPTIONAL, ROW_TEXTS, WHOLE_ROW, ExchangeDocument, ExchangeRow
from riskbild.documents.layout import Source
from riskbild.publishing.assemble.facts import UNPRINTED, DocumentFacts, Line, RowFacts
from riskbild.publishing.masking.every_text import changed_document, changed_facts
from riskbild.publishing.masking.masked import MaskedCell, placeholder
from riskbild.publishing.masking.repeated import Repeated, secrets_of

_TEXTS: Final = (*ROW_TEXTS, *ROW_OPTIONAL)
_MASKED: Final = f"{UNPRINTED}masked "
"""A line keeps the paragraph of each text that is hidden in it, under the text's name with this before it."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A document and its facts without what is secret, and the cells that were hidden."""

    document: ExchangeDocument
    facts: DocumentFacts
    cells: tuple[MaskedCell, ...]


def hidden_in_line(line: Line, marks: Mapping[str, str]) -> Line:
    """A line of a table beside the rows, with what stands for those of its texts that have a paragraph here."""
    found = {name: paragraph for name, paragraph in marks.items() if line.get(name)}
    told = {f"{_MASKED}{name}": paragraph for name, paragraph in found.items()}
    return {**line, **{name: placeholder(paragraph) for name, paragraph in found.items()}, **told}


def hidden(
    document: ExchangeDocument, facts: DocumentFacts, *, public: bool, secrets: Mapping[str, str] | None = None
) -> Hidden:
    """The document without its secrets.

    In a public copy every marked text is hidden, wherever else in the document it is repeated too, and nothing is left
    of how the document was read; `secrets` are further texts that may be repeated in it, each with its paragraph. In
    the board's own, only what the reader was not given says why it is not there.
    """
    cells: list[MaskedCell] = []
    rows, worth = _part("rows", document.rows, facts.rows, cells, public=public)
    plan, plan_worth = _part("plan", document.plan, facts.plan, cells, public=public)
    known = {**(secrets or {}), **secrets_of(document.rows, facts.rows), **secrets_of(document.plan, facts.plan)}
    document = replace(document, rows=rows, plan=plan)
    facts = replace(facts, rows=worth, plan=plan_worth)
    cells += _in_lines(facts.tables)
    if public:
        document = _without_the_reading(document)
    if public and known:
        change = Repeated(known)
        document, facts = changed_document(document, change), changed_facts(facts, change)
        cells += change.cells
    return Hidden(document, facts, tuple(cells))


def _in_lines(tables: Mapping[Source, Sequence[Line]]) -> Iterator[MaskedCell]:
    """What the sources of the tables beside the rows have hidden."""
    for source, lines in tables.items():
        for number, line in enumerate(lines, 1):
            for name, paragraph in line.items():
                if name.startswith(_MASKED):
                    yield MaskedCell(source.value, number, name.removeprefix(_MASKED), str(paragraph))


def _part(
    part: str, rows: Sequence[ExchangeRow], worth: Sequence[RowFacts], cells: list[MaskedCell], *, public: bool
) -> tuple[tuple[ExchangeRow, ...], tuple[RowFacts, ...]]:
    known = len(worth) == len(rows)
    hidden_rows, hidden_worth = [], []
    for number, row in enumerate(rows, 1):
        facts = worth[number - 1] if known else RowFacts()
        marks = {**row.secrecy, **facts.secrecy}
        if marks:
            cells += [
                MaskedCell(part, number, name, paragraph)
                for name, paragraph in marks.items()
                if public or getattr(row, name, "") is None
            ]
        shown, left = hidden_row(row, facts, marks, public=public) if marks else (row, facts)
        hidden_rows.append(shown)
        hidden_worth.append(left)
    return tuple(hidden_rows), tuple(hidden_worth) if known else tuple(worth)


def hidden_row(
    row: ExchangeRow, facts: RowFacts, marks: Mapping[str, str], *, public: bool
) -> tuple[ExchangeRow, RowFacts]:
    """A row with what stands for its marked texts; not `public`, only for those that are not given."""
    if WHOLE_ROW in marks and public:
        return _whole(row, facts, placeholder(marks[WHOLE_ROW]))
    named = {name: placeholder(paragraph) for name, paragraph in marks.items() if name != WHOLE_ROW}
    cells: dict[str, Any] = {
        name: text for name, text in named.items() if name in _TEXTS and (public or getattr(row, name) is None)
    }
    more = {name: named[name] if name in named and (public or not text) else text for name, text in facts.more.items()}
    # Where a cell stood, its text stands too.
    origin: dict[str, Any] = {"provenance": None, "confidence": {}} if cells else {}
    return replace(row, **cells, **origin), replace(facts, more=more)


def _whole(row: ExchangeRow, facts: RowFacts, said: str) -> tuple[ExchangeRow, RowFacts]:
    """A row of which nothing may be read: that it is there, and why it is not told."""
    texts: dict[str, Any] = {name: said for name in _TEXTS if getattr(row, name)}
    controls = tuple(
        replace(
            control,
            **{name: said for name in CONTROL_TEXTS if getattr(control, name)},
            status={period: said if text else None for period, text in control.status.items()},
        )
        for control in row.controls
    )
    numbers: dict[str, Any] = dict.fromkeys(("likelihood", "impact", "score", "in_plan", "follows_plan"))
    emptied = replace(row, **{**numbers, **texts}, controls=controls, provenance=None, confidence={})
    return emptied, RowFacts(facts.key, facts.version, more=dict.fromkeys(facts.more, said))


def _without_the_reading(document: ExchangeDocument) -> ExchangeDocument:
    """The document without what tells how it was read: every cell stands there once more."""
    rows = tuple(replace(row, provenance=None, confidence={}) for row in document.rows)
    plan = tuple(replace(row, provenance=None, confidence={}) for row in document.plan)
    source = replace(document.source, name="riskbild", sha256=None, media_type=None, pages=None)
    return replace(document, source=source, rows=rows, plan=plan, left_out=(), findings=(), notes=())
