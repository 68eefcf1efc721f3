"""A year's risks as the rows of a workbook: what their cells say now, and which of them this person may change."""

from collections.abc import Collection, Iterable
from datetime import date

from riskbild.audit.actor import Operator
from riskbild.documents.exchange import ROW_NUMBERS, ExchangeRow
from riskbild.documents.workbook.cells import RISK_FIELDS, text_of
from riskbild.documents.workbook.difference import HereRow
from riskbild.documents.workbook.form import RISK, key_of
from riskbild.organisation.access import access_of
from riskbild.organisation.permissions import Actor
from riskbild.organisation.roles import Permission
from riskbild.register.cells import row_of
from riskbild.register.models import BoardYear, Risk
from riskbild.register.queries.seen import masks_for, risks_seen_by

_ALL = frozenset(RISK_FIELDS)
_NUMBERS = frozenset(ROW_NUMBERS)


def risk_rows(by: Actor, year: BoardYear, today: date) -> dict[str, HereRow]:
    """The year's risks that this person sees, by key, in the register's order; two queries.

    What the person must not read or may not change is `hidden`, and is not among the cells.
    """
    seen = risks_seen_by(by, today).filter(municipality_id=year.municipality_id, board_year=year, archived=False)
    risks = list(seen.order_by("position", "pk"))
    masks = masks_for(by, risks, today)
    locked = _Locked(by, today)
    return {key_of(RISK, risk.pk): _row(risk, {*masks.get(risk.pk, ()), *locked.fields_of(risk)}) for risk in risks}


class _Locked:
    """Which fields a person may not change where a risk stands."""

    def __init__(self, by: Actor, today: date) -> None:
        access = None if isinstance(by, Operator) else access_of(by, today)
        self._edits = None if access is None else access.at(Permission.EDIT_RISK)
        self._assesses = None if access is None else access.at(Permission.ASSESS)

    def fields_of(self, risk: Risk) -> Iterable[str]:
        if self._edits is None or self._assesses is None:
            return ()
        texts = () if risk.node_id in self._edits else _ALL - _NUMBERS
        return {*texts, *(() if risk.node_id in self._assesses else _NUMBERS)}


def _row(risk: Risk, hidden: Collection[str]) -> HereRow:
    row: ExchangeRow = row_of(risk, ())
    cells = {name: text_of(name, getattr(row, name)) for name in RISK_FIELDS if name not in hidden}
    title = "" if {"risk", "process", "description"} & set(hidden) else risk.title
    return HereRow(risk.version, cells, title, frozenset(hidden) & _ALL)
