"""What is read back of a published document is what went into it: by our own comparison, and by a second opinion.

What comes out of a register is the same publication as what comes straight from the file (`test_layouts.py`).
"""

from pathlib import Path
from typing import Any

from tests.publishing.conftest import PublishedCase
from tests.publishing.second_opinion import differences

from riskbild.documents.exchange import ExchangeDocument, to_data


def shown(document: ExchangeDocument) -> dict[str, Any]:
    """What a document says: title, year, sections, column titles, and every cell of every row, in order."""
    data = to_data(document)
    return {
        "title": document.title,
        "year": document.year,
        "sections": list(document.sections),
        "header": [title for title in document.header if title],
        "rows": filled(data["rows"]),
        "plan": filled(data["plan"]),
    }


def filled(rows: list[Any]) -> list[Any]:
    """Rows as their cells; a period that has no text and one that is not there are the same."""
    for row in rows:
        for name in ("provenance", "confidence", "secrecy"):
            row.pop(name, None)
        for control in row["controls"]:
            control["status"] = {period: text for period, text in control["status"].items() if text}
    return rows


def plan_titles(case: PublishedCase) -> list[str]:
    """The titles of the plan's columns as the case is printed, where it prints its plan beside its risks."""
    tables = case.publication.tables
    return [column.title for column in tables[-1].columns] if len(tables) > 1 else []


def check(case: PublishedCase, again: ExchangeDocument, folder: Path) -> None:
    """Fails where a document that was read differs from its case in anything that is printed."""
    assert shown(again) == shown(case.document)
    assert list(again.plan_header) == plan_titles(case)
    assert differences(again, case.name, folder) == ""
