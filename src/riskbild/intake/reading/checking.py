"""Looks over the rows that were read: marks what contradicts itself, looks cut off or is there twice."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from riskbild.documents.exchange import ExchangeRow
from riskbild.intake.reading.codes import Noticed, noticed
from riskbild.rules.finding import Finding, Severity

_CUT: Final = re.compile(r"(?:\b(?:och|eller|att|samt|för|som|med|av|till|på|i)|,|-)$", re.IGNORECASE)
_CHECKED: Final = ("risk", "description", "causes", "consequence", "existing_controls", "measures", "comment")


def check_rows(rows: Sequence[ExchangeRow]) -> list[Finding]:
    """What a person should look at in the rows; `where` says which sheet or table and row."""
    findings: list[Finding] = []
    seen: dict[tuple[object, ...], str] = {}
    for number, row in enumerate(rows, 1):
        where = _where(row, number)
        findings += _product(row, where)
        if row.shown_as is None and not row.controls:
            findings.append(noticed(Noticed.NO_RISK_TEXT, Severity.WARNING, where))
        if any(_CUT.search(text) for name in _CHECKED if (text := getattr(row, name))):
            findings.append(noticed(Noticed.CUT_TEXT, Severity.INFO, where))
        key = (
            row.process,
            row.risk,
            row.description,
            row.causes,
            row.measures,
            tuple(each.control for each in row.controls),
        )
        if row.risk and key in seen:
            findings.append(noticed(Noticed.TWICE_THE_SAME, Severity.INFO, where, row=seen[key]))
        seen.setdefault(key, where)
    return findings


def _where(row: ExchangeRow, number: int) -> str:
    place = row.provenance
    if place is None or place.row is None:
        return f"rad {number}"
    named = place.sheet or (f"sida {place.page}" if place.page else f"tabell {place.table}")
    return f"{named}, rad {place.row}"


def _product(row: ExchangeRow, where: str) -> Iterator[Finding]:
    if row.likelihood is None or row.impact is None or row.score is None:
        return
    if row.likelihood * row.impact != row.score:
        yield noticed(
            Noticed.PRODUCT_DIFFERS,
            Severity.WARNING,
            where,
            likelihood=row.likelihood,
            impact=row.impact,
            score=row.score,
        )
