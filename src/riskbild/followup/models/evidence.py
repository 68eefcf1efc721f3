"""Evidence (underlag): a stored file, what it proves, for which days, and who may read it."""

from typing import ClassVar

from django.db import models

from riskbild.followup.models.deviations import Deviation, DeviationMeasure
from riskbild.followup.models.report import Report
from riskbild.organisation.rows import MunicipalityRow


class Evidence(MunicipalityRow):
    """A file that shows something about one report, one deviation or one deviation's measure.

    It proves the days `proves_from` to `proves_to`, both counted, whenever it was added. `secrecy` is the paragraph
    that makes it secret, empty for what is open. What is removed keeps its row, with the reason; its bytes are gone.
    """

    node = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    deviation = models.ForeignKey(
        Deviation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    measure = models.ForeignKey(
        DeviationMeasure, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    proves_from = models.DateField()
    proves_to = models.DateField()
    note = models.TextField(blank=True)
    secrecy = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "organisation.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["municipality", "report"], name="evidence_report"),
            models.Index(fields=["municipality", "deviation"], name="evidence_deviation"),
            models.Index(fields=["municipality", "measure"], name="evidence_measure"),
            models.Index(fields=["municipality", "file"], name="evidence_file"),
        ]
