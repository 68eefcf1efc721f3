"""The municipality's rule sets, a board's settings for a year, and duties that a person has marked as done."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import BoardYear


class RuleSetVersion(MunicipalityRow):
    """One version of the municipality's rules. Never changed once made: new rules are a new number.

    `definition` is `rules.duties.RuleSet.to_data()`.
    """

    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    definition = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "number"], name="rule_set_number")]


class YearSettings(MunicipalityRow):
    """How a board works one year; a year without a row has the defaults of `rules.year_rules.YearRules`."""

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    definition = models.JSONField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "board_year"], name="year_settings")]


class DutyMark(MunicipalityRow):
    """Somebody says that a board's duty of a year was done on a day. `key` is the duty's in the rule set.

    Told by board and year, since some duties are due before anybody has opened the year.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    done_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "year", "board", "key"], name="duty_mark_once")
        ]
