"""Gives the jobs of a worker that died back to the queue."""

from datetime import datetime, timedelta

from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

# A job that has run for longer is taken for dead; jobs are written so that running twice does no harm.
LEASE = timedelta(minutes=15)
MOST_ATTEMPTS = 5


def reap(*, now: datetime, lease: timedelta = LEASE) -> int:
    """Requeues jobs that have run for longer than `lease`, or fails them after the fifth attempt; how many."""
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=now - lease)
    return sum(_give_back(job, now) for job in running)


def _give_back(job: DBTaskResult[..., object], now: datetime) -> int:
    """Changes the row only if it is still as it was seen: another server may have done it."""
    row = DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.RUNNING, started_at=job.started_at)
    if len(job.worker_ids) < MOST_ATTEMPTS:
        return row.update(status=TaskResultStatus.READY, started_at=None)
    return row.update(status=TaskResultStatus.FAILED, finished_at=now)
