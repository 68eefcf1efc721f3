"""Watches how much memory a process and all that it has started take together, while they work."""

import resource
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Self

_EVERY = 0.05


def most_of_own() -> int:
    """The most megabytes that this process has had since its program began.

    What the system tells of its resources counts in the process it was forked from, which may be larger.
    """
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmHWM:"))


class Watch:
    """Looks every now and then; `peaks` has the most bytes of each `part`, which whoever works counts up."""

    def __init__(self, process: int) -> None:
        self.part = 0
        self.peaks: dict[int, int] = defaultdict(int)
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._look()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY):
            self._look()

    def _look(self) -> None:
        taken = sum(_resident(process) for process in _family(self._process))
        self.peaks[self.part] = max(self.peaks[self.part], taken)


def _family(process: int) -> Iterator[int]:
    """A process and its children and theirs; those that end meanwhile are left out."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _resident(process: int) -> int:
    """Bytes of a process: its own, and its share of those that it has in common with others (Linux only)."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
