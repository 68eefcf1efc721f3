"""One file on its way in, what was read in it, and what people have corrected."""

from typing import ClassVar

from django.db import models

from riskbild.intake.states import IntakeState, Origin
from riskbild.organisation.rows import MunicipalityRow


class Intake(MunicipalityRow):
    """One uploaded file, or one pasted text, for a board and a year.

    `progress` of `pages` pages have been read; 0 pages means that the format has none. `refusal` is the sentence in
    both languages. `method` says which method a year that is new is to have: a `MethodVersion`'s key, or empty for
    the one that `proposed` (a profile's data, worked out from the file) describes. `reading` counts the readings: a
    correction belongs to one of them.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    origin = models.CharField(max_length=10, default=Origin.FILE)
    state = models.CharField(max_length=20, default=IntakeState.WAITING)
    progress = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(default=dict, blank=True)
    method = models.UUIDField(null=True, blank=True)
    proposed = models.JSONField(default=dict, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    reading = models.PositiveIntegerField(default=0)
    corrections_made = models.PositiveIntegerField(default=0)
    rows_read = models.PositiveIntegerField(default=0)
    document = models.UUIDField(null=True, blank=True)
    received_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    received_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "board", "-received_at"], name="intake_board"),
            models.Index(fields=["municipality", "state", "board"], name="intake_state"),
        ]

    def __str__(self) -> str:
        """The file's name."""
        return self.name


class ReadDocument(MunicipalityRow):
    """What one reading of the file found, exactly as it was read, in a row of its own: it may be large.

    `document` is the exchange format's JSON, `original` how the file looks where it has no pages to draw a picture of.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="readings", db_index=False)
    reading = models.PositiveIntegerField()
    document = models.JSONField()
    original = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "intake", "reading"], name="intake_reading_once")
        ]


class Correction(MunicipalityRow):
    """One small change that a person made to what was read; `edit` is `corrections.Edit` as data. Never changed.

    They are carried out in the order of `position`. One that was taken back stays, marked `withdrawn`.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="corrections", db_index=False)
    position = models.PositiveIntegerField()
    edit = models.JSONField()
    withdrawn = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "intake", "position"], name="intake_correction_place")
        ]
