"""What of a risk is secret, and under which paragraph."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models.risk import Risk


class SecrecyMark(MunicipalityRow):
    """A field of a risk, or the whole risk when `field` is empty, is secret under a paragraph of OSL (2009:400)."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="secrecy_marks", db_index=False)
    field = models.CharField(max_length=40, blank=True)
    paragraph = models.CharField(max_length=60)
    reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "risk", "field"], name="secrecy_field_once")
        ]
