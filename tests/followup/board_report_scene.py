"""A board whose critical risks are followed, and its report begun, proposed and adopted."""

from tests.followup.scene import T1_LATE, T1_OPEN
from tests.people import OPERATOR, Town, town
from tests.planning.scene import DECISION, secretary

from riskbild.followup.actions.board_reports import (
    adopt_board_report,
    begin_board_report,
    propose_board_report,
    write_board_report,
)
from riskbild.followup.actions.periods import open_period
from riskbild.followup.actions.reporting import report
from riskbild.followup.models import BoardReport, Report
from riskbild.rules.board_report import Section, Written
from riskbild.rules.conclusion import Conclusion
from riskbild.rules.reporting import Filled, OnPlan

NOW, TODAY = T1_LATE, T1_LATE.date()
GROSS = "I nämndens bruttolista har {gross_risks:digits} risker tagits fram och bedömts."
CRITICAL = "{critical:capital} av dessa är kritiska. Alla utom {not_on_plan} bedöms följa beslutad planering."
WRITTEN = Written(
    [Section("Uppföljning {year}", f"{GROSS} {CRITICAL}")], Conclusion.IN_ESSENTIALS, "En av sju följer inte plan."
)


def followed(risks: int, code: str = "BUN", name: str = "Storsjö kommun") -> Town:
    """A board without a plan whose seven critical risks are followed as such; all but one follow their planning."""
    place = town(code, name, year=2027)
    for number in range(risks):
        likelihood = 4 if number < 7 else 1
        place.risk(f"Risk nummer {number + 1}", node=place.school, likelihood=likelihood, impact=4)
    open_period(by=OPERATOR, board_year_id=place.year.pk, key="T1", now=T1_OPEN)
    for number, one in enumerate(Report.objects.filter(period__board=place.board).order_by("position")):
        answer = OnPlan.NO if number == 3 else OnPlan.YES
        filled = Filled(on_plan=answer, comment="Arbetet är försenat." if number == 3 else "Klart.")
        report(by=OPERATOR, report_id=one.pk, version=one.version, filled=filled, now=T1_OPEN)
    return place


def begun(place: Town, written: Written = WRITTEN) -> BoardReport:
    row = begin_board_report(by=place.coordinator(), board_year_id=place.year.pk, now=NOW)
    return write_board_report(by=place.coordinator(), report_id=row.pk, version=1, written=written, now=NOW)


def proposed(place: Town, row: BoardReport) -> BoardReport:
    return propose_board_report(by=place.coordinator(), report_id=row.pk, version=row.version, now=NOW)


def adopted(place: Town, row: BoardReport) -> BoardReport:
    put = proposed(place, row)
    return adopt_board_report(by=secretary(place), report_id=row.pk, version=put.version, decision=DECISION, now=NOW)
