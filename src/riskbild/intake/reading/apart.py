"""Reads a file in a child process with little memory and time, so that no file can harm who asked for it."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from riskbild.documents.exchange import ExchangeDocument, read_exchange, write_exchange
from riskbild.documents.profile import Profile
from riskbild.intake.reading import limits
from riskbild.intake.reading.limits import refuse
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEMORY: Final = 1 << 30
CPU_SECONDS: Final = 60
CPU_SECONDS_A_PAGE: Final = 0.2
"""A file may take CPU_SECONDS and this much more for each of its pages."""
_MOST_PAGES: Final = 600
_WALL_SECONDS: Final = 4 * (CPU_SECONDS + CPU_SECONDS_A_PAGE * _MOST_PAGES)
_IN_CHILD: Final = "RISKBILD_READS_APART"
_HARD_CPU: Final = int(CPU_SECONDS + CPU_SECONDS_A_PAGE * _MOST_PAGES)
_KILLED_BY_CPU: Final = frozenset((-24, -9))  # SIGXCPU, then SIGKILL at the hard limit


def read_apart(path: Path | str, profile: Profile | None = None) -> ExchangeDocument:
    """As `read`, in a process of its own with at most MEMORY bytes and CPU_SECONDS; Refused if it takes more.

    The child is killed when its time is up, and nothing of it is left behind.
    """
    file = Path(path)
    if not file.is_file():
        refuse(limits.NOTHING_THERE, file.name)
    if file.stat().st_size > limits.FILE_BYTES:
        refuse(limits.TOO_LARGE, file.name)
    order = {"path": str(file.resolve()), "profile": None if profile is None else profile.to_data()}
    answer = _ask(order, file.name)
    if "refused" in answer:
        raise Refused(Sentence(answer["refused"]["sv"], answer["refused"]["en"]))
    return read_exchange(answer["document"], file.name)


def _ask(order: dict[str, Any], name: str) -> dict[str, Any]:
    command = [sys.executable, "-I", "-c", "from riskbild.intake.reading.apart import serve; serve()"]
    with tempfile.TemporaryDirectory() as empty:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
                command,
                input=json.dumps(order).encode(),
                capture_output=True,
                cwd=empty,
                env={"PYTHONPATH": "", "PYTHONUTF8": "1", "HOME": empty, "TMPDIR": empty, _IN_CHILD: "1"},
                timeout=_WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            refuse(limits.TOO_LONG_TIME, name)
    if done.returncode in _KILLED_BY_CPU:
        refuse(limits.TOO_LONG_TIME, name)
    if done.returncode or not done.stdout:
        refuse(limits.STOPPED, name)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def serve() -> None:
    """What the child does: limits itself, reads the one file it is told to, and answers with JSON on its output."""
    order = json.loads(sys.stdin.buffer.read())
    _limit_itself()
    from riskbild.intake.reading.document import read  # noqa: PLC0415 - the readers load under the limits

    path = Path(order["path"])
    try:
        profile = None if order["profile"] is None else Profile.from_data(order["profile"])
        answer = {"document": write_exchange(read(path, profile))}
    except Refused as refused:
        answer = _refusal(refused.sentence)
    except MemoryError:
        answer = _refusal(limits.TOO_MUCH_MEMORY.format(name=path.name))
    except RecursionError:
        answer = _refusal(limits.BROKEN.format(name=path.name))
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _refusal(sentence: Sentence) -> dict[str, Any]:
    return {"refused": {"sv": sentence.sv, "en": sentence.en}}


def allow_pages(pages: int) -> None:
    """Gives the child the time that so many pages may take; a reader calls it once it has counted them.

    Outside a child nothing is limited, and nothing is changed.
    """
    if os.environ.get(_IN_CHILD):
        _limit_cpu(int(CPU_SECONDS + CPU_SECONDS_A_PAGE * min(pages, _MOST_PAGES)))


def _limit_itself() -> None:
    """Sets the limits of this process; Windows has none of the kind, there only the wall clock counts."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _limit_cpu(CPU_SECONDS)


def _limit_cpu(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (min(seconds, _HARD_CPU), _HARD_CPU))
