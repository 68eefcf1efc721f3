"""What is done beside the web: jobs of a dead worker go back to the queue, and the night's work is done once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.cli.jobs import note

from riskbild.cli.backup import manifest
from riskbild.config.jobs.night import Night
from riskbild.config.jobs.reaper import LEASE, MOST_ATTEMPTS, reap

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def running_since(started: datetime, attempts: int = 1) -> DBTaskResult:
    """A job that a worker began and never ended."""
    job = DBTaskResult.objects.get(pk=note.enqueue("/nowhere").id)
    job.status, job.started_at, job.worker_ids = TaskResultStatus.RUNNING, started, ["dead"] * attempts
    job.save()
    return job


def status_of(job: DBTaskResult) -> str:
    return DBTaskResult.objects.get(pk=job.pk).status


@pytest.mark.django_db
def test_a_job_past_its_lease_goes_back_to_the_queue_and_a_younger_one_stays() -> None:
    dead, alive = running_since(NOW - LEASE), running_since(NOW - LEASE + timedelta(seconds=1))
    assert reap(now=NOW) == 1
    assert (status_of(dead), status_of(alive)) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    assert DBTaskResult.objects.ready().get() == dead


@pytest.mark.django_db
def test_a_job_that_has_been_tried_too_often_fails() -> None:
    job = running_since(NOW - LEASE, attempts=MOST_ATTEMPTS)
    assert reap(now=NOW) == 1
    assert status_of(job) == TaskResultStatus.FAILED


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    settings.RISKBILD_BACKUPS, settings.RISKBILD_FILES = tmp_path / "backups", tmp_path / "files"
    settings.RISKBILD_NIGHT_HOUR, settings.RISKBILD_NIGHTLY_BACKUPS = 2, 2
    return tmp_path


def worked(night: Night, *hours: str) -> list[bool]:
    """Whether the night's work was done at each of these times."""
    return [night.work_if_due(now=datetime.fromisoformat(f"2026-11-{hour}:00+01:00")) for hour in hours]


@pytest.mark.django_db(transaction=True)
def test_the_nights_work_is_done_once_a_night_from_its_hour_on(home: Path) -> None:
    assert worked(Night(), "22T01:59", "22T02:00", "22T02:01", "22T23:59", "23T01:00", "23T09:00") == [
        False, True, False, False, False, True,
    ]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_expired_sessions_are_cleared_at_night(home: Path) -> None:
    for key, days in (("gone", -1), ("alive", 1)):
        expires = datetime.now(UTC) + timedelta(days=days)
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    worked(Night(), "22T02:00")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]


@pytest.mark.django_db(transaction=True)
def test_the_embedded_database_is_backed_up_at_night_and_the_newest_backups_stay(home: Path) -> None:
    worked(Night(), "20T02:00", "21T02:00", "22T02:00")
    # A server that is started again the same day leaves the day's backup as it is.
    worked(Night(), "22T12:00")
    made = sorted(path.name for path in (home / "backups").glob("*")) if (home / "backups").exists() else []
    expected = ["nightly-2026-11-21.zip", "nightly-2026-11-22.zip"] if connection.vendor == "sqlite" else []
    assert made == expected
    for name in made:
        manifest.check_parts(home / "backups" / name, manifest.read(home / "backups" / name))
