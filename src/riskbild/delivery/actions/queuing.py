"""Putting mail into the outbox, inside the transaction of what causes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from riskbild.delivery.letter import Letter, to_data
from riskbild.delivery.models import MailChoice, OutboxMessage
from riskbild.delivery.terms import MessageState

_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Recipient:
    """Who a message is for. `person_id` is None for an address that is no user's."""

    person_id: UUID | None
    name: str
    address: str


@dataclass(frozen=True)
class Outgoing:
    """One message. `key` is what makes it the same message if it is queued again.

    Of messages with a `topic` to one person only the newest that waits is sent. `optional` ones may be declined, and
    say how.
    """

    to: Recipient
    key: str
    letter: Letter
    topic: str = ""
    optional: bool = False
    not_before: datetime | None = None


def queue(
    *, municipality_id: UUID, to: Recipient, key: str, letter: Letter, now: datetime,
    not_before: datetime | None = None, topic: str = "", optional: bool = False,
) -> bool:  # fmt: skip
    """Queues one message; False if it has been queued before or there is no address. See `queue_all`."""
    outgoing = Outgoing(to, key, letter, topic, optional, not_before)
    return queue_all(municipality_id=municipality_id, messages=[outgoing], now=now) == 1


def queue_all(*, municipality_id: UUID, messages: Sequence[Outgoing], now: datetime) -> int:
    """Queues messages, each in the language of its person, and returns how many are new; at most five queries.

    Raises `RuntimeError` outside a transaction: mail about what was undone would lie.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Mail is queued only inside the transaction of what causes it.")
    rows = OutboxMessage.objects.filter(municipality_id=municipality_id)
    known = set(rows.filter(key__in=[one.key for one in messages]).values_list("key", flat=True))
    fresh = {one.key: one for one in messages if one.to.address and one.key not in known}
    languages = _languages(municipality_id, [one.to.person_id for one in fresh.values() if one.to.person_id])
    _replace_older(municipality_id, list(fresh.values()), now)
    made = [_row(municipality_id, one, languages, now) for one in fresh.values()]
    # Two that queue the same at the same moment: the key decides, and it is queued once.
    OutboxMessage.objects.bulk_create(made, ignore_conflicts=True, batch_size=200)
    return len(made)


def _replace_older(municipality_id: UUID, messages: Sequence[Outgoing], now: datetime) -> None:
    topics = {one.topic for one in messages if one.topic}
    for topic in topics:
        people = [one.to.person_id for one in messages if one.topic == topic and one.to.person_id]
        waiting = OutboxMessage.objects.filter(
            municipality_id=municipality_id, state=MessageState.WAITING, topic=topic, person_id__in=people
        )
        waiting.update(state=MessageState.REPLACED, content=[], ended_at=now)


def _languages(municipality_id: UUID, person_ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = MailChoice.objects.filter(municipality_id=municipality_id, person_id__in=person_ids)
    return dict(rows.values_list("person_id", "language"))


def _row(municipality_id: UUID, one: Outgoing, languages: dict[UUID, str], now: datetime) -> OutboxMessage:
    language = languages.get(one.to.person_id, "sv") if one.to.person_id else "sv"
    subject = " ".join(one.letter.subject.text(language).split())
    return OutboxMessage(
        municipality_id=municipality_id, key=one.key, topic=one.topic, person_id=one.to.person_id, name=one.to.name,
        address=one.to.address, language=language, subject=_shortened(subject), optional=one.optional,
        content=to_data(one.letter, language), queued_at=now, next_try_at=one.not_before or now,
    )  # fmt: skip


def _shortened(subject: str) -> str:
    return subject if len(subject) <= _LONGEST_SUBJECT else f"{subject[: _LONGEST_SUBJECT - 1]}…"
