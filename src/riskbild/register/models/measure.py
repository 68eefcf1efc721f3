"""Measures and the roles that answer for a risk: children of printed cells."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models.risk import Risk
from riskbild.rules.progress import Progress


class Measure(MunicipalityRow):
    """One measure: a paragraph of the risk's `measures` cell, with roles, a person, a deadline and progress of its own.

    An empty `roles` or `deadline` means that the risk's own cell speaks for the measure.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="measure_rows", db_index=False)
    position = models.PositiveIntegerField()
    text = models.TextField()
    roles = models.TextField(blank=True)
    person = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    deadline = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    progress = models.CharField(max_length=20, default=Progress.NOT_STARTED)
    progress_note = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "risk", "position"], name="measure_risk"),
            models.Index(fields=["municipality", "person", "progress", "due_on"], name="measure_person"),
        ]


class RiskRole(MunicipalityRow):
    """One role named in a risk's `responsible` cell, so that a list can be filtered by it."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="roles", db_index=False)
    role = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "risk", "role"], name="risk_role_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "role", "risk"], name="risk_role")]
