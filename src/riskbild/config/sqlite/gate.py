"""The right to write, passed between processes: two file locks beside the database file."""

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _grab(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _free(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _grab(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _free(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_FIRST_PAUSE, _LONGEST_PAUSE = 0.0002, 0.004


def _wait_for(descriptor: int, deadline: float) -> None:
    """Tries until the lock is ours. One thread of a process stands here, so trying again costs little."""
    pause = _FIRST_PAUSE
    while not _grab(descriptor):
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)


class Gate:
    """One process at a time may be inside; who has just left cannot slip in again before one who waits.

    Whoever waits for the pen holds `next`. A process that leaves and wants to come back must first have
    `next`, which the one who waits lets go of only with the pen in its hand. A killed process loses both.
    """

    def __init__(self, database: Path) -> None:
        self._paths = tuple(database.with_name(database.name + ending) for ending in (".next", ".pen"))
        self._open: tuple[int, int] | None = None

    def enter(self, deadline: float) -> None:
        """Waits until this process has the pen; TimeoutError past `deadline` (time.monotonic)."""
        upcoming, pen = self._descriptors()
        _wait_for(upcoming, deadline)
        try:
            _wait_for(pen, deadline)
        finally:
            _free(upcoming)

    def leave(self) -> None:
        """Lets the next process in."""
        _free(self._descriptors()[1])

    def forget(self) -> None:
        """In a forked child: close the files without unlocking them, for the locks are the parent's."""
        for descriptor in self._open or ():
            os.close(descriptor)
        self._open = None

    def _descriptors(self) -> tuple[int, int]:
        if self._open is None:
            # Reading is enough for a lock, so a file made by another user will do.
            upcoming, pen = (os.open(path, os.O_RDONLY | os.O_CREAT, 0o644) for path in self._paths)
            self._open = upcoming, pen
        return self._open
