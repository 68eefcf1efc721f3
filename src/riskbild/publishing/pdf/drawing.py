"""Draws publications as PDF in processes of their own, so that no document can take the memory or time of all."""

import base64
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import islice
from typing import Any, Final

from riskbild.apart.asking import Nursery
from riskbild.apart.limits import OUT_OF_TIME
from riskbild.publishing.drawn import Drawn
from riskbild.publishing.pdf.child import TOO_LARGE, WALL_SECONDS, ordered
from riskbild.publishing.pdf.level import Level
from riskbild.publishing.progress import Step, tell
from riskbild.publishing.publication import Publication
from riskbild.rules.finding import Finding, Severity
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

MEDIA_TYPE: Final = "application/pdf"

TOO_LONG = Sentence(
    "Dokumentet tog för lång tid att sätta som PDF. Dela upp det på flera dokument.",
    "The document took too long to typeset as PDF. Split it into several documents.",
)

FAILED = Sentence(
    "Dokumentet kunde inte sättas som PDF. Försök igen, eller välj Word så länge.",
    "The document could not be typeset as PDF. Try again, or take Word meanwhile.",
)

_OUT_OF_MEMORY: Final = -6
"""The compiler aborts itself (SIGABRT) where it gets no more memory."""

_nursery: Final = Nursery("riskbild.publishing.pdf.child", WALL_SECONDS)


def draw(publication: Publication, *, level: Level = Level.A2A) -> Drawn:
    """The publication as PDF of a level, and what had to be changed in its texts.

    Every document is typeset in a new process with a limit on memory and time. Raises Refused with one sentence if it
    needs more, or if its logo cannot be drawn.
    """
    answer: dict[str, Any] = {}
    with closing(_nursery.ask(ordered(publication, level))) as messages:
        for message in messages:
            answer |= message
            if "share" in message:
                tell(Step.DRAWING, message["share"])
    if "refused" in answer:
        raise Refused(Sentence(*answer["refused"]))
    if "content" not in answer:
        raise Refused(_ending(answer.get("ended")))
    return Drawn(base64.b64decode(answer["content"]), tuple(_finding(*told) for told in answer["findings"]))


def _ending(code: int | None) -> Sentence:
    if code in OUT_OF_TIME:
        return TOO_LONG
    return TOO_LARGE if code == _OUT_OF_MEMORY else FAILED


def draw_each(
    publications: Iterable[Publication], *, level: Level = Level.A2A, at_once: int | None = None
) -> Iterator[Drawn]:
    """Many publications as PDF, in their order, `at_once` of them at a time (as many as there are processors).

    They are taken as they are needed, so that neither all publications nor all files are in memory at the same time.
    """
    workers = at_once or os.cpu_count() or 1
    coming = iter(publications)
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[Drawn]] = deque()
        for publication in islice(coming, workers + 1):
            waiting.append(pool.submit(draw, publication, level=level))
        try:
            while waiting:
                drawn = waiting.popleft().result()
                for publication in islice(coming, 1):
                    waiting.append(pool.submit(draw, publication, level=level))
                yield drawn
        finally:
            for each in waiting:
                each.cancel()


def _finding(code: str, severity: str, where: str, sv: str, en: str) -> Finding:
    return Finding(code, Severity(severity), where, Sentence(sv, en))
