"""Reports: one a control (or measure, or followed risk) and period, with its occurrences, its people and its drafts."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.period import FollowUpPeriod
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import ImportedRow, Measure, Risk
from riskbild.rules.progress import Progress
from riskbild.rules.reporting import LONGEST_WORD, OnPlan, Subject
from riskbild.rules.result import Result
from riskbild.rules.status import Status
from riskbild.rules.whose import Way


class Report(MunicipalityRow):
    """What is to be reported about one thing in one period, and what was reported.

    `lineage` is the plan item's, the risk's, or the measure's own key: it follows the same thing through periods and
    years. The wording is that of the plan, kept here as it was when it was reported. `risk` is the (first) risk that
    it is about and `also_risks` the keys of the others. `node` is whose unit it is at.

    `expected` tells that something falls due in the period; one that is not can be reported and is never late.
    `retired` is one whose control has left the plan: what it says is kept. `reported_at` is None until it is given.
    `status_word` is the municipality's own word and `status` what it stands for; `status_read` tells that the status
    was read out of a document's text, where no person has chosen it. `status_text` is what follows the word, and all
    there is in a document's cell (`rules.status_lines.printed_status`). `source` is the printed row that it came from,
    if one did, and `place` its control in that row; `version` is 1 until somebody reports.
    """

    period = models.ForeignKey(FollowUpPeriod, on_delete=models.PROTECT, related_name="reports", db_index=False)
    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Subject])
    lineage = models.UUIDField()
    position = models.PositiveIntegerField()
    risk = models.ForeignKey(Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    also_risks = models.JSONField(default=list, blank=True)
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    source = models.ForeignKey(
        ImportedRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    place = models.PositiveSmallIntegerField(null=True, blank=True)

    heading = models.TextField(blank=True)
    process = models.TextField(blank=True)
    risk_words = models.TextField(blank=True)
    activity = models.TextField(blank=True)
    method = models.TextField(blank=True)
    role = models.TextField(blank=True)
    frequency = models.TextField(blank=True)

    expected = models.BooleanField(default=True)
    retired = models.BooleanField(default=False)

    status = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Status])
    status_word = models.CharField(max_length=LONGEST_WORD, blank=True)
    status_text = models.TextField(blank=True)
    status_read = models.BooleanField(default=False)
    result = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Result])
    reason = models.TextField(blank=True)
    on_plan = models.CharField(max_length=10, blank=True, choices=[(one.value, one.value) for one in OnPlan])
    comment = models.TextField(blank=True)
    progress = models.CharField(max_length=20, blank=True, choices=[(one.value, one.value) for one in Progress])
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "period", "subject", "lineage"], name="report_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "period", "position"], name="report_order"),
            models.Index(fields=["municipality", "lineage"], name="report_history"),
            models.Index(fields=["municipality", "risk"], name="report_risk"),
            models.Index(fields=["municipality", "source"], name="report_source"),
        ]


class ReportHolder(MunicipalityRow):
    """Somebody that a report falls to, and in which way. `active` is False for who has handed it to another."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="holders", db_index=False)
    period = models.ForeignKey(FollowUpPeriod, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    active = models.BooleanField(default=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "report", "person"], name="report_holder_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "person", "period"], name="report_holder_person")]


class Occurrence(MunicipalityRow):
    """One time in the period that the control is to be done: its last day, the day it was done, and a note."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="occurrences", db_index=False)
    position = models.PositiveSmallIntegerField()
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "report", "due"], name="occurrence_once")
        ]


class ReportDraft(MunicipalityRow):
    """What one person is writing in a report, before it is given.

    `texts` is what stands in the form. One that was overwritten from another window is kept `aside`, so that nothing
    that anybody has typed is lost.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    person = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    texts = models.JSONField(default=dict)
    aside = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "report", "person"],
                condition=models.Q(aside=False),
                name="report_draft_current",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "report", "person"], name="report_draft_person")]
