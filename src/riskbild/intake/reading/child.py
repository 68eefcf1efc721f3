"""What the process does that opens one file: limits itself, does its order, tells how far it has come, and answers.

It answers with lines of JSON, each one message: {"done", "pages"} as it goes, then {"answer"} or {"refused"}.
"""

import json
import time
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Final

from riskbild.apart import limits as apart
from riskbild.intake.reading import limits
from riskbild.intake.reading.words import dictionary
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEMORY: Final = 1 << 30
CPU_SECONDS: Final = 60
CPU_SECONDS_A_PAGE: Final = 0.2
"""A file may take CPU_SECONDS and this much more for each of its pages."""
CPU_SECONDS_A_SCAN: Final = 2.0
"""And so much for each page that is read in its picture; the program that reads it has as much again of its own."""
_MOST_PAGES: Final = 600
_HARD_CPU: Final = int(CPU_SECONDS + CPU_SECONDS_A_PAGE * _MOST_PAGES)
WALL_SECONDS: Final = 4 * _HARD_CPU
"""On a machine that does much else a file may take this long by the clock."""
_MODULES: Final = ("orders", "text", "delimited", "sheets", "xlsx", "ods", "docx", "pdf.document", "pdf.picture")
_TELL_EVERY: Final = 0.1
FEW: Final = 3
"""A single file is imported without preparing (see `riskbild.apart`): it is opened to see whether it is a workbook of
ours, to be read, and once more where its board has said before what such columns mean."""


class _Told:
    """Where this process tells how far it has come; nowhere, unless it is a child that reads one file."""

    out: BinaryIO | None = None
    pages: int = 0
    at: float = 0.0


def work(order: bytes, out: BinaryIO) -> None:
    """Does the one order on the file that it names, within the limits, and answers on `out`; never raises `Refused`."""
    asked = json.loads(order)
    limit_itself()
    _Told.out = out
    from riskbild.intake.reading.orders import ORDERS  # noqa: PLC0415 - the readers load under the limits

    name = asked["name"]
    try:
        answer = {"answer": ORDERS[asked["do"]](Path(asked["path"]).read_bytes(), name, **asked["with"])}
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
        apart.limit_cpu(int(CPU_SECONDS + CPU_SECONDS_A_PAGE * min(pages, _MOST_PAGES)), _HARD_CPU)
        _Told.pages = pages
        _send(_Told.out, {"done": 0, "pages": pages})


def allow_scans(pages: int) -> None:
    """The same for pages that are read in their pictures, and takes the counting from the beginning."""
    if _Told.out is not None:
        apart.limit_cpu(int(CPU_SECONDS + CPU_SECONDS_A_SCAN * pages), _HARD_CPU)
        _Told.pages = pages
        _send(_Told.out, {"done": 0, "pages": pages})


def page_read(done: int) -> None:
    """Tells whoever waits that `done` pages of those counted are read; cheap enough to call after every page."""
    now = time.monotonic()
    if _Told.out is not None and (done >= _Told.pages or now - _Told.at >= _TELL_EVERY):
        _Told.at = now
        _send(_Told.out, {"done": done, "pages": _Told.pages})


def limit_itself() -> None:
    """Sets the limits of a child that reads on itself."""
    apart.limit_itself(memory=MEMORY, cpu_seconds=CPU_SECONDS, hard_cpu_seconds=_HARD_CPU, wall_seconds=WALL_SECONDS)


def prepare() -> None:
    """Loads every reader and the dictionary."""
    for name in _MODULES:
        try:
            import_module(f"riskbild.intake.reading.{name}")
        except ImportError:
            continue  # a format whose library is not installed is refused when a file of it comes
    dictionary()
