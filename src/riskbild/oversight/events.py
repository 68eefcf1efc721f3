"""The oversight's events in the trail."""

from riskbild.audit.event import event
from riskbild.rules.board_report_life import BoardReportStep

REPORT_BEGUN = event("oversight.report_begun", sv="Den samlade rapporten påbörjades", en="Consolidated report begun")
REPORT_WRITTEN = event("oversight.report_written", sv="Den samlade rapporten ändrades", en="Consolidated report edited")
REPORT_PROPOSED = event(
    "oversight.report_proposed", sv="Den samlade rapporten föreslogs", en="Consolidated report proposed"
)
REPORT_TAKEN_BACK = event(
    "oversight.report_taken_back", sv="Förslaget till samlad rapport togs tillbaka", en="Consolidated report taken back"
)
REPORT_RETURNED = event(
    "oversight.report_returned", sv="Den samlade rapporten återremitterades", en="Consolidated report returned"
)
REPORT_ADOPTED = event(
    "oversight.report_adopted", sv="Den samlade rapporten beslutades", en="Consolidated report decided"
)
REPORT_REPLACED = event(
    "oversight.report_replaced", sv="Den samlade rapporten ersattes av en senare", en="Consolidated report replaced"
)
REPORT_DROPPED = event(
    "oversight.report_dropped", sv="Utkastet till samlad rapport slopades", en="Draft consolidated report dropped"
)

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
