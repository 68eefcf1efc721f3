"""The periods of a board's year that are followed up."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.planning.models import Plan
from riskbild.register.models import BoardYear
from riskbild.rules.period import PeriodKind
from riskbild.rules.period_life import PeriodState


class FollowUpPeriod(MunicipalityRow):
    """One period of a year; `rules.period_life` says what may be done with it in each state.

    A period of the year's rules gets a row when somebody opens it or changes its days. `key` is that of the rules
    ("T1", "Y", an own name), `printed` what documents print it as ("T1 2022"). Reporting opens on `opens`, is due on
    `due`, and ends on `closes`, from when links to it no longer work. `plan` is the version that it follows up, None
    for a year without one. `imported` marks one that came out of a document.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in PeriodKind])
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    printed = models.CharField(max_length=120)
    starts = models.DateField()
    ends = models.DateField()
    opens = models.DateField()
    due = models.DateField()
    closes = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in PeriodState], default=PeriodState.PLANNED
    )
    imported = models.BooleanField(default=False)
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "board_year", "key"], name="follow_up_period_key")
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "state", "due"], name="follow_up_period_due"),
            models.Index(fields=["municipality", "year", "board"], name="follow_up_period_board"),
        ]
