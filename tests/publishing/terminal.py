"""A real terminal that somebody watches while a command runs."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, suppress


@contextmanager
def watched() -> Iterator[list[str]]:
    """Has stderr shown on a terminal; afterwards the list holds what was written on it."""
    mine, theirs = os.openpty()
    told: list[str] = []
    written: list[bytes] = []

    def listen() -> None:
        # A terminal that everybody has left answers with an error.
        with suppress(OSError):
            while some := os.read(mine, 4096):
                written.append(some)

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as shown, redirect_stderr(shown):
            yield told
    finally:
        listener.join()
        os.close(mine)
        told.append(b"".join(written).decode().replace("\r\n", "\n"))
