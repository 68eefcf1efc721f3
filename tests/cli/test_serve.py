"""The server as it is started: it answers, works through its jobs, stops when told, and stays small."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from tests.delivery.postbox import open_postbox, text_of
from tests.installation import RISKBILD, Installation, installation_like


def free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for(true: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextmanager
def server(installation: Installation, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    """A server that answers; it is stopped afterwards if it has not been."""
    environ = installation.environ(RISKBILD_LOOPBACK="yes", RISKBILD_NIGHTLY_BACKUPS="0", **more)
    process = subprocess.Popen([RISKBILD, "serve", "--port", str(port)], env=environ, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: answers(port))
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def tree(process: subprocess.Popen[str]) -> list[psutil.Process]:
    top = psutil.Process(process.pid)
    return [top, *top.children(recursive=True)]


@dataclass(frozen=True)
class Running:
    """A server that nothing in these tests stops."""

    installation: Installation
    port: int
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def running(migrated: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with installation_like(migrated, tmp_path_factory.mktemp("running") / "home") as installation:
        port = free_port()
        with server(installation, port) as process:
            yield Running(installation, port, process)


def test_it_tells_where_it_is_and_shares_its_port_with_nobody(running: Running) -> None:
    said = [running.process.stderr.readline() for _ in "12"]
    assert f"http://127.0.0.1:{running.port}" in said[0]
    assert str(running.installation.home) in said[1]
    assert running.installation.run("serve", "--port", running.port).returncode == 1


def test_whether_it_answers_is_asked_without_loading_anything_while_the_webs_process_is_forked_off() -> None:
    ask = (
        "import sys; from riskbild.cli import supervising; before = set(sys.modules);"
        "supervising._answers('127.0.0.1', 1); print(*set(sys.modules) - before)"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_at_once_when_it_is_told_to_and_leaves_nothing_running(installation: Installation, told) -> None:
    with server(installation, free_port()) as process:
        running = tree(process)
        started = time.monotonic()
        process.send_signal(told)
        assert process.wait(60) == 0
        assert time.monotonic() - started < 15
        assert not [one for one in running if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_a_port_that_is_taken_is_told_in_one_sentence(installation: Installation) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = installation.run("serve", "--port", taken.getsockname()[1], RISKBILD_LOOPBACK="yes")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--port" in done.stderr


def test_jobs_and_the_days_reminders_are_done_beside_the_web_and_only_once(
    installation: Installation, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    installation.shell(
        "from django.utils import timezone; from tests.cli.jobs import note;"
        "from tests.followup.reminded_town import reminded_today;"
        f"note.enqueue({str(written)!r}); reminded_today(timezone.now())"
    )
    with open_postbox() as postbox:
        mail = {"RISKBILD_MAIL_URL": f"smtp://127.0.0.1:{postbox.port}", "RISKBILD_REMINDER_HOUR": "0"}
        with server(installation, port := free_port(), **mail):
            wait_for(written.exists)
            wait_for(lambda: bool(postbox.arrived))
            time.sleep(1)
    assert written.read_text() == "done\n"
    (letter,) = postbox.arrived
    assert letter["To"] == "Rut <rut@storsjo.se>"
    assert "• Löneutbetalningar" in text_of(letter)
    assert f"http://127.0.0.1:{port}/" in text_of(letter)


@pytest.mark.database
def test_a_job_whose_worker_was_killed_is_done_by_the_next_server(installation: Installation, tmp_path: Path) -> None:
    written = tmp_path / "written"
    installation.shell(
        "from datetime import timedelta; from django.utils import timezone;"
        "from django_tasks_db.models import DBTaskResult as D; from tests.cli.jobs import note;"
        f"note.enqueue({str(written)!r}); ago = timezone.now() - timedelta(hours=1);"
        "D.objects.update(status='RUNNING', started_at=ago, worker_ids=['killed'])"
    )
    with server(installation, free_port()):
        wait_for(written.exists)
    assert written.read_text() == "done\n"


def test_a_web_process_that_is_killed_is_started_again(installation: Installation) -> None:
    port = free_port()
    with server(installation, port) as process:
        (worker,) = tree(process)[1:]
        os.kill(worker.pid, signal.SIGKILL)
        wait_for(lambda: [one.pid for one in tree(process)[1:]] not in ([], [worker.pid]))
        wait_for(lambda: answers(port))


def test_the_server_is_one_web_process_and_small(running: Running) -> None:
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("this system does not tell how much memory is shared")
    for _ in range(50):
        answers(running.port)
    processes = tree(running.process)
    used = sum(one.memory_full_info().pss for one in processes)
    assert len(processes) == 2
    assert used < 200e6, f"{used / 1e6:.0f} MB"
