"""Many documents drawn side by side on every core, no more of them in memory than are being drawn."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskbild.publishing.drawn import Drawn
from riskbild.publishing.formats import FORMS, drawn_as
from riskbild.publishing.publication import Publication
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

if TYPE_CHECKING:
    from riskbild.publishing.pdf import Level
    from riskbild.publishing.workbook import Offline

_DOCUMENTS_A_PROCESS: Final = 50
"""A drawer's memory grows with every document (fonts, layouts it remembers), so its process is renewed."""

_AHEAD: Final = 2


@dataclass(frozen=True, slots=True)
class Order:
    """One document to be drawn; `name` tells it from the others, `level` is that of a PDF."""

    name: str
    form: str
    publication: Publication
    template: bytes | None = None
    offline: "Offline | None" = None
    level: "Level | None" = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came of an order: the drawing, or why there is none."""

    name: str
    drawn: Drawn | None
    refused: Sentence | None = None


def drawn_side_by_side(orders: Iterable[Order], form: str, *, at_once: int | None = None) -> Iterator[Delivery]:
    """The drawings of orders of one form, in their order. Orders are taken one by one, as there is room for them."""
    cores = at_once or os.cpu_count() or 1
    waiting: deque[Future[Delivery]] = deque()
    with _pool(form, cores) as pool:
        for order in orders:
            waiting.append(pool.submit(_delivered, order))
            if len(waiting) >= cores * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _pool(form: str, cores: int) -> Executor:
    if FORMS[form].apart:
        return ThreadPoolExecutor(cores)
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(cores, context, max_tasks_per_child=_DOCUMENTS_A_PROCESS)


def drawn_one(order: Order) -> Delivery:
    """One order drawn here."""
    return _delivered(order)


def _delivered(order: Order) -> Delivery:
    try:
        return Delivery(order.name, drawn_as(order.form, order.publication, order.template, order.offline, order.level))
    except Refused as refused:
        return Delivery(order.name, None, refused.sentence)
