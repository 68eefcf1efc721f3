"""How far a document has come while it is made, told to whoever listens: a person who waits, a bar on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Final

from riskbild.rules.sentence import Sentence


class Step(Enum):
    """The steps in their order: what each is called, and from which percent to which it goes."""

    GATHERING = (Sentence("Uppgifterna hämtas", "Gathering the data"), 0, 25)
    COMPOSING = (Sentence("Dokumentet läggs upp", "Laying out the document"), 25, 35)
    DRAWING = (Sentence("Sidorna ritas", "Drawing the pages"), 35, 95)
    KEEPING = (Sentence("Filen sparas", "Saving the file"), 95, 100)

    @property
    def label(self) -> Sentence:
        """What the step is called."""
        return self.value[0]

    def percent(self, share: float) -> int:
        """How much of the whole is done when this share (0 to 1) of the step is."""
        _, first, last = self.value
        return int(first + (last - first) * min(max(share, 0.0), 1.0))


type Hear = Callable[[Step, int], None]
"""Is told the step and the percent of the whole, each time more than before."""

_hears: Final[ContextVar[Hear | None]] = ContextVar("hears", default=None)


@contextmanager
def heard_by(hear: Hear) -> Iterator[None]:
    """Within this, what is made here is told of."""
    furthest = -1

    def forward(step: Step, percent: int) -> None:
        nonlocal furthest
        if percent > furthest:
            furthest = percent
            hear(step, percent)

    token = _hears.set(forward)
    try:
        yield
    finally:
        _hears.reset(token)


def tell(step: Step, share: float = 0.0) -> None:
    """Tells that this share of a step is done; nobody may be listening."""
    hear = _hears.get()
    if hear is not None:
        hear(step, step.percent(share))


class Counted:
    """So many things of a step, told of as they are done."""

    def __init__(self, step: Step, total: int) -> None:
        self._step, self._total, self._done = step, max(total, 1), 0

    def done(self, count: int = 1) -> None:
        """So many more are done; that all are, the next step tells."""
        self._done += count
        if self._done < self._total:
            tell(self._step, self._done / self._total)
