"""Room on the interpreter's stack for whatever is called, taken once and not again and again.

CPython keeps the frames of Python functions in pieces of 16 kB. Below pytest a request stands so deep that its busiest
functions lie where one piece ends: each call of them asks the system for the next one and each return gives it back,
half a thousand times a page, which took a sixth of the processor's time. A function that says it needs a large frame
gets a large piece, and what it calls finds room in the rest of it.
"""

from collections.abc import Callable

_SLOTS = 70_000
"""Of eight bytes: more than half of a megabyte, so that the piece is one, and the rest of it is free."""


def with_room[Result](call: Callable[[], Result]) -> Result:
    """Calls, and gives what came of it."""
    return call()


with_room.__code__ = with_room.__code__.replace(co_stacksize=_SLOTS)
