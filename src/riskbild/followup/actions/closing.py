"""Closing a board's year, once everything in it is explained."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from riskbild.followup.queries.closing import left_of_year
from riskbild.organisation.day import day_of
from riskbild.organisation.permissions import Actor
from riskbild.register.actions.years import close_year
from riskbild.register.models import BoardYear
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


@transaction.atomic
def close_followed_year(*, by: Actor, board_year_id: UUID, version: int, now: datetime) -> BoardYear:
    """Closes a year that has been followed up. Raises `Refused` with a sentence for everything that is left of it."""
    left = left_of_year(by, board_year_id, day_of(now))
    if left:
        found = [Finding("unexplained", Severity.ERROR, one.kind.value, one.sentence) for one in left]
        raise Refused(_ONE_LEFT if len(left) == 1 else _LEFT.format(count=len(left)), found)
    return close_year(by=by, board_year_id=board_year_id, version=version, now=now)


_ONE_LEFT = Sentence("Året kan inte stängas: en sak återstår.", "The year cannot close: one thing is left.")
_LEFT = Sentence("Året kan inte stängas: {count} saker återstår.", "The year cannot close: {count} things are left.")
