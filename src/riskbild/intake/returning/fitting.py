"""Which cells of a workbook the register can hold as they are filled in together: a word alone does not tell."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from riskbild.documents.workbook.cells import RESPONSE_FIELDS, UNIT
from riskbild.documents.workbook.choices import ON_PLAN, PROGRESS, RESPONSE, RESULT, STATUS, is_word, value_of_word
from riskbild.documents.workbook.difference import HereRow, RowDifference
from riskbild.documents.workbook.form import MEASURE, REPORT
from riskbild.rules.progress import FOLLOWS, Progress
from riskbild.rules.reporting import Filled, OnPlan, Subject, report_findings
from riskbild.rules.result import Result
from riskbild.rules.status import Status

_NO_ROW: Final = HereRow(0, {})


def fitting(row: RowDifference, here: Mapping[str, HereRow], units: Collection[str]) -> RowDifference:
    """The row, with each cell that cannot be taken marked as one: it is shown, and what stands here stays."""
    now = here.get(row.key, _NO_ROW).cells
    told = {**now, **{cell.field: cell.there for cell in row.cells if cell.fits}}
    filled = {MEASURE: _of_measure, REPORT: _of_report}.get(row.table)
    unfit = filled(now, told) if filled else _of_risk(told)
    if any(cell.field == UNIT and cell.there not in units for cell in row.cells):
        unfit |= {UNIT}
    cells = tuple(replace(cell, fits=cell.fits and cell.field not in unfit) for cell in row.cells)
    return replace(row, cells=cells, sure=row.sure and not (unfit and not row.key))


def filled_in(cells: Mapping[str, str]) -> Filled:
    """What a report says, out of its cells."""
    status, result, on_plan = (value_of_word(name, cells.get(name, "")) for name in (STATUS, RESULT, ON_PLAN))
    return Filled(
        status=Status(status) if status else None, text=cells.get("said.text", ""),
        result=Result(result) if result else None, reason=cells.get("said.reason", ""),
        on_plan=OnPlan(on_plan) if on_plan else None, comment=cells.get("said.comment", ""),
    )  # fmt: skip


def subject_of(cells: Mapping[str, str]) -> Subject:
    """What a report is about, by the cells that it has."""
    return Subject.CONTROL if STATUS in cells else Subject.RISK


def _of_risk(told: Mapping[str, str]) -> set[str]:
    """A response needs its reason, and a reason its response."""
    one = bool(told.get(RESPONSE)), bool(told.get("response_reason"))
    return set() if one[0] == one[1] else set(RESPONSE_FIELDS)


def _of_measure(now: Mapping[str, str], told: Mapping[str, str]) -> set[str]:
    """A measure that is done or dropped is taken up again before anything else can be said of it."""
    before, after = (value_of_word(PROGRESS, cells.get(PROGRESS, "")) for cells in (now, told))
    if not before or not after or before == after:
        return set() if after else {PROGRESS}
    return set() if Progress(after) in FOLLOWS[Progress(before)] else {PROGRESS}


def _of_report(now: Mapping[str, str], told: Mapping[str, str]) -> set[str]:
    """A report that could not be given on its own page cannot be given in a workbook either."""
    words = [name for name in (STATUS, RESULT, ON_PLAN) if name in now]
    whole = all(not told.get(name) or is_word(name, told[name]) for name in words)
    return set() if whole and not report_findings(filled_in(told), subject_of(now)) else set(told)
