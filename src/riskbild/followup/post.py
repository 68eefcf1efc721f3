"""The day's turn: periods opened and closed, reminders queued, and what is due sent. For job thread and command."""

from dataclasses import dataclass
from datetime import datetime

from riskbild.audit.actor import Operator
from riskbild.delivery.actions.sending import Sent, clear_old, send_due
from riskbild.delivery.address import absolute
from riskbild.followup.actions.reminding import RemindersQueued, remind_all
from riskbild.followup.parts import MINE
from riskbild.followup.turning import turn_periods
from riskbild.organisation.mailing import municipality_ids

REMINDER = Operator("Riskbild")
"""Who makes the links of the reminders, as the trail tells it: the installation itself."""


@dataclass(frozen=True)
class Posted:
    """What was queued and what was sent."""

    queued: RemindersQueued
    sent: Sent


def queue_reminders(*, now: datetime) -> RemindersQueued:
    """Opens and closes the periods whose day has come, and queues today's reminders, a transaction a municipality.

    Once more the same day it does nothing. Mail long since sent is forgotten.
    """
    # A command has loaded no page yet; that takes a second, which is not to be spent while others wait to write.
    absolute(MINE)
    for one in municipality_ids():
        turn_periods(by=REMINDER, municipality_id=one, now=now)
    found = [remind_all(by=REMINDER, municipality_id=one, now=now) for one in municipality_ids()]
    clear_old(municipality_ids=municipality_ids(), now=now)
    return RemindersQueued(sum(one.letters for one in found), sum(one.without_address for one in found))


def send_waiting(*, now: datetime) -> Sent:
    """Sends what waits and is due in every municipality."""
    return send_due(municipality_ids=municipality_ids(), now=now)


def post_all(*, now: datetime) -> Posted:
    """Queues and sends."""
    queued = queue_reminders(now=now)
    return Posted(queued, send_waiting(now=now))
