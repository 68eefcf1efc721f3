"""Consolidated risk profiles: the risks that a board or an administration has chosen for a year."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.planning.terms import ProfileOrigin
from riskbild.register.models import BoardYear, Risk


class RiskProfile(MunicipalityRow):
    """The risk profile of one level in one board's year; `node` is the board itself or an administration below it."""

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "board_year", "node"], name="risk_profile")
        ]


class ProfileRisk(MunicipalityRow):
    """One chosen risk, in its order and under its group. `from_node` is who nominated it, empty where none is named."""

    profile = models.ForeignKey(RiskProfile, on_delete=models.PROTECT, related_name="risks", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    group = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=14, choices=[(one.value, one.value) for one in ProfileOrigin])
    from_node = models.ForeignKey(
        "organisation.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "profile", "risk"], name="profile_risk_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "profile", "position"], name="profile_risk_order"),
            models.Index(fields=["municipality", "risk"], name="profile_risk_risk"),
        ]
