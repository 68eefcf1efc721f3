"""Asks a trade to do an order in a child process, and hears what it answers."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO, Final

from riskbild.apart.limits import clean_environment

FORKS: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")


def _messages(lines: BinaryIO) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            message = json.loads(line)
        except ValueError:
            continue  # an empty line, or the half line of a child that was killed
        if isinstance(message, dict):
            yield message


class Nursery:
    """The process that forks a child an order (`nursery`); started with the first order, and again if it ended.

    `trade` is the name of the trade's module, `wall_seconds` how long one order may take by the clock.
    """

    def __init__(self, trade: str, wall_seconds: float) -> None:
        self._trade = trade
        self._wall_seconds = wall_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0
        atexit.register(self.close)

    def ask(self, order: bytes) -> Generator[dict[str, Any]]:
        """Gives the order to a new child, and its messages as they come; closing the iterator ends the child.

        The last message is {"ended": exit code} of a child that ended; -9, -14 or -24 is one out of time.
        """
        if not FORKS:
            yield from self._ask_alone(order)
            return
        came = False
        for message in self._ask_once(order):
            came = True
            yield message
        if not came:
            # It had no work for long, and ended just when this order came.
            yield from self._ask_once(order)

    def _ask_once(self, order: bytes) -> Iterator[dict[str, Any]]:
        mine, theirs = socket.socketpair()
        with mine:
            with theirs:
                self._hand_over(theirs)
            mine.settimeout(self._wall_seconds + 1)
            try:
                mine.sendall(order)
                mine.shutdown(socket.SHUT_WR)
                with mine.makefile("rb") as lines:
                    yield from _messages(lines)
            except TimeoutError:
                yield {"ended": -9}
            except ConnectionError:
                return

    def _hand_over(self, channel: socket.socket) -> None:
        with self._lock:
            for _ in range(2):
                control = self._started()
                try:
                    socket.send_fds(control, [b"1"], [channel.fileno()])
                except OSError:
                    self._forget()  # it had no work for long, and ended
                else:
                    return

    def _started(self) -> socket.socket:
        if self._control is not None and self._owner == os.getpid():
            return self._control
        self._control, theirs = socket.socketpair()
        with theirs:
            code = f"from riskbild.apart.nursery import tend; tend({theirs.fileno()}, {self._trade!r})"
            self._process = _interpreter(code, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL)
        self._owner = os.getpid()
        return self._control

    def _forget(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
        self._control = self._process = None

    def close(self) -> None:
        """Ends the process and every child."""
        with self._lock:
            self._forget()

    def _ask_alone(self, order: bytes) -> Generator[dict[str, Any]]:
        """The messages of a child that starts from nothing, for systems that cannot fork."""
        code = f"import sys; from {self._trade} import work; work(sys.stdin.buffer.read(), sys.stdout.buffer)"
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with _interpreter(code, **pipes) as process:
            clock = threading.Timer(self._wall_seconds, process.kill)
            clock.start()
            try:
                if process.stdin is not None and process.stdout is not None:
                    process.stdin.write(order)
                    process.stdin.close()
                    yield from _messages(process.stdout)  # type: ignore[arg-type]  # an open pipe reads lines of bytes
            finally:
                clock.cancel()
                process.kill()
        yield {"ended": process.returncode}


def _interpreter(code: str, **given: Any) -> subprocess.Popen[bytes]:
    """Our own interpreter, with nothing of this process but what it is given."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    return subprocess.Popen(command, env=clean_environment(), cwd=os.sep, **given)  # noqa: S603 - our own module
