"""What the process does that reads one file: limits itself, reads, tells how far it has come, and answers.

It answers with lines of JSON, each one message: {"done", "pages"} as it goes, then {"document"} or {"refused"}.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from riskbild.documents.exchange import write_exchange
from riskbild.documents.profile import Profile
from riskbild.intake.reading import limits
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEMORY: Final = 1 << 30
CPU_SECONDS: Final = 60
CPU_SECONDS_A_PAGE: Final = 0.2
"""A file may take CPU_SECONDS and this much more for each of its pages."""
_MOST_PAGES: Final = 600
_HARD_CPU: Final = int(CPU_SECONDS + CPU_SECONDS_A_PAGE * _MOST_PAGES)
WALL_SECONDS: Final = 4 * _HARD_CPU
"""On a machine that does much else a file may take this long by the clock."""
_TELL_EVERY: Final = 0.1


class _Told:
    """Where this process tells how far it has come; nowhere, unless it is a child that reads one file."""

    out: BinaryIO | None = None
    pages: int = 0
    at: float = 0.0


def serve() -> None:
    """Reads the order on the standard input and answers on the standard output."""
    read_for(sys.stdin.buffer.read(), sys.stdout.buffer)


def read_for(order: bytes, out: BinaryIO) -> None:
    """Reads the one file that the order names, within the limits, and answers on `out`; never raises `Refused`."""
    asked = json.loads(order)
    limit_itself()
    _Told.out = out
    # The readers load under the limits.
    from riskbild.intake.reading.document import read_bytes  # noqa: PLC0415

    name = asked["name"]
    try:
        profile = None if asked["profile"] is None else Profile.from_data(asked["profile"])
        answer = {"document": write_exchange(read_bytes(Path(asked["path"]).read_bytes(), name, profile))}
    except Refused as refused:
        answer = _refusal(refused.sentence)
    except MemoryError:
        answer = _refusal(limits.TOO_MUCH_MEMORY.format(name=name))
    except RecursionError:
        answer = _refusal(limits.BROKEN.format(name=name))
    _send(out, answer)


def _refusal(sentence: Sentence) -> dict[str, Any]:
    return {"refused": {"sv": sentence.sv, "en": sentence.en}}


def _send(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


def allow_pages(pages: int) -> None:
    """Gives the child the time that so many pages may take; a reader calls it once it has counted them.

    Outside a child nothing is limited, and nothing is changed.
    """
    if _Told.out is not None:
        _limit_cpu(int(CPU_SECONDS + CPU_SECONDS_A_PAGE * min(pages, _MOST_PAGES)))
        _Told.pages = pages
        _send(_Told.out, {"done": 0, "pages": pages})


def page_read(done: int) -> None:
    """Tells whoever waits that `done` pages of those counted are read; cheap enough to call after every page."""
    now = time.monotonic()
    if _Told.out is not None and (done >= _Told.pages or now - _Told.at >= _TELL_EVERY):
        _Told.at = now
        _send(_Told.out, {"done": done, "pages": _Told.pages})


def limit_itself() -> None:
    """Sets the limits of a child on itself; Windows has none of the kind, there only the caller's clock counts."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _limit_cpu(CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)


def _limit_cpu(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, _HARD_CPU), _HARD_CPU))


def clean_environment() -> dict[str, str]:
    """The environment of a process that reads: nothing of the caller's, least of all its secrets."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": os.sep, "LC_ALL": "C.UTF-8"}
