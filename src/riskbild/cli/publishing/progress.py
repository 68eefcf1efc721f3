"""A bar on stderr that says how far something has come; a line now and then where nobody watches."""

import sys
from types import TracebackType
from typing import Final, Self

_WIDTH: Final = 30
_LINES: Final = 10


class Progress:
    """Counts what is done of a number of things; nothing is shown for a single one."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self._told = total, 0, 0
        self._watched = sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Begins."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leaves the bar's line behind."""
        if self._watched and self.total > 1:
            sys.stderr.write("\n")

    def step(self, name: str) -> None:
        """One more is done."""
        self.done += 1
        if self.total < 2:
            return
        if self._watched:
            filled = _WIDTH * self.done // self.total
            bar = "█" * filled + "░" * (_WIDTH - filled)
            sys.stderr.write(f"\r\x1b[K{bar} {self.done}/{self.total} {name}")
        elif self.done * _LINES // self.total > self._told:
            self._told = self.done * _LINES // self.total
            sys.stderr.write(f"{self.done}/{self.total}\n")
        sys.stderr.flush()
