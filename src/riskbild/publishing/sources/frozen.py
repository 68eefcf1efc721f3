"""A document as data, complete in itself: what a report's document is drawn from once its board is to decide on it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskbild.documents.exchange import read_exchange, to_data
from riskbild.documents.layout import Source
from riskbild.documents.profile import Profile
from riskbild.publishing.assemble.facts import DocumentFacts, Line, RowFacts
from riskbild.publishing.masking.hiding import hidden_row
from riskbild.publishing.sources.asked import Sourced
from riskbild.publishing.sources.risks import marks_of
from riskbild.publishing.sources.secret_lines import (
    RISKS,
    Marks,
    hide_deviation,
    hide_measure,
    marks_together,
    risks_of,
    with_title,
)
from riskbild.rules.method import Method

FORMAT: Final = "riskbild-decided-document/1"
_OF_RISK: Final = "response_reason"
"""Only a row that is the risk itself tells of this; another shows the risk by its title."""
_HIDE: Final = {Source.DEVIATIONS: hide_deviation, Source.MEASURES: hide_measure}


def frozen(found: Sourced, municipality_id: UUID) -> str:
    """The document with its facts as JSON text. Secrets stand in it in full, with their marks beside them."""
    facts = found.facts
    marks = marks_of(municipality_id, risks=sorted(_risks(facts)))
    content = {
        "format": FORMAT,
        "document": to_data(found.document),
        "profile": found.profile.to_data(),
        "method": facts.method.to_data() if facts.method else None,
        "about": {
            "dated": facts.dated.isoformat(), "year": facts.year, "board": facts.board, "draft": facts.draft,
            "municipality": facts.municipality, "administration": facts.administration,
        },
        "figures": dict(facts.figures), "texts": dict(facts.texts),
        "rows": [asdict(replace(one, level=None)) | {"level": one.level.key if one.level else None}
                 for one in facts.rows],
        "tables": {source.value: [dict(line) for line in lines] for source, lines in facts.tables.items()},
        "marks": {str(risk): dict(found) for risk, found in marks.items()},
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def thawed(content: str, municipality_id: UUID, *, hide: bool, public: bool) -> Sourced:
    """The document again, with what has been marked secret since. With `hide` it is without what is secret.

    The rows of a `public` copy are left to the masking, which then knows what else in it must not be repeated.
    """
    data: dict[str, Any] = json.loads(content)
    document = read_exchange(json.dumps(data["document"]))
    method = Method.from_data(data["method"]) if data["method"] else None
    facts = replace(_about(data["about"]), method=method, figures=data["figures"], texts=data["texts"])
    facts = replace(
        facts, rows=tuple(_row(one, method) for one in data["rows"]),
        tables={Source(name): lines for name, lines in data["tables"].items()},
    )  # fmt: skip
    then = {UUID(risk): found for risk, found in data["marks"].items()}
    now = marks_of(municipality_id, risks=sorted(_risks(facts)))
    marks = {risk: {**then.get(risk, {}), **now.get(risk, {})} for risk in then.keys() | now.keys()}
    facts = _marked(facts, marks, hide=hide)
    found = Sourced(document, facts, Profile.from_data(data["profile"]))
    return _without_rows(found) if hide and not public else found


def holds_secrets(content: str, municipality_id: UUID) -> bool:
    """Whether anything in it was marked secret then, or has been since."""
    data = json.loads(content)
    facts = replace(
        _about(data["about"]), rows=tuple(_row(one, None) for one in data["rows"]),
        tables={Source(name): lines for name, lines in data["tables"].items()},
    )  # fmt: skip
    marked = any(one.secrecy for one in facts.rows)
    return marked or bool(data["marks"]) or bool(marks_of(municipality_id, risks=sorted(_risks(facts))))


def _about(data: Mapping[str, Any]) -> DocumentFacts:
    return DocumentFacts(**{**data, "dated": date.fromisoformat(data["dated"])})


def _row(data: Mapping[str, Any], method: Method | None) -> RowFacts:
    return RowFacts(**{**data, "level": method.level(data["level"]) if method else None})


def _risks(facts: DocumentFacts) -> set[UUID]:
    lines = [line for lines in facts.tables.values() for line in lines]
    return {risk for one in (*(facts.more for facts in facts.rows), *lines) for risk in risks_of(one)}


def _marked(facts: DocumentFacts, marks: Mapping[UUID, Marks], *, hide: bool) -> DocumentFacts:
    found = [marks_together(risks_of(one.more), marks) for one in facts.rows]
    rows = tuple(
        replace(one, secrecy={**one.secrecy, **(more if _OF_RISK in one.more else with_title(more))})
        for one, more in zip(facts.rows, found, strict=True)
    )
    tables = {
        source: [_hidden(source, line, marks_together(risks_of(line), marks)) if hide else line for line in lines]
        for source, lines in facts.tables.items()
    }
    return replace(facts, rows=rows, tables=tables)


def _hidden(source: Source, line: Line, marks: Marks) -> Line:
    hide = _HIDE.get(source)
    return hide(line, marks) if hide and RISKS in line else line


def _without_rows(found: Sourced) -> Sourced:
    """The document as somebody is given it who must not read what is marked."""
    pairs = [
        hidden_row(row, one, one.secrecy, public=True)
        for row, one in zip(found.document.rows, found.facts.rows, strict=True)
    ]
    rows, worth = tuple(row for row, _ in pairs), tuple(one for _, one in pairs)
    return replace(found, document=replace(found.document, rows=rows), facts=replace(found.facts, rows=worth))
