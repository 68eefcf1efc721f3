"""Reading the outbox, choices and secret addresses. Who may is asked by whoever calls: the delivery knows no roles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from riskbild.audit.single import single
from riskbild.delivery import token
from riskbild.delivery.models import MailChoice, OutboxMessage, SecretAddress
from riskbild.delivery.terms import UNSENT, MessageState, Purpose, Rhythm


@dataclass(frozen=True)
class Choice:
    """What a person has chosen, or what holds for who has chosen nothing."""

    language: str = "sv"
    rhythm: Rhythm = Rhythm.DAILY


@dataclass(frozen=True)
class AddressSeen:
    """A live secret address without its token."""

    id: UUID
    municipality_id: UUID
    person_id: UUID
    purpose: Purpose
    scope: UUID
    made_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True)
class MessageSeen:
    """A message as the administrator sees it: never what it says, only whom it is to and what it is about."""

    id: UUID
    name: str
    address: str
    subject: str
    state: MessageState
    attempts: int
    error: str
    queued_at: datetime
    next_try_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class OutboxSeen:
    """A page of the outbox, newest first, with how many there are of each kind. `trouble` is why nothing leaves.

    `next` is the key to ask for the page after this one with.
    """

    messages: Sequence[MessageSeen]
    counts: Mapping[MessageState, int]
    trouble: str
    next: UUID | None


def choices_of(municipality_id: UUID, person_ids: Collection[UUID]) -> dict[UUID, Choice]:
    """The choices of some persons; who has made none is not among them. One query."""
    rows = MailChoice.objects.filter(municipality_id=municipality_id, person_id__in=person_ids)
    return {row.person_id: Choice(row.language, Rhythm(row.rhythm)) for row in rows}


def address_with(text: str) -> AddressSeen | None:
    """The secret address that a token opens, shut or not; None for a token of nothing. One query."""
    row_id = token.row_of(text)
    row = single(SecretAddress.objects.filter(pk=row_id)) if row_id else None
    return _address(row) if row and token.matches(text, row.digest) else None


def live_addresses(
    municipality_id: UUID, purpose: Purpose, *, person_id: UUID | None = None, scope: UUID | None = None
) -> list[AddressSeen]:
    """The open addresses of one kind, newest first: a person's, or those for one thing; one query."""
    rows = SecretAddress.objects.filter(municipality_id=municipality_id, purpose=purpose, revoked_at=None)
    if person_id is not None:
        rows = rows.filter(person_id=person_id)
    if scope is not None:
        rows = rows.filter(scope=scope)
    return [_address(row) for row in rows.order_by("-made_at", "-pk")]


def token_of(municipality_id: UUID, address_id: UUID) -> str | None:
    """The token of a live address, to be shown to its person; None where the secret key has been changed since."""
    row = single(SecretAddress.objects.filter(municipality_id=municipality_id, pk=address_id, revoked_at=None))
    return token.grow(row.pk, row.seed, row.digest) if row else None


def outbox(
    municipality_id: UUID, state: MessageState | None, *, after: UUID | None = None, size: int = 50
) -> OutboxSeen:
    """A page of the outbox, of one state or of all; three queries."""
    rows = OutboxMessage.objects.filter(municipality_id=municipality_id)
    counted = rows.values_list("state").annotate(number=Count("*"))
    counts = {MessageState(name): number for name, number in counted.order_by()}
    shown = rows if state is None else rows.filter(state=state)
    if after is not None:
        shown = shown.filter(pk__lt=after)
    found = list(shown.order_by("-pk")[: size + 1])
    waiting = rows.filter(state__in=UNSENT).exclude(error="").order_by("-next_try_at").first()
    following = found[size - 1].pk if len(found) > size else None
    return OutboxSeen([_message(row) for row in found[:size]], counts, waiting.error if waiting else "", following)


def queued_keys(municipality_id: UUID, keys: Collection[str]) -> set[str]:
    """Which of some keys have been queued; one query."""
    rows = OutboxMessage.objects.filter(municipality_id=municipality_id, key__in=keys)
    return set(rows.values_list("key", flat=True))


def _address(row: SecretAddress) -> AddressSeen:
    return AddressSeen(
        row.pk, row.municipality_id, row.person_id, Purpose(row.purpose), row.scope, row.made_at, row.revoked_at
    )


def _message(row: OutboxMessage) -> MessageSeen:
    return MessageSeen(
        id=row.pk, name=row.name, address=row.address, subject=row.subject, state=MessageState(row.state),
        attempts=row.attempts, error=row.error, queued_at=row.queued_at, next_try_at=row.next_try_at,
        ended_at=row.ended_at,
    )  # fmt: skip
