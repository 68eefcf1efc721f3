"""The figures of publishing: CPU of a document of each format, warm and from a cold start, and many boards at once."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from typing import Any, Final

from riskbild.cli.bench.memory import Watch
from riskbild.cli.bench.texts import cells
from riskbild.documents.exchange import DocumentKind, ExchangeDocument, ExchangeRow, Source
from riskbild.documents.layout import PublishedKind, standard_layout
from riskbild.publishing import html, pdf, word, workbook
from riskbild.publishing.assemble import DocumentFacts, publication_of
from riskbild.publishing.pdf import Level
from riskbild.publishing.pdf.typesetting import typeset
from riskbild.publishing.publication import Publication
from riskbild.rules.standard_methods import FOUR_BY_FOUR

BOARDS: Final = 300
ITEMS: Final = 25
"""How many plans are drawn in one go, and how many risks each has."""
_YEAR: Final = 2026
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of document: how it is drawn, with how many risks, and the CPU seconds it may take."""

    name: str
    draw: Callable[[Publication], object]
    risks: int
    most_seconds: float


def _typeset(publication: Publication) -> object:
    return typeset(publication, Level.A2A_UA1)


MEASURED: Final = (
    Measured("pdf_20", _typeset, 20, 0.5),
    Measured("pdf_200", _typeset, 200, 2.0),
    Measured("pdf_2000", _typeset, 2_000, 15.0),
    Measured("docx_200", word.draw, 200, 0.6),
    Measured("xlsx_10000", workbook.draw, 10_000, 4.0),
    Measured("html_500", html.draw, 500, 0.15),
)


def measure(*, boards: int = BOARDS, most_risks: int = 10_000) -> dict[str, Any]:
    """Every figure; documents of more than `most_risks` risks are left out."""
    figures: dict[str, Any] = {each.name: _warm(each) for each in MEASURED if each.risks <= most_risks}
    figures["pdf_20_cold"] = {"cpu_s": _cold()}
    return figures | {"boards": _many(boards)}


def publication(risks: int, seed: str) -> Publication:
    """A risk list of so many risks, as long and as Swedish as the real ones, in the standard layout."""
    rows = tuple(
        replace(
            ExchangeRow(likelihood=each.likelihood, impact=each.impact, score=each.likelihood * each.impact),
            **each.fields,  # type: ignore[arg-type]  # texts and answers under the names of their fields
        )
        for each in cells(risks, seed)
    )
    document = ExchangeDocument(
        source=Source("bench.json"), kind=DocumentKind.RISK_LIST, title=f"Bruttolista {_YEAR} {seed}",
        authority="Provnämnden", year=_YEAR, rows=rows,
    )  # fmt: skip
    facts = DocumentFacts(dated=date(_YEAR, 2, 14), year=_YEAR, board="Provnämnden", method=FOUR_BY_FOUR)
    return publication_of(document, standard_layout(PublishedKind.RISK_LIST), facts=facts)


def _warm(measured: Measured) -> dict[str, float]:
    """CPU and memory of one document in a process that has drawn a small one before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as worker:
        worker.submit(_taken, measured.name, 1).result()
        seconds, megabytes = worker.submit(_taken, measured.name, measured.risks).result()
    return {"cpu_s": seconds, "most_s": measured.most_seconds, "peak_mb": megabytes}


def _taken(name: str, risks: int) -> tuple[float, int]:
    """In the worker: seconds of CPU that a document takes, and the most memory so far."""
    draw = next(each.draw for each in MEASURED if each.name == name)
    made = publication(risks, name)
    begun = time.process_time()
    draw(made)
    return round(time.process_time() - begun, 3), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _cold() -> float:
    """CPU seconds of a process that starts, draws one PDF of 20 risks, and ends."""
    code = f"from {__name__} import publication, _typeset; _typeset(publication(20, 'cold'))"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter and module
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def _many(boards: int) -> dict[str, float]:
    """A document for each of many boards in one go: seconds by the clock, and the memory of all processes together."""
    made: Iterator[Publication] = (publication(ITEMS, f"board {number}") for number in range(boards))
    begun = time.monotonic()
    with Watch(os.getpid()) as watch:
        for number, _ in enumerate(pdf.draw_each(made)):
            watch.part = number // _HUNDRED
    peaks = [round(peak / 1e6) for _, peak in sorted(watch.peaks.items())]
    return {
        "documents": boards, "seconds": round(time.monotonic() - begun, 1), "peak_mb": max(peaks),
        "first_hundred_mb": peaks[0], "last_hundred_mb": peaks[-1],
    }  # fmt: skip
