"""The words of the delivery that are stored: where a message stands, how often a person wants mail, what opens what."""

from enum import StrEnum

from riskbild.rules.sentence import Sentence


class MessageState(StrEnum):
    """Where a message stands. `SENDING` is taken by a worker; `REPLACED` gave way to a newer one before it was sent."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    REPLACED = "replaced"


class Rhythm(StrEnum):
    """How often a person wants the reminders that may be declined."""

    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


class Purpose(StrEnum):
    """What a secret address opens."""

    REPORT = "report"
    CALENDAR = "calendar"
    DECLINE = "decline"


UNSENT = frozenset({MessageState.WAITING, MessageState.SENDING})

STATE_LABELS: dict[MessageState, Sentence] = {
    MessageState.WAITING: Sentence("Väntar", "Waiting"),
    MessageState.SENDING: Sentence("Skickas", "Being sent"),
    MessageState.SENT: Sentence("Skickat", "Sent"),
    MessageState.PARKED: Sentence("Gick inte att skicka", "Could not be sent"),
    MessageState.REPLACED: Sentence("Ersatt av ett nyare", "Replaced by a newer one"),
}

RHYTHM_LABELS: dict[Rhythm, Sentence] = {
    Rhythm.DAILY: Sentence("Den dag de gäller", "On the day they are due"),
    Rhythm.WEEKLY: Sentence("Samlade en gång i veckan, på måndagar", "Once a week, on Mondays"),
    Rhythm.OFF: Sentence("Inte alls", "Not at all"),
}
