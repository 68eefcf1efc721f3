"""Reads a file in a child process with little memory and time, so that no file can harm who asked for it."""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, Final

from riskbild.documents import limits as written
from riskbild.documents.exchange import ExchangeDocument, read_exchange
from riskbild.documents.profile import Profile
from riskbild.intake.reading import limits
from riskbild.intake.reading.child import MEMORY, WALL_SECONDS, allow_pages, clean_environment, page_read
from riskbild.intake.reading.limits import refuse
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

__all__ = ["MEMORY", "OUT_OF_TIME", "Progress", "allow_pages", "page_read", "read_apart"]

type Progress = Callable[[int, int], object]
"""Is told, as a file is read, how many of its pages are read and how many it has."""

# SIGXCPU (24) at the limit of CPU time, SIGALRM (14) at that of the clock, SIGKILL (9) at the hard one.
OUT_OF_TIME: Final = frozenset((-24, -14, -9))
_FORKS: Final = hasattr(os, "fork") and hasattr(socket, "send_fds")


def read_apart(
    path: Path | str, profile: Profile | None = None, *, name: str | None = None, progress: Progress | None = None
) -> ExchangeDocument:
    """As `read`, in a process of its own with limits on memory and time; Refused if it takes more.

    `name` is what the file is called where its path does not say so, as in a store.

    `progress(done, pages)` is called in the caller's own thread, now and then, once the file's pages are counted;
    a file without pages is read without a call. If it raises, the child is stopped. The child is killed when its
    time is up, and nothing of it is left behind.
    """
    file = Path(path)
    called = name or file.name
    if not file.is_file():
        refuse(limits.NOTHING_THERE, called)
    if file.stat().st_size > limits.FILE_BYTES:
        refuse(limits.TOO_LARGE, called)
    order = {"path": str(file.resolve()), "name": called, "profile": None if profile is None else profile.to_data()}
    answer = _answer(json.dumps(order).encode(), called, progress)
    if "refused" in answer:
        raise Refused(Sentence(answer["refused"]["sv"], answer["refused"]["en"]))
    return read_exchange(answer["document"], called, written.OWN)


def _answer(order: bytes, name: str, progress: Progress | None) -> dict[str, Any]:
    ask = _nursery.ask if _FORKS else _ask_alone
    answer: dict[str, Any] = {}
    with closing(ask(order)) as messages:
        for message in messages:
            if "pages" in message:
                if progress is not None:
                    progress(message["done"], message["pages"])
            else:
                answer |= message
    if not answer.keys() & {"document", "refused"}:
        refuse(limits.TOO_LONG_TIME if answer.get("ended") in OUT_OF_TIME else limits.STOPPED, name)
    return answer


def _messages(lines: BinaryIO) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            message = json.loads(line)
        except ValueError:
            continue  # an empty line, or the half line of a child that was killed
        if isinstance(message, dict):
            yield message


class _Nursery:
    """The process that forks a child a file (`nursery`); started when the first file comes, and again if it ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def ask(self, order: bytes) -> Generator[dict[str, Any]]:
        """Gives the order to a new child, and its messages as they come; closing the iterator ends the child."""
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
            mine.settimeout(WALL_SECONDS + 1)
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
            code = f"from riskbild.intake.reading.nursery import tend; tend({theirs.fileno()})"
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


def _interpreter(code: str, **given: Any) -> subprocess.Popen[bytes]:
    """Our own interpreter, with nothing of this process but what it is given."""
    command = [sys.executable, "-I", "-X", "utf8", "-c", code]
    return subprocess.Popen(command, env=clean_environment(), cwd=os.sep, **given)  # noqa: S603 - our own module


def _ask_alone(order: bytes) -> Generator[dict[str, Any]]:
    """The messages of a child that starts from nothing, for systems that cannot fork."""
    code = "from riskbild.intake.reading.child import serve; serve()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with _interpreter(code, **pipes) as process:
        clock = threading.Timer(WALL_SECONDS, process.kill)
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


_nursery = _Nursery()
atexit.register(_nursery.close)
