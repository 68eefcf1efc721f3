"""One row for each stored file; its bytes lie in RISKBILD_HOME/files, see `storage`."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7


class StoredFile(models.Model):
    """A file as it came, never changed. Who may read it is for the thing that holds it to say.

    `sha256` is the checksum of its bytes in hexadecimal, `size` their number, `media_type` what its content was found
    to be. `stored_by` is empty for an operator at the server. The same bytes in one municipality are one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    stored_by = models.UUIDField(null=True, blank=True)
    stored_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality_id", "sha256"], name="stored_file_once")]
