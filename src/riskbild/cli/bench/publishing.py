"""The figures of publishing: CPU of a document of each format, warm and from a cold start, and many boards at once."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final

from riskbild.cli.bench.documents import risk_list
from riskbild.cli.bench.memory import Watch, most_of_own
from riskbild.publishing import html, pdf, printed_table, word, workbook
from riskbild.publishing.pdf import Level
from riskbild.publishing.pdf.typesetting import typeset
from riskbild.publishing.publication import Publication

BOARDS: Final = 300
ITEMS: Final = 25
"""How many plans are drawn in one go, and how many items each has."""
MOST_MB: Final = 1500
MOST_GROWTH: Final = 1.1
"""The most memory that they may take, and how much more of it the last hundred than the first."""
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of document: how it is drawn, with how many risks, and the CPU seconds it may take in a warm process."""

    name: str
    draw: Callable[[Publication], object]
    risks: int
    most_seconds: float


def _typeset(publication: Publication) -> object:
    return typeset(publication, Level.A2A)


MEASURED: Final = (
    Measured("pdf_20", _typeset, 20, 0.5),
    Measured("pdf_200", _typeset, 200, 2.0),
    Measured("pdf_2000", _typeset, 2_000, 15.0),
    Measured("docx_200", word.draw, 200, 0.6),
    Measured("xlsx_10000", workbook.draw, 10_000, 4.0),
    Measured("csv_10000", printed_table.draw, 10_000, 1.0),
    Measured("html_500", html.draw, 500, 0.15),
)


def measure(*, boards: int = BOARDS, most_risks: int = 10_000) -> dict[str, dict[str, Any]]:
    """Every figure beside what it may be at most; documents of more than `most_risks` risks are left out."""
    figures = {each.name: one(each) for each in MEASURED if each.risks <= most_risks}
    return figures | {"plans": many(boards)}


def one(measured: Measured) -> dict[str, Any]:
    """What one kind of document takes, beside what it may take."""
    seconds, megabytes = _warm(measured)
    return {
        "cpu_s": seconds, "most_cpu_s": measured.most_seconds, "cold_cpu_s": _cold(measured), "peak_mb": megabytes,
        "held": seconds <= measured.most_seconds,
    }  # fmt: skip


def _warm(measured: Measured) -> tuple[float, int]:
    """CPU seconds and megabytes of one document in a process that has drawn a small one before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        worker.submit(_taken, measured.name, 1).result()
        return worker.submit(_taken, measured.name, measured.risks).result()


def _taken(name: str, risks: int) -> tuple[float, int]:
    """In the worker: seconds of CPU that a document takes, and the most memory so far."""
    draw = next(each.draw for each in MEASURED if each.name == name)
    made = risk_list(risks, name)
    begun = time.process_time()
    draw(made)
    return round(time.process_time() - begun, 3), most_of_own()


def _cold(measured: Measured) -> float:
    """CPU seconds of a process that starts, puts the document together, draws it, and ends."""
    code = f"from {__name__} import _taken; _taken({measured.name!r}, {measured.risks})"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter and module
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def many(boards: int) -> dict[str, Any]:
    """The plan of each of many boards in one go: seconds by the clock, and the memory of all processes together."""
    from riskbild.cli.bench.plans import control_plan  # noqa: PLC0415 - the processes that measure know no Django

    made: Iterator[Publication] = (control_plan(ITEMS, f"board {number}") for number in range(boards))
    begun = time.monotonic()
    with Watch(os.getpid()) as watch:
        for number, _ in enumerate(pdf.draw_each(made)):
            watch.part = number // _HUNDRED
    seconds = round(time.monotonic() - begun, 1)
    return {"documents": boards, "seconds": seconds} | held([peak for _, peak in sorted(watch.peaks.items())])


def held(peaks: list[int]) -> dict[str, Any]:
    """The most bytes of memory while each hundred was drawn, as megabytes beside what they may be at most."""
    megabytes = [round(peak / 1e6) for peak in peaks]
    most_last = round(megabytes[0] * MOST_GROWTH)
    return {
        "peak_mb": max(megabytes), "most_mb": MOST_MB, "first_hundred_mb": megabytes[0],
        "last_hundred_mb": megabytes[-1], "most_last_hundred_mb": most_last,
        "held": max(megabytes) <= MOST_MB and megabytes[-1] <= most_last,
    }  # fmt: skip
