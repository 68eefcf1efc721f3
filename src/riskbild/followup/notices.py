"""Mail about one event, at once: a serious deviation, something handed to somebody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from riskbild.delivery.actions.queuing import Outgoing, queue_all
from riskbild.delivery.letter import Letter
from riskbild.organisation.mailing import recipients


def notify(*, municipality_id: UUID, person_ids: Collection[UUID], key: str, letter: Letter, now: datetime) -> int:
    """Queues the letter to each person once for ever under this key; returns to how many. Within a transaction.

    Who has no mail address or is shut out gets none. Nothing secret may stand in the letter.
    """
    reached = recipients(municipality_id, person_ids)
    messages = [Outgoing(to, f"{key}:{person_id}", letter) for person_id, to in reached.items()]
    return queue_all(municipality_id=municipality_id, messages=messages, now=now)
