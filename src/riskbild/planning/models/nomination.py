"""A risk offered to the level above."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.planning.terms import NominationState
from riskbild.register.models import BoardYear, Risk


class Nomination(MunicipalityRow):
    """A unit offers a risk to a level above it, with a motive; that level takes, merges or declines it.

    `into` is the risk it was merged with: both stay in the register, and the row is the link between them both ways.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="nominations", db_index=False)
    from_node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in NominationState], default=NominationState.OPEN
    )
    motive = models.TextField(blank=True)
    nominated_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    nominated_at = models.DateTimeField()
    into = models.ForeignKey(
        Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="merged_nominations", db_index=False
    )
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "risk", "to_node"],
                condition=models.Q(state=NominationState.OPEN.value),
                name="nomination_open_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "board_year", "state", "nominated_at"], name="nomination_inbox"),
            models.Index(fields=["municipality", "risk", "nominated_at"], name="nomination_risk"),
            models.Index(fields=["municipality", "into"], name="nomination_into"),
        ]
