"""The outbox, what people have chosen about mail, and secret addresses. Persons are keys only: others know them."""

from typing import ClassVar
from uuid import UUID

from django.db import models

from riskbild.audit.ids import uuid7
from riskbild.delivery.terms import UNSENT, MessageState, Purpose, Rhythm

NOTHING = UUID(int=0)


class OutboxMessage(models.Model):
    """One mail to one person, written in the transaction of what causes it.

    `key` tells what it is about, so that it is queued once; `topic` names a kind of which only the newest waiting one
    counts. `content` is the letter in the person's language (`letter.to_data`), emptied when it has been sent: secret
    addresses in it are only named. `next_try_at` is when it is sent next or, while it is being sent, when the worker
    that has it is taken for dead.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    key = models.CharField(max_length=200)
    topic = models.CharField(max_length=60, blank=True)
    person_id = models.UUIDField(null=True, blank=True)
    name = models.CharField(max_length=150)
    address = models.CharField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    content = models.JSONField(default=list)
    optional = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in MessageState], default=MessageState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["municipality_id", "key"], name="outbox_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["municipality_id", "next_try_at"],
                condition=models.Q(state__in=sorted(UNSENT)),
                name="outbox_due",
            ),
            models.Index(fields=["municipality_id", "state", "queued_at"], name="outbox_state"),
        ]


class MailChoice(models.Model):
    """What a person has chosen: the language of their mail, and how often they want what may be declined."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    person_id = models.UUIDField()
    language = models.CharField(max_length=2, default="sv")
    rhythm = models.CharField(max_length=6, choices=[(one.value, one.value) for one in Rhythm], default=Rhythm.DAILY)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality_id", "person_id"], name="mail_choice_once")
        ]


class SecretAddress(models.Model):
    """A secret address of one person: what its token opens, and how the token is known without being stored.

    `scope` is what it is for, NOTHING for all of the person's. `seed` and `digest` are explained in `token`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality_id = models.UUIDField()
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Purpose])
    scope = models.UUIDField(default=NOTHING)
    seed = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality_id", "person_id", "purpose", "scope"],
                condition=models.Q(revoked_at=None),
                name="secret_address_live",
            )
        ]
