"""The server that is measured: the product's own, in a process and on a port of its own, and the memory it takes."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_HOST = "127.0.0.1"
_PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    host: str
    port: int
    process_id: int

    def processes(self) -> list[int]:
        """The keys of all its processes, those that the others started first."""
        return [*reversed(list(_below(self.process_id))), self.process_id]

    def memory(self) -> float | None:
        """The memory of all its processes in MB, each page shared by several counted once (PSS).

        None on a system that does not tell.
        """
        try:
            kilobytes = sum(_pss(one) for one in (self.process_id, *_below(self.process_id)))
        except FileNotFoundError:
            return None
        return round(kilobytes / 1024, 1)


@contextmanager
def served() -> Iterator[Server]:
    """A server on this process's own data; stopped at the end."""
    port = _free_port()
    environment = os.environ | {"RISKBILD_LOOPBACK": "yes", "RISKBILD_COUNT_QUERIES": "yes"}
    words = [sys.executable, "-m", "riskbild", "serve", "--host", _HOST, "--port", str(port)]
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603 - our own program
    try:
        _wait_until_it_answers(process, port)
        yield Server(_HOST, port, process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)


def _below(process_id: int) -> Iterator[int]:
    for task in Path(f"/proc/{process_id}/task").glob("*/children"):
        for child in map(int, task.read_text(encoding="ascii").split()):
            yield child
            yield from _below(child)


def _pss(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((_HOST, 0))
        return int(trial.getsockname()[1])


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((_HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")
