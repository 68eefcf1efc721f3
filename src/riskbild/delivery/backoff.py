"""How long a message waits before it is tried again."""

from datetime import timedelta

WITHOUT_SERVER = timedelta(minutes=1)
"""How long a message waits when the server itself did not answer; the others come before it then."""

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 720, 1440))
MOST_ATTEMPTS = len(_WAITS) + 1
"""How many times the server may put off one message, about two days in all, before it is parked."""


def wait_after(attempts: int) -> timedelta:
    """How long a message waits that has been put off so many times, 1 to MOST_ATTEMPTS - 1."""
    return _WAITS[attempts - 1]
