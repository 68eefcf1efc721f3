"""A workbook that was filled in offline and has come back."""

from typing import ClassVar

from django.db import models

from riskbild.intake.models.intake import Intake
from riskbild.organisation.rows import MunicipalityRow


class ReturnedWorkbook(MunicipalityRow):
    """What stands in it: `content` is `documents.workbook.returned.Returned` as data.

    `outcome` tells what has been taken into the register: how many rows were changed and removed, and the names of
    those that were added, so that none is added twice.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="returned", db_index=False)
    content = models.JSONField()
    outcome = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "intake"], name="returned_workbook_once")
        ]
