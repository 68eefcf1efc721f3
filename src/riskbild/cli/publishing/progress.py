"""A bar on stderr that says how far something has come; a line now and then where nobody watches."""

import sys
import time
from types import TracebackType
from typing import Final, Self

from riskbild.publishing.progress import Step

_WIDTH: Final = 30
_LINES: Final = 10
_QUICK: Final = 2.0
"""Seconds; of a single document that takes no longer, nothing is told where nobody watches."""


class Progress:
    """Counts what is done of a number of things; of a single one it tells the steps and the percent."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self._told = total, 0, 0
        self._watched = sys.stderr.isatty()
        self._began = time.monotonic()
        self._step: Step | None = None

    def __enter__(self) -> Self:
        """Begins."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leaves the bar's line behind."""
        if self._watched and self._told:
            sys.stderr.write("\n")

    def step(self, name: str) -> None:
        """One more is done."""
        self.done += 1
        if self.total < 2:
            return
        if self._watched:
            self._bar(self.done / self.total, f"{self.done}/{self.total} {name}")
        elif self.done * _LINES // self.total > self._told:
            self._told = self.done * _LINES // self.total
            sys.stderr.write(f"{self.done}/{self.total}\n")
        sys.stderr.flush()

    def stage(self, step: Step, percent: int) -> None:
        """A single document has come so far."""
        label = step.label.text("en")
        if self._watched:
            self._bar(percent / 100, f"{percent} % {label}")
        elif step is not self._step and time.monotonic() - self._began > _QUICK:
            sys.stderr.write(f"{percent} % {label}\n")
        self._step = step
        sys.stderr.flush()

    def clear(self) -> None:
        """Takes the bar away, for a line to be written in its place."""
        if self._watched and self._told:
            sys.stderr.write("\r\x1b[K")
            self._told = 0

    def _bar(self, share: float, text: str) -> None:
        filled = int(_WIDTH * share)
        self._told = 1
        sys.stderr.write(f"\r\x1b[K{'█' * filled}{'░' * (_WIDTH - filled)} {text}")
