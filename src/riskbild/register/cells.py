"""A risk as a row of the exchange format, and back: printed cells on both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from riskbild.documents.exchange import ROW_TEXTS, WHOLE_ROW, ExchangeControl, ExchangeRow
from riskbild.register.derive import Scored
from riskbild.register.models import Risk, SecrecyMark

_SAME_NAME = (*ROW_TEXTS, "result", "in_plan", "follows_plan")


def fields_of(row: ExchangeRow) -> dict[str, Any]:
    """The cells of a row under the names of a risk's columns; what is not there is left out."""
    cells = {name: getattr(row, name) for name in _SAME_NAME} | {"response_text": row.response}
    return {name: value for name, value in cells.items() if value is not None}


def numbers_of(row: ExchangeRow) -> Scored:
    """The three numbers as printed."""
    return Scored(row.likelihood, row.impact, row.score)


def controls_of(row: ExchangeRow) -> list[dict[str, Any]]:
    """The controls of a row as they are stored."""
    return [{**asdict(control), "status": dict(control.status)} for control in row.controls]


def secrecy_of(row: ExchangeRow) -> dict[str, str]:
    """The secrecy marks of a row, by column; the whole row under the empty name."""
    columns = {WHOLE_ROW: "", "response": "response_text"}
    return {columns.get(name, name): paragraph for name, paragraph in row.secrecy.items()}


def row_of(risk: Risk, marks: Iterable[SecrecyMark]) -> ExchangeRow:
    """A risk as a row of printed cells. A score that only a group heading gave is derived, and so stands in none."""
    texts: dict[str, Any] = {name: getattr(risk, name) or None for name in (*ROW_TEXTS, "result")}
    return ExchangeRow(
        **texts,
        likelihood=risk.cell_likelihood,
        impact=risk.cell_impact,
        score=risk.cell_score,
        in_plan=risk.in_plan,
        follows_plan=risk.follows_plan,
        response=risk.response_text or None,
        controls=tuple(_control(control) for control in risk.controls),
        secrecy=_secrecy(marks),
    )


def _secrecy(marks: Iterable[SecrecyMark]) -> dict[str, str]:
    names = {"": WHOLE_ROW, "response_text": "response"} | {name: name for name in (*ROW_TEXTS, "result")}
    return {names[mark.field]: mark.paragraph for mark in marks if mark.field in names}


def _control(stored: Mapping[str, Any]) -> ExchangeControl:
    return ExchangeControl(**stored)
