"""Reading the trail. Who may read it is asked by the package whose thing it is: the trail knows nobody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from riskbild.audit.event import sentence_of
from riskbild.audit.models import AuditEvent, AuditText
from riskbild.audit.prepared import Prepared
from riskbild.rules.sentence import Sentence


@dataclass(frozen=True)
class TrailEntry:
    """One line of the trail as people read it; `before` and `after` hold the fields that changed.

    `erased` tells that the texts are gone: taken away under the data protection rules, or missing altogether.
    """

    id: UUID
    seq: int
    at: datetime
    name: str
    sentence: Sentence
    actor_kind: str
    actor_id: UUID | None
    actor_name: str
    subject_type: str
    subject_id: UUID
    before: dict[str, Any]
    after: dict[str, Any]
    erased: bool


@dataclass(frozen=True)
class TrailFilter:
    """Which events are asked for; what is left empty does not narrow. `until` is not included."""

    names: Collection[str] = ()
    actor_id: UUID | None = None
    operator: bool = False
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING = TrailFilter()
_EVENT = ("id", "seq", "at", "name", "actor_kind", "actor_id", "subject_type", "subject_id")
_TEXT = ("actor_name", "before", "after", "erased")


def trail_of(municipality_id: UUID, subject_ids: Collection[UUID], *, limit: int = 50) -> list[TrailEntry]:
    """The latest events of some things with their texts, newest first; one query."""
    found = _latest(limit).rows(municipality_id, frozenset(subject_ids))
    return [_entry(AuditEvent(**dict(zip(_EVENT, row, strict=False))), _text_of(row[len(_EVENT) :])) for row in found]


@cache
def _latest(limit: int) -> Prepared[tuple[Any, ...]]:
    def rows() -> QuerySet[AuditEvent, tuple[Any, ...]]:
        texts = AuditText.objects.filter(municipality_id=OuterRef("municipality_id"), event_id=OuterRef("pk"))
        told = {f"text_{name}": Subquery(texts.values(name)[:1]) for name in _TEXT}
        return AuditEvent.objects.annotate(**told).order_by("-seq").values_list(*_EVENT, *told)

    return Prepared(rows, by=["municipality_id", "subject_id__in"], most=limit)


def events_with(municipality_id: UUID, event_ids: Collection[UUID]) -> list[TrailEntry]:
    """The events with these keys, newest first, without those of other municipalities; two queries."""
    events = AuditEvent.objects.filter(municipality_id=municipality_id, pk__in=event_ids)
    return _entries(municipality_id, list(events.order_by("-seq")))


def trail(
    municipality_id: UUID,
    wanted: TrailFilter = EVERYTHING,
    *,
    before_seq: int | None = None,
    after_seq: int | None = None,
    limit: int = 50,
) -> list[TrailEntry]:
    """A page of a municipality's trail, newest first; two queries.

    Those just older than `before_seq`, or those just newer than `after_seq`, or the newest.
    """
    events = _narrowed(AuditEvent.objects.filter(municipality_id=municipality_id), wanted)
    if after_seq is not None:
        page = list(events.filter(seq__gt=after_seq).order_by("seq")[:limit])[::-1]
    else:
        older = events if before_seq is None else events.filter(seq__lt=before_seq)
        page = list(older.order_by("-seq")[:limit])
    return _entries(municipality_id, page)


def _narrowed(events: QuerySet[AuditEvent], wanted: TrailFilter) -> QuerySet[AuditEvent]:
    if wanted.names:
        events = events.filter(name__in=wanted.names)
    if wanted.actor_id:
        events = events.filter(actor_id=wanted.actor_id)
    if wanted.operator:
        events = events.filter(actor_kind="operator")
    if wanted.since:
        events = events.filter(at__gte=wanted.since)
    if wanted.until:
        events = events.filter(at__lt=wanted.until)
    return events


def _text_of(values: Sequence[Any]) -> AuditText:
    """The texts that a query has put beside an event; gone where there are none."""
    found = dict(zip(_TEXT, values, strict=True))
    return AuditText(erased=True) if found["erased"] is None else AuditText(**found)


def _entries(municipality_id: UUID, events: list[AuditEvent]) -> list[TrailEntry]:
    texts = AuditText.objects.filter(municipality_id=municipality_id).in_bulk([event.id for event in events])
    return [_entry(event, texts.get(event.id) or AuditText(erased=True)) for event in events]


def _entry(event: AuditEvent, text: AuditText) -> TrailEntry:
    return TrailEntry(
        id=event.id,
        seq=event.seq,
        at=event.at,
        name=event.name,
        sentence=sentence_of(event.name),
        actor_kind=event.actor_kind,
        actor_id=event.actor_id,
        actor_name=text.actor_name,
        subject_type=event.subject_type,
        subject_id=event.subject_id,
        before=text.before,
        after=text.after,
        erased=text.erased,
    )
