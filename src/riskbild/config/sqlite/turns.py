"""The queue for the right to write: first come, first served among threads, turn by turn among processes."""

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from riskbild.config.sqlite.gate import Gate

# How often one who waits looks whether the one who writes is still alive.
_LOOK_EVERY = 0.1


class Turn:
    """One thread's place in the queue; when it is called, the right to write is its own until it ends."""

    def __init__(self, queue: "WriteQueue", abandon: Callable[[], None]) -> None:
        self.called = threading.Event()
        self.thread = threading.current_thread()
        self.abandon = abandon
        self._queue = queue

    def end(self) -> None:
        """Calls the next one. Ending a turn twice does nothing."""
        self._queue.leave(self)


class WriteQueue:
    """All in this process who want to write to one database; `path` is None for one in memory."""

    def __init__(self, path: Path | None) -> None:
        self._mutex = threading.Lock()
        self._turns: deque[Turn] = deque()
        self._gate = Gate(path) if path else None
        self._batch = 0  # how many more turns this process takes before it lets another process in

    def take(self, timeout: float, abandon: Callable[[], None]) -> Turn:
        """Waits for the right to write, `timeout` seconds at most (TimeoutError).

        `abandon` is called from another thread if this one dies in its turn; it must undo what was begun.
        """
        turn, deadline = Turn(self, abandon), time.monotonic() + timeout
        with self._mutex:
            self._turns.append(turn)
            if self._turns[0] is turn:
                turn.called.set()
        try:
            self._wait(turn, deadline)
            self._pass_gate(deadline)
        except BaseException:
            self.leave(turn)
            raise
        return turn

    def leave(self, turn: Turn) -> None:
        """Gives the place up, whether it was called or still waited."""
        with self._mutex:
            if turn in self._turns:
                self._strike(turn)

    def start_anew(self) -> None:
        """In a forked child: those who waited are not here, and what was locked is locked by the parent."""
        self._mutex, self._turns, self._batch = threading.Lock(), deque(), 0
        if self._gate:
            self._gate.forget()

    def _wait(self, turn: Turn, deadline: float) -> None:
        while not turn.called.wait(_LOOK_EVERY):
            if time.monotonic() > deadline:
                raise TimeoutError
            self._oust_the_dead()

    def _pass_gate(self, deadline: float) -> None:
        """Only the one whose turn it is comes here, so nothing else touches the batch."""
        if self._gate is None or self._batch:
            return
        self._gate.enter(deadline)
        # Those who stand here now came before whoever waits outside from now on: first come, first served.
        self._batch = len(self._turns)

    def _oust_the_dead(self) -> None:
        with self._mutex:
            writer = self._turns[0]
            if writer.thread not in threading.enumerate():
                writer.abandon()
                self._strike(writer)

    def _strike(self, turn: Turn) -> None:
        was_called = self._turns[0] is turn
        self._turns.remove(turn)
        if not was_called:
            return
        if self._batch:
            self._batch = min(self._batch - 1, len(self._turns))
            if not self._batch and self._gate:
                self._gate.leave()
        if self._turns:
            self._turns[0].called.set()


_QUEUES: dict[str, WriteQueue] = {}
_QUEUES_MUTEX = threading.Lock()


def queue_for(name: str, *, in_memory: bool) -> WriteQueue:
    """The one queue of this process for the database `name`."""
    key = name if in_memory else str(Path(name).resolve())
    with _QUEUES_MUTEX:
        if key not in _QUEUES:
            _QUEUES[key] = WriteQueue(None if in_memory else Path(key))
        return _QUEUES[key]


def _after_fork() -> None:
    for queue in _QUEUES.values():
        queue.start_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
