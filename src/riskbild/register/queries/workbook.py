"""A year's risks as the rows of a workbook: what their cells say now, and which of them this person may change."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.documents.exchange import ROW_NUMBERS, ExchangeRow
from riskbild.documents.workbook.cells import RESPONSE_FIELDS, RISK_FIELDS, UNIT, text_of
from riskbild.documents.workbook.choices import RESPONSE, word_of
from riskbild.documents.workbook.difference import HereRow
from riskbild.documents.workbook.form import RISK, key_of
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.cells import row_of
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.seen import masks_for, risks_seen_by
from riskbild.register.queries.units import unit_names

_ALL = frozenset(RISK_FIELDS)
_NUMBERS = frozenset(ROW_NUMBERS)
_PRINTED = _ALL - RESPONSE_FIELDS - {UNIT}


def risk_rows(by: Actor, year: BoardYear, today: date) -> dict[str, HereRow]:
    """The year's risks that this person sees, by key, in the register's order; two queries.

    What the person must not read or may not change is `hidden`, and is not among the cells.
    """
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    risks = list(seen.order_by("position", "pk"))
    masks = masks_for(by, risks, today)
    locked, units = _Locked(by, today), unit_names(year, today)
    return {
        key_of(RISK, risk.pk): _row(risk, units, {*masks.get(risk.pk, ()), *locked.fields_of(risk)}) for risk in risks
    }


class _Locked:
    """Which fields a person may not change where a risk stands."""

    def __init__(self, by: Actor, today: date) -> None:
        access = None if isinstance(by, Operator) else access_of(by, today)
        self._edits = None if access is None else access.at(Permission.EDIT_RISK)
        self._assesses = None if access is None else access.at(Permission.ASSESS)
        self._responds = None if access is None else access.at(Permission.RESPOND)

    def fields_of(self, risk: Risk) -> Iterable[str]:
        if self._edits is None or self._assesses is None or self._responds is None:
            return ()
        texts = () if risk.node_id in self._edits else _ALL - _NUMBERS - RESPONSE_FIELDS
        numbers = () if risk.node_id in self._assesses else _NUMBERS
        return {*texts, *numbers, *(() if risk.node_id in self._responds else RESPONSE_FIELDS)}


def _row(risk: Risk, units: Mapping[UUID, str], hidden: Collection[str]) -> HereRow:
    row: ExchangeRow = row_of(risk, ())
    if "response_reason" in hidden:
        # A response is one decision: without its reason nobody can change it.
        hidden = {*hidden, *RESPONSE_FIELDS}
    cells = {name: text_of(name, getattr(row, name)) for name in _PRINTED if name not in hidden}
    decided = {
        RESPONSE: word_of(RESPONSE, risk.response), "response_reason": text_of("response_reason", risk.response_reason),
        UNIT: units.get(risk.node_id, ""),
    }  # fmt: skip
    cells |= {name: text for name, text in decided.items() if name not in hidden}
    title = "" if {"risk", "process", "description"} & set(hidden) else risk.title
    return HereRow(risk.version, cells, title, frozenset(hidden) & _ALL)
