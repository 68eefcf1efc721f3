"""A person's saved views of the list."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow


class SavedView(MunicipalityRow):
    """A named filter with sorting, grouping and columns, kept as the list's own address query."""

    user = models.ForeignKey("organisation.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    query = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "user", "name"], name="saved_view_name")
        ]
