"""The job thread. It lives in the web process: the embedded database has one process, one queue for writers."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from riskbild.config.jobs import reaper
from riskbild.config.jobs.night import Night
from riskbild.config.jobs.post import Post

logger = logging.getLogger(__name__)

_LOOK_EVERY = 1.0  # seconds between looks at the queue
_TICK_EVERY = 60.0  # seconds between looks at the clock
_MAIL_AFTER = 3.0  # seconds from the start to the first look at the mail, when the first page has been answered
_NAP = 0.1  # how soon the thread notices that the server stops


class JobThread(threading.Thread):
    """Runs jobs, one at a time, until the main thread ends; a job that has begun is finished first."""

    def __init__(self) -> None:
        super().__init__(name="jobs")
        self._main = threading.main_thread()
        self._night = Night()
        self._post = Post()
        self._worker = Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )

    def run(self) -> None:
        """Looks at the queue every second, and every minute at what a day, a night or a dead worker has left."""
        _carefully(self._reap)
        begun = time.monotonic()
        due = dict.fromkeys((self._reap, self._work_at_night, self._send_mail), begun + _TICK_EVERY)
        due[self._send_mail] = begun + _MAIL_AFTER
        while self._main.is_alive():
            _carefully(self._work)
            for work, at in due.items():
                if time.monotonic() >= at:
                    _carefully(work)
                    due[work] = time.monotonic() + _TICK_EVERY
            self._rest()

    def _work(self) -> None:
        # Looking needs no turn to write; only a job that is there does.
        if DBTaskResult.objects.ready().filter(backend_name="default").exists():
            self._worker.run()

    def _reap(self) -> None:
        # Embedded, this thread is the only one that runs jobs, and it is not running one now.
        lease = timedelta(0) if connection.vendor == "sqlite" else reaper.LEASE
        reaper.reap(now=timezone.now(), lease=lease)

    def _work_at_night(self) -> None:
        self._night.work_if_due(now=timezone.localtime())

    def _send_mail(self) -> None:
        self._post.work(now=timezone.localtime())

    def _rest(self) -> None:
        until = time.monotonic() + _LOOK_EVERY
        while self._main.is_alive() and time.monotonic() < until:
            time.sleep(_NAP)


def _carefully(work: Callable[[], None]) -> None:
    """A fault in one piece of work must not end the thread; it is logged, and the work is tried again later."""
    close_old_connections()
    try:
        work()
    except Exception:
        logger.exception("The job thread met a fault")
    finally:
        close_old_connections()
