"""What is done once a night: expired sessions, old jobs and their files are cleared, the database backed up."""

from datetime import date, datetime

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from riskbild.cli.backup.archive import make_backup
from riskbild.cli.backup.nightly import keep_newest, nightly_path
from riskbild.publishing.drawing_later import clear_drawings


class Night:
    """Knows whether tonight's work is done. A server that was off at that hour does it when it is on again."""

    def __init__(self) -> None:
        self._done: date | None = None

    def work_if_due(self, *, now: datetime) -> bool:
        """Does the work if the hour has come and it has not been done today; `now` is local time."""
        if now.hour < settings.RISKBILD_NIGHT_HOUR or self._done == now.date():
            return False
        self._done = now.date()
        call_command("clearsessions", verbosity=0)
        call_command("prune_db_task_results", verbosity=0)
        clear_drawings(now)
        _back_up(now)
        return True


def _back_up(now: datetime) -> None:
    """PostgreSQL has its own ways (continuous archiving), so only the embedded database is copied here."""
    path = nightly_path(now.date())
    if connection.vendor != "sqlite" or not settings.RISKBILD_NIGHTLY_BACKUPS or path.exists():
        return
    make_backup(path, now=now)
    keep_newest(settings.RISKBILD_NIGHTLY_BACKUPS)
