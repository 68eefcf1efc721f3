"""The follow-up's tables, a file a subject."""

from riskbild.followup.models.board_report import BoardReport
from riskbild.followup.models.deviations import Deviation, DeviationMeasure, DeviationNotice
from riskbild.followup.models.evidence import Evidence
from riskbild.followup.models.people import RoleHolder, StandIn
from riskbild.followup.models.period import FollowUpPeriod
from riskbild.followup.models.reminding import Reminded, RemindedOfMeasure, ReminderSettings
from riskbild.followup.models.report import Occurrence, Report, ReportDraft, ReportHolder
from riskbild.followup.models.samples import Sample, SampleRow

__all__ = [
    "BoardReport", "Deviation", "DeviationMeasure", "DeviationNotice", "Evidence", "FollowUpPeriod", "Occurrence",
    "Reminded", "RemindedOfMeasure", "ReminderSettings", "Report", "ReportDraft", "ReportHolder", "RoleHolder",
    "Sample", "SampleRow", "StandIn",
]  # fmt: skip
