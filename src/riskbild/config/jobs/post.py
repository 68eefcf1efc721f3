"""Mail from the server itself: reminders once a day from their hour on, and every minute whatever waits to be sent."""

from datetime import date, datetime

from django.conf import settings

from riskbild.followup.post import queue_reminders, send_waiting


class Post:
    """Knows whether today's reminders are queued. Other servers may do the same: nothing is queued or sent twice."""

    def __init__(self) -> None:
        self._reminded: date | None = None

    def work(self, *, now: datetime) -> None:
        """Queues the day's reminders if the hour has come, and sends what is due; `now` is local time."""
        if now.hour >= settings.RISKBILD_REMINDER_HOUR and self._reminded != now.date():
            queue_reminders(now=now)
            self._reminded = now.date()
        send_waiting(now=now)
