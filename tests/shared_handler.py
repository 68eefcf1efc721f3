"""One stack of middleware for all test clients, as a server has one for all its requests.

A client of Django's makes its own with its first request, and looks through the static files anew: a fiftieth of the
time of the tests that need a database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.conf import settings
from django.test.client import ClientHandler


@contextmanager
def shared_middleware() -> Iterator[None]:
    """As long as it lasts; a test that changes a setting gets a stack of its own."""
    unchanged, load = settings._wrapped, ClientHandler.load_middleware  # type: ignore[attr-defined]  # Django's own
    first = ClientHandler()

    def shared(handler: ClientHandler) -> None:
        if settings._wrapped is not unchanged:  # type: ignore[attr-defined]
            load(handler)
            return
        if first._middleware_chain is None:
            load(first)
        vars(handler).update({name: value for name, value in vars(first).items() if name != "enforce_csrf_checks"})

    with mock.patch.object(ClientHandler, "load_middleware", shared):
        yield
