"""A board's year, and the versions of the assessment method that years are worked with."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow


class MethodVersion(MunicipalityRow):
    """One version of an assessment method. Never changed once made: a new wording is a new number in the same series.

    `definition` is `rules.method.Method.to_data()`; `profile` is what `documents.profile.Profile.to_data()` says beyond
    it: how the municipality's own form is to be understood.
    """

    series = models.UUIDField()
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    definition = models.JSONField()
    profile = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "series", "number"], name="method_number")
        ]

    def __str__(self) -> str:
        """Name and version number."""
        return f"{self.name} ({self.number})"


class BoardYear(MunicipalityRow):
    """One board's year: the method it works with, and whether the year is still open.

    A closed year is history: no action changes it. `sample` marks invented data, which every page says aloud.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    method = models.ForeignKey(MethodVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    closed = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality", "board", "year"], name="board_year")]
