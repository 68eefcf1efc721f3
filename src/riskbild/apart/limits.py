"""The limits that a child sets on itself, and the little that it is given of the world."""

import os
import signal
from typing import Final

OUT_OF_TIME: Final = frozenset((-24, -14, -9))
"""How a child ends at its limits: SIGXCPU (24) at that of CPU time, SIGALRM (14) of the clock, SIGKILL (9) at the hard
one."""


def limit_itself(*, memory: int, cpu_seconds: int, hard_cpu_seconds: int, wall_seconds: float) -> None:
    """Sets the limits of a child on itself: bytes of memory, seconds of CPU time and by the clock; it writes no files.

    Windows has none of the kind, there only the caller's clock counts.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    limit_cpu(cpu_seconds, hard_cpu_seconds)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)


def limit_cpu(seconds: int, hard: int) -> None:
    """Sets the limit of CPU time alone; it may be raised later, never past `hard`."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, hard), hard))


def clean_environment() -> dict[str, str]:
    """The environment of such a process: nothing of the caller's, least of all its secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": os.sep, "LC_ALL": "C.UTF-8"}
