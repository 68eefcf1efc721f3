"""The board's own report of a period or a year: what is written in it, how it was concluded, what was decided."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.period import FollowUpPeriod
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import BoardYear
from riskbild.rules.board_report_life import UNDECIDED, BoardReportState
from riskbild.rules.conclusion import Conclusion

_OPEN = sorted(state.value for state in UNDECIDED)


class DecidedReport(MunicipalityRow):
    """One version of a report that a board decides; `rules.board_report_life` says what may be done with it.

    `sections` and `stated` are what `rules.board_report.Written` holds. `content` is the report as data, in canonical
    JSON text: empty in a draft, whose numbers are today's; what is put before the board when it is proposed; with the
    decision and its checksum `sha256`, never changed again, once that is taken.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in BoardReportState],
        default=BoardReportState.DRAFT,
    )
    sections = models.JSONField(default=list, blank=True)
    conclusion = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Conclusion])
    motive = models.TextField(blank=True)
    stated = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True, blank=True)
    content = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    body = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    case_number = models.CharField(max_length=80, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class BoardReport(DecidedReport):
    """A board's follow-up of one period, or with no `period` and an empty `key` of the whole year."""

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(
        FollowUpPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "board_year", "key", "number"], name="board_report_number"),
            models.UniqueConstraint(
                fields=["municipality", "board_year", "key"],
                condition=models.Q(state__in=_OPEN),
                name="board_report_one_undecided",
            ),
            models.UniqueConstraint(
                fields=["municipality", "board_year", "key"],
                condition=models.Q(state=BoardReportState.ADOPTED.value),
                name="board_report_one_in_force",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "year", "board"], name="board_report_year"),
            models.Index(fields=["municipality", "period"], name="board_report_period"),
        ]
