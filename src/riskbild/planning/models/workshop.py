"""Risk workshops: each scores alone, the spread is shown, the group decides."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import Assessment, BoardYear, Risk


class Workshop(MunicipalityRow):
    """One occasion. `participants` names those who take part without signing in, as free text."""

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    participants = models.TextField(blank=True)
    alone_first = models.BooleanField(default=True)
    closed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "board_year", "held_on"], name="workshop_year")]


class WorkshopRisk(MunicipalityRow):
    """One risk on the workshop's list. `shown` opens the spread; `assessment` is what the group decided."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="risks", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    shown = models.BooleanField(default=False)
    assessment = models.ForeignKey(
        Assessment, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    participants = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "workshop", "risk"], name="workshop_risk_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "assessment"], name="workshop_assessment")]


class WorkshopScore(MunicipalityRow):
    """What one participant thinks of one risk; may be changed until the spread is shown."""

    workshop_risk = models.ForeignKey(WorkshopRisk, on_delete=models.CASCADE, related_name="scores", db_index=False)
    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    score = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "workshop_risk", "user"], name="workshop_score_once")
        ]
