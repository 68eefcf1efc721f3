"""Says how many SQL queries an answer took; switched on where speed is measured."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


class QueryCount:
    """Counts every statement of a request, transactions' own among them, and tells it in a header."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers, and adds the header; a streamed answer's later queries are not in it."""
        counted = 0

        def count(execute: Callable[..., Any], *statement: Any) -> Any:
            nonlocal counted
            counted += 1
            return execute(*statement)

        with connection.execute_wrapper(count):
            response = self.answer(request)
        response.headers["X-Query-Count"] = str(counted)
        return response
