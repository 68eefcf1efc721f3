"""What became of each row that was accepted: the way from a risk back to its place in the file, and the way to undo."""

from typing import ClassVar

from django.db import models

from riskbild.intake.models.intake import Intake
from riskbild.organisation.rows import MunicipalityRow


class TakenRow(MunicipalityRow):
    """A row of an accepted document and the risk that it made or changed.

    `row` is the row's key on the review page, `place` its provenance. `before` holds the cells of a risk that was
    there already, as they were; `risk_version` is the version that the import left, so that an undo can tell whether
    anybody has changed the risk since. `taken_back` says that the undo has dealt with this row.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="taken", db_index=False)
    position = models.PositiveIntegerField()
    row = models.CharField(max_length=40)
    choice = models.CharField(max_length=10)
    risk = models.ForeignKey("register.Risk", on_delete=models.PROTECT, related_name="+", db_index=False)
    risk_version = models.PositiveIntegerField()
    before = models.JSONField(default=dict, blank=True)
    place = models.JSONField(default=dict, blank=True)
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "intake", "position"], name="intake_taken_place")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "risk"], name="intake_taken_risk")]
