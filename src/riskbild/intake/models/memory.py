"""What a board's own form means, remembered from the last time somebody reviewed it."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow


class FormMemory(MunicipalityRow):
    """A form that the board has taken in: `signature` is a checksum of its column titles as they are compared.

    `columns` maps each printed title to the field it means, `profile` is the whole profile it was understood by.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    profile = models.JSONField(default=dict, blank=True)
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "board", "signature"], name="form_memory_once")
        ]
