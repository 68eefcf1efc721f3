"""Proves a chain from its first event to its last, or names the first broken link."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from uuid import UUID

from riskbild.audit.chain import digest_of
from riskbild.audit.events import TEXTS_ERASED
from riskbild.audit.models import GENESIS, AuditEvent, AuditHead, AuditText
from riskbild.audit.record import link
from riskbild.rules.sentence import Sentence

_BATCH = 500


@dataclass(frozen=True)
class Verdict:
    """What the proof of one municipality's chain gave: how many events held, and the first that did not."""

    municipality_id: UUID
    events: int
    broken_at: int | None = None
    reason: Sentence | None = None

    @property
    def whole(self) -> bool:
        """Whether every link held."""
        return self.broken_at is None


def verify_all() -> Iterator[Verdict]:
    """One verdict for each municipality that has a trail, in the order of their keys."""
    heads = set(AuditHead.objects.values_list("municipality_id", flat=True))
    # A chain whose head was removed is still a chain, and a broken one.
    orphans = set(AuditEvent.objects.values_list("municipality_id", flat=True).distinct())
    for municipality_id in sorted(heads | orphans):
        yield verify(municipality_id)


def verify(municipality_id: UUID) -> Verdict:
    """Walks one chain: numbering, links, texts against digests, erasures against their events, and the end."""
    seq, previous = 0, GENESIS
    erased = _erased_events(municipality_id)
    events = AuditEvent.objects.filter(municipality_id=municipality_id).order_by("seq").iterator(chunk_size=_BATCH)
    for batch in batched(events, _BATCH):
        texts = AuditText.objects.filter(municipality_id=municipality_id).in_bulk([event.id for event in batch])
        for event in batch:
            reason = _fault(event, seq + 1, previous) or _text_fault(event, texts.get(event.id), erased)
            if reason:
                return Verdict(municipality_id, seq, broken_at=seq + 1, reason=reason)
            seq, previous = event.seq, event.hash
    head = AuditHead.objects.filter(municipality_id=municipality_id).first()
    if head is None or (head.seq, head.hash) != (seq, previous):
        return Verdict(municipality_id, seq, broken_at=seq + 1, reason=_END_MISSING)
    return Verdict(municipality_id, seq)


def _erased_events(municipality_id: UUID) -> set[str]:
    erasures = AuditEvent.objects.filter(municipality_id=municipality_id, name=TEXTS_ERASED.name)
    texts = AuditText.objects.filter(municipality_id=municipality_id, event_id__in=erasures.values("id"))
    return {event_id for after in texts.values_list("after", flat=True) for event_id in after.get("events", ())}


def _fault(event: AuditEvent, seq: int, previous: str) -> Sentence | None:
    if event.seq != seq:
        return _MISSING
    if event.previous != previous or event.hash != link(event):
        return _CHANGED
    return None


def _text_fault(event: AuditEvent, text: AuditText | None, erased: set[str]) -> Sentence | None:
    if text is None:
        return _TEXT_MISSING
    if text.erased:
        return None if str(event.id) in erased else _TEXT_MISSING
    return None if event.digest == digest_of(text.salt, text.actor_name, text.before, text.after) else _TEXT_CHANGED


_MISSING = Sentence(sv="en händelse saknas", en="an event is missing")
_CHANGED = Sentence(sv="händelsen är ändrad", en="the event has been changed")
_TEXT_MISSING = Sentence(sv="händelsens texter saknas", en="the event's texts are missing")
_TEXT_CHANGED = Sentence(sv="händelsens texter är ändrade", en="the event's texts have been changed")
_END_MISSING = Sentence(sv="spårets slut stämmer inte", en="the end of the trail does not match")
