"""A process with twenty writers, run by the tests of this folder as `python -m tests.concurrency.writers`.

Until stdin ends twenty threads add and edit risks through the ordinary actions, and a line is printed for each
acknowledged one: after the action has returned, that is when a user would have been told that it is saved. With
`--jobs` the job thread is beside them until it has done its jobs, with `--same` all are at the same risk. The figures
are on stderr at the end.
"""

import json
import os
import random
import string
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "riskbild.config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up before anything that has models
from django.db import connection  # noqa: E402
from django.tasks import TaskResultStatus, task  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402
from tests.people import OPERATOR, Town, town  # noqa: E402

from riskbild.audit.models import AuditEvent, AuditText  # noqa: E402
from riskbild.audit.verify import verify_all  # noqa: E402
from riskbild.config.jobs.thread import JobThread  # noqa: E402
from riskbild.config.sqlite.turns import WriteQueue  # noqa: E402
from riskbild.organisation.conflict import Conflict  # noqa: E402
from riskbild.register.actions.editing import edit_risk  # noqa: E402
from riskbild.register.models import Assessment, Risk  # noqa: E402
from riskbild.search.models import SearchRow  # noqa: E402

WRITERS = 20
_PLACE = Path(settings.RISKBILD_HOME, "town.json")


def prepare() -> None:
    """A town with a risk for each writer; its ids are kept for the processes to come."""
    made = town("BUN", "Storsjö kommun")
    risks = [str(made.risk(f"Risk nummer {number}", likelihood=2, impact=3).pk) for number in range(WRITERS)]
    place = {"year": str(made.year.pk), "risks": risks}
    _PLACE.write_text(json.dumps(place))


def write(*, jobs: bool = False, same: bool = False) -> None:
    """Writes until it is told to stop, or until the process is killed."""
    place, tally = json.loads(_PLACE.read_text()), Tally()
    tally.listen_to_the_queue()
    if jobs:
        _ask_for_jobs()
        JobThread().start()
    stop = threading.Event()
    risks = place["risks"][:1] * WRITERS if same else place["risks"]
    work = _edit if same else _edit_or_add
    threads = [threading.Thread(target=_write_on, args=(work, risk, stop, tally)) for risk in risks]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    while DBTaskResult.objects.filter(finished_at=None).exists():
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    sys.stderr.write(json.dumps(tally.summary()) + "\n")


def _ask_for_jobs() -> None:
    """A few jobs that are due one after the other, each of which writes."""
    for later in range(4):
        add_a_risk.using(run_after=timezone.now() + timedelta(seconds=later)).enqueue()


@task
def add_a_risk() -> None:
    """What a job does here: the same as a person."""
    _add(json.loads(_PLACE.read_text())["year"])


class Tally:
    """What the writers met."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.actions: list[float] = []
        self.errors: list[str] = []
        self.conflicts = 0

    def listen_to_the_queue(self) -> None:
        """Notes how long each writer stands in the queue for the right to write."""
        take = WriteQueue.take

        def timed(queue, *arguments):
            started = time.monotonic()
            try:
                return take(queue, *arguments)
            finally:
                self.waits.append(time.monotonic() - started)

        WriteQueue.take = timed

    def summary(self) -> dict[str, object]:
        """The figures."""
        return {
            "actions": len(self.actions),
            "longest_wait": max(self.waits, default=0),
            "longest_action": max(self.actions, default=0),
            "errors": self.errors,
            "conflicts": self.conflicts,
            "jobs": DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).count(),
        }


def _write_on(work: Callable[[str], str], risk: str, stop: threading.Event, tally: Tally) -> None:
    """One writer, who begins again when somebody else was faster."""
    while not stop.is_set():
        started = time.monotonic()
        try:
            written = work(risk)
        except Conflict:
            tally.conflicts += 1
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the test wants to see it
            tally.errors.append(repr(error))
            break
        tally.actions.append(time.monotonic() - started)
        os.write(1, f"{written}\n".encode())
    connection.close()


def _mark() -> str:
    """A text that stands nowhere else; letters alone, for digits can look like a personal identity number."""
    return "".join(random.choices(string.ascii_lowercase, k=24))


def _edit_or_add(risk: str) -> str:
    """Every fourth time a new risk, else a change of the writer's own."""
    return _add(json.loads(_PLACE.read_text())["year"]) if random.random() < 0.25 else _edit(risk)


def _add(year: str) -> str:
    mark = _mark()
    made = Town.risk(_Year(UUID(year)), f"Ny risk {mark}", likelihood=3, impact=3)
    return f"{made.pk} {mark}"


def _edit(risk: str) -> str:
    mark, version = _mark(), Risk.objects.values_list("version", flat=True).get(pk=risk)
    edit_risk(by=OPERATOR, risk_id=UUID(risk), version=version, changes={"comment": mark}, now=timezone.now())
    return f"{risk} {mark}"


class _Year:
    """As much of a town as adding a risk asks for."""

    def __init__(self, pk: UUID) -> None:
        self.year = self
        self.pk = pk


def check() -> None:
    """Reads acknowledged lines from stdin: each is in the trail, no action is there by halves, the chain is whole."""
    acknowledged = {tuple(line.split()) for line in sys.stdin if line.endswith("\n")}
    told = {(str(text.after.get("comment", "")), text.event_id) for text in AuditText.objects.iterator()}
    comments = {mark for mark, _ in told}
    names = set(Risk.objects.values_list("risk", flat=True))
    lost = [line for line in acknowledged if line[1] not in comments and f"Ny risk {line[1]}" not in names]
    assert not lost, f"lost: {lost[:3]}"
    _check_nothing_by_halves()
    assert all(verdict.whole for verdict in verify_all())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchone() == ("ok",)


def _check_nothing_by_halves() -> None:
    """Each change of a risk is one version and one event; each risk has its assessment and stands in the index."""
    events = Counter(AuditEvent.objects.filter(subject_type="risk").values_list("subject_id", flat=True))
    assert events == Counter(dict(Risk.objects.values_list("pk", "version")))
    risks = set(Risk.objects.values_list("pk", flat=True))
    assert set(Assessment.objects.values_list("risk_id", flat=True)) == risks
    assert set(SearchRow.objects.values_list("subject_id", flat=True)) == risks
    assert AuditEvent.objects.count() == AuditText.objects.count()


if __name__ == "__main__":
    # By its own name and not as `__main__`, so that the job thread finds the job where it says it is.
    from tests.concurrency import writers

    writers.write(jobs="--jobs" in sys.argv, same="--same" in sys.argv)
