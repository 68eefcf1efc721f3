"""The trail's tables. No foreign keys: the trail outlives what it speaks of."""

from typing import ClassVar

from django.db import models

from riskbild.audit.ids import uuid7

GENESIS = "0" * 64


class AuditHead(models.Model):
    """The end of one municipality's chain; whoever adds to the chain holds this row."""

    municipality_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)


class AuditEvent(models.Model):
    """One event: who, when, what, on what. `digest` stands for the texts, so that these can be erased."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    name = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality_id", "seq"], name="audit_event_seq")]
        indexes: ClassVar = [models.Index(fields=["municipality_id", "subject_id", "seq"], name="audit_event_subject")]


class AuditText(models.Model):
    """The texts of one event, before and after, with the salt of their digest. Erasing them empties the row."""

    event_id = models.UUIDField(primary_key=True)
    municipality_id = models.UUIDField()
    salt = models.CharField(max_length=32)
    actor_name = models.CharField(max_length=150, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    erased = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["municipality_id", "event_id"], name="audit_text_event")]
