"""The events of boards' reports in the trail."""

from riskbild.audit.event import event
from riskbild.rules.board_report_life import BoardReportStep

REPORT_BEGUN = event("followup.board_report_begun", sv="Nämndens rapport påbörjades", en="Board's report begun")
REPORT_WRITTEN = event("followup.board_report_written", sv="Nämndens rapport ändrades", en="Board's report edited")
REPORT_PROPOSED = event("followup.board_report_proposed", sv="Nämndens rapport föreslogs", en="Board's report proposed")
REPORT_TAKEN_BACK = event(
    "followup.board_report_taken_back", sv="Förslaget till rapport togs tillbaka", en="Proposed report taken back"
)
REPORT_RETURNED = event(
    "followup.board_report_returned", sv="Nämndens rapport återremitterades", en="Board's report returned"
)
REPORT_ADOPTED = event("followup.board_report_adopted", sv="Nämnden beslutade om rapporten", en="Report decided")
REPORT_REPLACED = event(
    "followup.board_report_replaced", sv="Rapporten ersattes av en senare", en="Report replaced by a later one"
)
REPORT_DROPPED = event("followup.board_report_dropped", sv="Utkastet till rapport slopades", en="Draft report dropped")

OF_STEPS = {
    BoardReportStep.EDIT: REPORT_WRITTEN,
    BoardReportStep.PROPOSE: REPORT_PROPOSED,
    BoardReportStep.TAKE_BACK: REPORT_TAKEN_BACK,
    BoardReportStep.RETURN: REPORT_RETURNED,
    BoardReportStep.ADOPT: REPORT_ADOPTED,
    BoardReportStep.REPLACE: REPORT_REPLACED,
    BoardReportStep.DROP: REPORT_DROPPED,
}
"""What each step is told as."""
