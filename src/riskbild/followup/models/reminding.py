"""How is reminded, and of what somebody has been reminded."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.deviations import DeviationMeasure
from riskbild.followup.models.report import Report
from riskbild.organisation.rows import MunicipalityRow


class ReminderSettings(MunicipalityRow):
    """A board's own reminders, or at the root those of the whole municipality (`rules.reminders.ReminderRules`)."""

    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    definition = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "node"], name="reminder_settings_once")
        ]


class _Told(MunicipalityRow):
    """A person has been told one step about something. `due` is the last day that it was told with."""

    person = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    audience = models.CharField(max_length=12)
    step = models.CharField(max_length=20)
    due = models.DateField()
    told_at = models.DateTimeField()

    class Meta:
        abstract = True


class Reminded(_Told):
    """A person has been told one step about one report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "report", "person", "audience", "step", "due"], name="reminded_once"
            )
        ]


class RemindedOfMeasure(_Told):
    """A person has been told one step about one measure against a deviation."""

    measure = models.ForeignKey(DeviationMeasure, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "measure", "person", "audience", "step", "due"], name="reminded_of_measure_once"
            )
        ]
