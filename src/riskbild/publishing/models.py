"""A municipality's own layouts and Word templates, the documents kept as they were drawn, and those that are public."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7
from riskbild.documents.layout import PublishedKind
from riskbild.organisation.rows import MunicipalityRow
from riskbild.register.models import BoardYear

_KINDS = [(kind.value, kind.value) for kind in PublishedKind]


class LayoutVersion(MunicipalityRow):
    """One version of a layout. Never changed once made: a new wording is a new number in the same series.

    `node` is the board that prints by it, None for every board of the municipality. `data` is
    `documents.layout.Layout.to_data()`. The latest number of a series counts, unless it was `removed_at` a moment.
    """

    node = models.ForeignKey(
        "organisation.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    series = models.UUIDField(default=uuid7)
    number = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=30, choices=_KINDS)
    name = models.CharField(max_length=200)
    data = models.JSONField()
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "series", "number"], name="layout_number")
        ]


class WordTemplate(MunicipalityRow):
    """A municipality's Word file that documents are drawn in; `kind` empty for every kind of document."""

    node = models.ForeignKey(
        "organisation.Node", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality", "removed_at"], name="word_template_in_use")]


class FrozenDocument(MunicipalityRow):
    """A report's document as data, as it was when the report was put before the board that decides on it.

    `content` is what `sources.frozen` makes, without the report's own words, which the report itself has frozen. Every
    later drawing of the decided report starts from it.
    """

    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=30, choices=_KINDS)
    report_id = models.UUIDField()
    content = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "report_id"], name="frozen_document_report")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "board_year"], name="frozen_document_year")]


class PublishedDocument(MunicipalityRow):
    """A document as it was drawn, byte by byte, for as long as the municipality keeps it.

    `number` counts the times that a document of the kind, format and audience was kept in the year; the latest is the
    one that is shown. `plan_id` or `report_id` is the decided version it shows, None where it shows something else. The
    decision's columns are empty for what no board decides on. `masked` tells which cells were hidden and under
    which paragraph.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=_KINDS)
    format = models.CharField(max_length=10)
    public = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=500)
    plan_id = models.UUIDField(null=True, blank=True)
    report_id = models.UUIDField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    case_number = models.CharField(max_length=80, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    layout = models.ForeignKey(
        LayoutVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    template_sha256 = models.CharField(max_length=64, blank=True)
    masked = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "board_year", "kind", "format", "public", "number"], name="published_number"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality", "public", "year", "board"], name="published_public"),
            models.Index(fields=["municipality", "plan_id"], name="published_plan"),
        ]


class PublicAddress(MunicipalityRow):
    """The name under which a municipality's public documents lie; chosen once, for addresses are to last."""

    slug = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality"], name="public_address_once"),
            models.UniqueConstraint(fields=["slug"], name="public_address_slug"),
        ]


class Release(MunicipalityRow):
    """A decided document that anybody may read, until it is withdrawn with a reason.

    `number` counts the releases of the kind in the board's year; the latest that is not withdrawn is the one shown.
    `board_code` is the board's code of that day, which stands in the address. `occasion` is the key of the period that
    an interim report is about: a later period's report does not take an earlier one's place.
    """

    board = models.ForeignKey("organisation.Node", on_delete=models.PROTECT, related_name="+", db_index=False)
    board_year = models.ForeignKey(BoardYear, on_delete=models.PROTECT, related_name="+", db_index=False)
    board_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=_KINDS)
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=500)
    sample = models.BooleanField(default=False)
    plan_id = models.UUIDField(null=True, blank=True)
    report_id = models.UUIDField(null=True, blank=True)
    occasion = models.CharField(max_length=80, blank=True)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=40, blank=True)
    case_number = models.CharField(max_length=80, blank=True)
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality", "board_code", "year", "kind", "number"], name="release_number"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "board_year"], name="release_of_year")]


class ReleasedFile(MunicipalityRow):
    """One form of a released document; two releases with the same bytes share them."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="files", db_index=False)
    document = models.ForeignKey(PublishedDocument, on_delete=models.PROTECT, related_name="released", db_index=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "release", "document"], name="released_file_once")
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "document"], name="released_document")]
