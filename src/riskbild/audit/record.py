"""The one way to write to the trail: inside the transaction of the change that it tells of."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from riskbild.audit.actor import Actor
from riskbild.audit.chain import canonical, digest_of, link_of
from riskbild.audit.event import Event
from riskbild.audit.models import AuditEvent, AuditHead, AuditText
from riskbild.audit.prepared import Prepared
from riskbild.audit.writing import insert, update


@dataclass(frozen=True)
class Change:
    """What happened to one thing: the event, the thing, and its texts before and after."""

    event: Event
    subject_type: str
    subject_id: UUID
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record(change: Change, *, by: Actor, municipality_id: UUID, now: datetime) -> AuditEvent:
    """Adds one event to the municipality's chain."""
    return record_all([change], by=by, municipality_id=municipality_id, now=now)[0]


def record_all(changes: Iterable[Change], *, by: Actor, municipality_id: UUID, now: datetime) -> list[AuditEvent]:
    """Adds events in order to the municipality's chain.

    Raises `RuntimeError` outside a transaction: a trail that could be kept while its change is undone would lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The trail is written only inside the transaction of the change.")
    head = _locked_head(municipality_id)
    events, texts = [], []
    for change in changes:
        text = _text_of(change, by=by, municipality_id=municipality_id)
        event = _next_event(head, change, text, by=by, now=now)
        head.seq, head.hash = event.seq, event.hash
        text.event_id = event.id
        events.append(event)
        texts.append(text)
    insert(AuditEvent, events)
    insert(AuditText, texts)
    update(head, "seq", "hash")
    return events


_HEAD = Prepared(AuditHead.objects.select_for_update, by=["municipality_id"])


def _locked_head(municipality_id: UUID) -> AuditHead:
    head = _HEAD.single(municipality_id)
    if head:
        return head
    with transaction.atomic():
        AuditHead.objects.bulk_create([AuditHead(municipality_id=municipality_id)], ignore_conflicts=True)
    return AuditHead.objects.select_for_update().get(municipality_id=municipality_id)


def _text_of(change: Change, *, by: Actor, municipality_id: UUID) -> AuditText:
    # Through JSON and back, so that what is digested is what the database will give back.
    before, after = (json.loads(canonical(dict(side))) for side in (change.before, change.after))
    name = str(by) if by.actor_kind == "operator" else ""
    return AuditText(
        municipality_id=municipality_id, salt=secrets.token_hex(16), actor_name=name, before=before, after=after
    )


def _next_event(head: AuditHead, change: Change, text: AuditText, *, by: Actor, now: datetime) -> AuditEvent:
    event = AuditEvent(
        municipality_id=head.municipality_id,
        seq=head.seq + 1,
        at=now,
        name=change.event.name,
        actor_kind=by.actor_kind,
        actor_id=by.id,
        subject_type=change.subject_type,
        subject_id=change.subject_id,
        digest=digest_of(text.salt, text.actor_name, text.before, text.after),
        previous=head.hash,
    )
    event.hash = link(event)
    return event


def link(event: AuditEvent) -> str:
    """The hash that an event's own columns give."""
    return link_of(
        municipality_id=event.municipality_id,
        seq=event.seq,
        at=event.at,
        name=event.name,
        actor_kind=event.actor_kind,
        actor_id=event.actor_id,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        digest=event.digest,
        previous=event.previous,
    )
