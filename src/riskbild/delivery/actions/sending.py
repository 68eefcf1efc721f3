"""Sending what is due: each message is taken, sent outside any transaction, and its end noted.

At least once: a message is marked as sent after the mail server has taken it. Only a crash between the two, or an
answer that never came, has it sent again, under the same Message-ID. Two workers never have the same message.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.mail import EmailMultiAlternatives, mailers

from riskbild.delivery import token
from riskbild.delivery.address import place_of, places_in, with_tokens
from riskbild.delivery.backoff import MOST_ATTEMPTS, WITHOUT_SERVER, wait_after
from riskbild.delivery.envelope import Answer, answer_of, mail_of, told
from riskbild.delivery.models import OutboxMessage, SecretAddress
from riskbild.delivery.terms import UNSENT, MessageState, Purpose

LEASE = timedelta(minutes=30)
"""How long a worker has a message before it is taken for dead."""

MOST_A_RUN = 500
KEEP = timedelta(days=180)
"""How long it is remembered that a message was sent; keys are made of days and periods, and do not come back."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """What a run did: sent, put off until later, given up; and why the server could not be used, if it could not."""

    sent: int = 0
    later: int = 0
    parked: int = 0
    trouble: str = ""


class _KeyLost(Exception):
    """A token was made under a secret key that the installation no longer has."""

    def __str__(self) -> str:
        return "An address in the letter was made under a secret key that is gone; send a new reminder."


def send_due(*, municipality_ids: Iterable[UUID], now: datetime) -> Sent:
    """Sends what is due, oldest first. A server that does not answer ends the run, and everything waits."""
    done = Sent()
    mailer = mailers.default
    try:
        for municipality_id in municipality_ids:
            while done.sent + done.later + done.parked < MOST_A_RUN and not done.trouble:
                message = _taken(municipality_id, now)
                if message is None:
                    break
                done = _counted(done, *_sent(mailer, message, now))
    finally:
        _closed(mailer)
    return done


def _closed(mailer: Any) -> None:
    try:
        mailer.close()
    except Exception:  # noqa: BLE001 - what was sent is sent, however the server says goodbye
        _log.debug("The mail server did not say goodbye", exc_info=True)


def _taken(municipality_id: UUID, now: datetime) -> OutboxMessage | None:
    """The next message that is due, taken so that no other worker sends it."""
    due = OutboxMessage.objects.filter(municipality_id=municipality_id, state__in=UNSENT, next_try_at__lte=now)
    for message in due.order_by("next_try_at", "pk")[:5]:
        taken = OutboxMessage.objects.filter(
            municipality_id=municipality_id, pk=message.pk, version=message.version, state=message.state
        )
        attempts, version = message.attempts + 1, message.version + 1
        if taken.update(state=MessageState.SENDING, next_try_at=now + LEASE, attempts=attempts, version=version):
            message.attempts, message.version = attempts, version
            return message
    return None


def _sent(mailer: Any, message: OutboxMessage, now: datetime) -> tuple[Answer | None, str]:
    """Sends one message and notes how it went; the answer is None where it was sent."""
    answer, words = _tried(mailer, message)
    if answer is None:
        _note(message, state=MessageState.SENT, content=[], error="", ended_at=now)
        return None, ""
    # Whatever the error was, the next message begins with a connection of its own.
    _closed(mailer)
    if answer is Answer.TRY_AGAIN and message.attempts >= MOST_ATTEMPTS:
        answer = Answer.NEVER
    _note_failure(message, answer, words, now)
    return answer, words


def _tried(mailer: Any, message: OutboxMessage) -> tuple[Answer | None, str]:
    try:
        mailer.open()
    except Exception as error:  # noqa: BLE001 - name, network, certificate, password: no message is at fault
        return Answer.NO_SERVER, told(error)
    try:
        mailer.send_messages([_mail(message)])
    except Exception as error:  # noqa: BLE001 - whatever it is must not stop the others, and is told
        return answer_of(error), told(error)
    return None, ""


def _note_failure(message: OutboxMessage, answer: Answer, words: str, now: datetime) -> None:
    match answer:
        case Answer.NEVER:
            _log.warning("message %s is parked: %s", message.pk, words)
            _note(message, state=MessageState.PARKED, error=words, ended_at=now)
        case Answer.TRY_AGAIN:
            later = now + wait_after(message.attempts)
            _note(message, state=MessageState.WAITING, error=words, next_try_at=later)
        case Answer.NO_SERVER:
            # What the server never heard of does not count against the message, however long it lasts.
            later, attempts = now + WITHOUT_SERVER, message.attempts - 1
            _note(message, state=MessageState.WAITING, error=words, next_try_at=later, attempts=attempts)


def _note(message: OutboxMessage, **columns: Any) -> None:
    """Notes the end of an attempt, unless another worker has taken the message since."""
    row = OutboxMessage.objects.filter(
        municipality_id=message.municipality_id, pk=message.pk, version=message.version, state=MessageState.SENDING
    )
    row.update(version=message.version + 1, **columns)


def _mail(message: OutboxMessage) -> EmailMultiAlternatives:
    """The mail, with the tokens of its secret addresses in their places."""
    decline = _decline(message, message.person_id) if message.optional and message.person_id else None
    named = {one for block in message.content for one in places_in(block.get("address", ""))}
    rows = SecretAddress.objects.filter(municipality_id=message.municipality_id, pk__in=named)
    tokens = {row.pk: _token(row) for row in rows}
    for block in message.content:
        if "address" in block:
            block["address"] = with_tokens(block["address"], tokens)
    return mail_of(message, decline=decline)


def _decline(message: OutboxMessage, person_id: UUID) -> str | None:
    row = SecretAddress.objects.filter(
        municipality_id=message.municipality_id, person_id=person_id, purpose=Purpose.DECLINE, revoked_at=None
    ).first()
    return with_tokens(place_of("mail_decline", row.pk), {row.pk: _token(row)}) if row else None


def _token(row: SecretAddress) -> str:
    found = token.grow(row.pk, row.seed, row.digest)
    if found is None:
        raise _KeyLost
    return found


def _counted(done: Sent, answer: Answer | None, words: str) -> Sent:
    match answer:
        case None:
            return replace(done, sent=done.sent + 1)
        case Answer.NEVER:
            return replace(done, parked=done.parked + 1)
        case Answer.TRY_AGAIN:
            return replace(done, later=done.later + 1)
    return replace(done, later=done.later + 1, trouble=words)


def clear_old(*, municipality_ids: Iterable[UUID], now: datetime) -> int:
    """Forgets messages that were sent or replaced long ago; returns how many."""
    ended = {MessageState.SENT, MessageState.REPLACED}
    return sum(
        OutboxMessage.objects.filter(
            municipality_id=one, state__in=ended, queued_at__lt=now - KEEP
        ).delete()[0]
        for one in municipality_ids
    )  # fmt: skip
