"""What a person chooses about their mail, and a parked message is given another chance."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actor import Actor
from riskbild.audit.record import Change, record
from riskbild.audit.single import single
from riskbild.audit.writing import update
from riskbild.delivery import events
from riskbild.delivery.models import MailChoice, OutboxMessage
from riskbild.delivery.terms import MessageState, Rhythm
from riskbild.rules.refusal import Missing, Refused
from riskbild.rules.sentence import Sentence

_NOT_PARKED = Sentence("Meddelandet väntar inte på dig.", "The message does not wait for you.")


@transaction.atomic
def choose_mail(
    *, by: Actor, municipality_id: UUID, person_id: UUID, rhythm: Rhythm, now: datetime, language: str | None = None
) -> None:
    """Saves the choice; `language` None leaves it as it is. Nothing is written where it is the same as before."""
    row = MailChoice.objects.filter(municipality_id=municipality_id, person_id=person_id).first()
    before = {"language": row.language, "rhythm": row.rhythm} if row else {"language": "sv", "rhythm": Rhythm.DAILY}
    after = {"language": language or before["language"], "rhythm": rhythm.value}
    if after == before:
        return
    MailChoice.objects.update_or_create(municipality_id=municipality_id, person_id=person_id, defaults=after)
    change = Change(events.MAIL_CHOSEN, "user", person_id, before, after)
    record(change, by=by, municipality_id=municipality_id, now=now)


@transaction.atomic
def send_again(*, by: Actor, municipality_id: UUID, message_id: UUID, now: datetime) -> None:
    """Queues a parked message anew. Raises `Missing`, and `Refused` for one that is not parked."""
    row = single(OutboxMessage.objects.filter(municipality_id=municipality_id, pk=message_id).select_for_update())
    if row is None:
        raise Missing
    if row.state != MessageState.PARKED:
        raise Refused(_NOT_PARKED)
    row.state, row.attempts, row.next_try_at, row.ended_at = MessageState.WAITING, 0, now, None
    row.version += 1
    update(row)
    change = Change(events.SENT_AGAIN, "message", row.pk, after={"subject": row.subject, "name": row.name})
    record(change, by=by, municipality_id=municipality_id, now=now)
