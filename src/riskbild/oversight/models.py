"""The executive board's consolidated report over every board of a year, with its own evaluation of the whole."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.board_report import DecidedReport
from riskbild.rules.board_report_life import UNDECIDED, BoardReportState


class ConsolidatedReport(DecidedReport):
    """One version of the report; `board` is the executive board, which decides it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year", "number"], name="consolidated_report_number"),
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=models.Q(state__in=sorted(state.value for state in UNDECIDED)),
                name="consolidated_report_one_undecided",
            ),
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=models.Q(state=BoardReportState.ADOPTED.value),
                name="consolidated_report_one_in_force",
            ),
        ]
