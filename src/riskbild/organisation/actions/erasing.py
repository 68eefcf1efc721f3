"""Erasing personal data from the trail, on the decision of who may."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.audit.actions import erase_texts
from riskbild.organisation.day import day_of
from riskbild.organisation.models import User
from riskbild.organisation.permissions import check_everywhere
from riskbild.organisation.refusing import at, filled_line
from riskbild.organisation.roles import Permission
from riskbild.rules.sentence import Sentence

MOST_AT_ONCE = 200
LONGEST_REASON = 500

_NO_REASON = Sentence(sv="Ange skälet.", en="Give the reason.")
_HOW_MANY = Sentence(
    sv=f"Välj minst en och högst {MOST_AT_ONCE} händelser.",
    en=f"Choose at least one and at most {MOST_AT_ONCE} events.",
)


@transaction.atomic
def erase_from_trail(*, by: User, event_ids: Sequence[UUID], reason: str, now: datetime) -> int:
    """Empties the texts of some events of the person's municipality (GDPR art. 17); returns how many.

    The events themselves stay, so that the chain is whole, and the erasure is itself an event with its reason.
    """
    check_everywhere(by, Permission.ERASE_TRAIL, today=day_of(now))
    reason = filled_line(reason, where="reason", longest=LONGEST_REASON, empty=_NO_REASON)
    if not 0 < len(event_ids) <= MOST_AT_ONCE:
        raise at("events", _HOW_MANY)
    return erase_texts(by=by, municipality_id=by.municipality_id, event_ids=event_ids, reason=reason, now=now)
