"""Deviations (avvikelser): what was found, how serious it is, what is done about it, and who was told."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.period import FollowUpPeriod
from riskbild.followup.models.report import Report
from riskbild.followup.models.samples import Sample
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import BoardYear
from riskbild.rules.deviation import LONGEST_TITLE, DeviationState
from riskbild.rules.duties import Told
from riskbild.rules.progress import Progress
from riskbild.rules.result import Result


class Deviation(MunicipalityRow):
    """A deviation at a unit, found in a report or otherwise.

    `lineage` is the control's, so that the same control's deviations are found through the years; None for one found
    outside the plan. `criterion` is the written criterion of its severity as it read then. `earlier` is the deviation
    that somebody has said this is again. Accepted or closed it has the reason in `outcome`.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    period = models.ForeignKey(
        FollowUpPeriod, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    sample = models.ForeignKey(
        Sample, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    lineage = models.UUIDField(null=True, blank=True)

    title = models.CharField(max_length=LONGEST_TITLE)
    description = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    severity = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Result])
    criterion = models.TextField(blank=True)
    found_on = models.DateField()
    found_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in DeviationState], default=DeviationState.NEW
    )
    outcome = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "board_year", "found_on"], name="deviation_year"),
            models.Index(fields=["municipality", "report"], name="deviation_report"),
            models.Index(fields=["municipality", "lineage"], name="deviation_lineage"),
            models.Index(fields=["municipality", "board", "year"], name="deviation_board"),
        ]


class DeviationMeasure(MunicipalityRow):
    """What is to be done about a deviation, by whom and by when; `owner` is a role, `person` who holds it."""

    deviation = models.ForeignKey(Deviation, on_delete=models.PROTECT, related_name="measures", db_index=False)
    text = models.TextField()
    owner = models.CharField(max_length=200)
    person = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    due = models.DateField()
    progress = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Progress], default=Progress.NOT_STARTED
    )
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "deviation"], name="deviation_measure_of"),
            models.Index(fields=["municipality", "person", "progress"], name="deviation_measure_whose"),
        ]


class DeviationNotice(MunicipalityRow):
    """Somebody was told at once of a major deviation, as the rule set asks; `told` is in which capacity."""

    deviation = models.ForeignKey(Deviation, on_delete=models.CASCADE, related_name="notices", db_index=False)
    told = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Told])
    person = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    told_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "deviation", "told", "person"], name="deviation_told_once")
        ]
