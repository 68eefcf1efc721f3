"""What every row of a municipality has: a key made in the application, its municipality, and a version."""

from django.db import models

from riskbild.audit.ids import uuid7


class MunicipalityRow(models.Model):
    """A row of one municipality. `version` counts its changes: a save that names an older one is refused."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(
        "organisation.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
