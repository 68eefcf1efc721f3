"""Erasing texts from the trail: the chain stays whole and the erasure is itself an event."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Actor
from riskbild.audit.events import TEXTS_ERASED
from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.record import Change, record


@transaction.atomic
def erase_texts(*, by: Actor, municipality_id: UUID, event_ids: Sequence[UUID], reason: str, now: datetime) -> int:
    """Empties the texts of some events (GDPR art. 17) and records which, by whom and why; returns how many.

    An erasure itself is left as it is, since it is what tells that the texts were taken away rightly. The caller has
    asked whether this person may: the trail knows no roles.
    """
    events = AuditEvent.objects.filter(municipality_id=municipality_id, pk__in=event_ids)
    kept = events.exclude(name=TEXTS_ERASED.name).values("pk")
    rows = AuditText.objects.filter(municipality_id=municipality_id, event_id__in=kept, erased=False)
    erased = sorted(str(pk) for pk in rows.values_list("event_id", flat=True))
    rows.update(salt="", actor_name="", before={}, after={}, erased=True)
    if erased:
        after = {"events": erased, "reason": reason}
        change = Change(TEXTS_ERASED, "municipality", municipality_id, after=after)
        record(change, by=by, municipality_id=municipality_id, now=now)
    return len(erased)
