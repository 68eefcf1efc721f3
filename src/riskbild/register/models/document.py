"""Documents taken into the register: what stood around the rows, and in which order the rows stood."""

from typing import ClassVar

from django.db import models

from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models.risk import Risk
from riskbild.register.models.year import BoardYear


class ImportedDocument(MunicipalityRow):
    """One document as it was printed, without its rows: `head` is the exchange format's `document` object and more.

    `digest` is the checksum of the whole content, so that the same document is recognised when it comes again. One
    whose import was undone is `withdrawn_at` a moment: it stays as history and is no document of the year any more.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="documents", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    title = models.TextField(blank=True)
    head = models.JSONField()
    source = models.JSONField()
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "board_year", "digest"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="document_once",
            )
        ]


class ImportedRow(MunicipalityRow):
    """One row's place in a document. A row of the risk table points to its risk; a row of the plan keeps its own cells,
    since a plan words its risks in its own way. `extra` holds the row's provenance and confidence.
    """

    document = models.ForeignKey(ImportedDocument, on_delete=models.PROTECT, related_name="rows", db_index=False)
    part = models.CharField(max_length=10)
    position = models.PositiveIntegerField()
    risk = models.ForeignKey(
        Risk, null=True, blank=True, on_delete=models.PROTECT, related_name="printed_rows", db_index=False
    )
    cells = models.JSONField(default=dict, blank=True)
    extra = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "document", "part", "position"], name="imported_row_place")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "risk"], name="imported_row_risk")]
