"""The sample year's reports: the board's own on its latest closed period, and the executive board's on the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from riskbild.audit.actor import Operator
from riskbild.followup.actions.board_reports import begin_board_report, write_board_report
from riskbild.organisation.queries import board_with_code
from riskbild.oversight.actions import begin_consolidated_report, write_consolidated_report
from riskbild.planning.decision import Decision
from riskbild.publishing.actions.adopting import (
    adopt_board_report,
    adopt_consolidated_report,
    propose_board_report,
    propose_consolidated_report,
)
from riskbild.publishing.beginnings import consolidated_texts
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion

_DECIDED_AFTER = timedelta(days=21)


@dataclass(frozen=True)
class Followed:
    """A board's closed period that it reports on."""

    board: str
    year_id: UUID
    period_id: UUID
    closed_on: date


def add_board_report(on: Followed, data: Mapping[str, Any], by: Operator, now: datetime) -> None:
    """The board's report on a closed period, written, proposed and decided three weeks after the period closed."""
    row = begin_board_report(by=by, board_year_id=on.year_id, period_id=on.period_id, now=now)
    row = write_board_report(by=by, report_id=row.pk, version=row.version, written=_written(data), now=now)
    row = propose_board_report(by=by, report_id=row.pk, version=row.version, now=now)
    decision = Decision(on.board, min(on.closed_on + _DECIDED_AFTER, now.date()), data["paragraph"], data["case"])
    adopt_board_report(by=by, report_id=row.pk, version=row.version, decision=decision, now=now)


def add_consolidated_report(code: str, data: Mapping[str, Any], by: Operator, now: datetime) -> None:
    """The executive board's report on every board of the municipality as it stands today, decided the same day."""
    executive = board_with_code(code)
    texts = consolidated_texts(by, executive.municipality_id, now.year, now.date())
    row = begin_consolidated_report(
        by=by, municipality_id=executive.municipality_id, year=now.year, sections=texts, now=now
    )
    written = _written({**data, "sections": [(one.title, one.text) for one in texts]})
    row = write_consolidated_report(by=by, report_id=row.pk, version=row.version, written=written, now=now)
    row = propose_consolidated_report(by=by, report_id=row.pk, version=row.version, now=now)
    decision = Decision(executive.name, now.date(), data["paragraph"], data["case"])
    adopt_consolidated_report(by=by, report_id=row.pk, version=row.version, decision=decision, now=now)


def _written(data: Mapping[str, Any]) -> Written:
    sections = [Section(title, text) for title, text in data["sections"]]
    return Written(sections, Conclusion(data["conclusion"]), data["motive"])
