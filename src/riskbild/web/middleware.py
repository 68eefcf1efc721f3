"""What happens around every request: headers, language, time limits of sessions, read-only GET, refusals."""

from collections.abc import Callable
from contextlib import ExitStack

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from riskbild.rules.refusal import Forbidden, Missing, Refused, Unreadable
from riskbild.web import session_time
from riskbild.web.choices import language_of
from riskbild.web.errors import not_allowed, refused
from riskbild.web.read_only import refuse_writes

type Answer = Callable[[HttpRequest], HttpResponse]
_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class Headers:
    """The security headers that Django has no setting for; pages are never kept by a cache."""

    def __init__(self, answer: Answer) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds what the answer does not already say."""
        response = self.answer(request)
        for name, value in settings.RISKBILD_HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Language:
    """Swedish, or the language chosen for this browser."""

    def __init__(self, answer: Answer) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers in the chosen language and says which it is."""
        with translation.override(language_of(request)):
            request.LANGUAGE_CODE = translation.get_language() or "sv"
            response = self.answer(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie"])
        return response


class SessionTime:
    """Ends a session that has stood idle or lasted too long; see `session_time`."""

    def __init__(self, answer: Answer) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Checks before the view, and notes the time of use after it, without touching the database."""
        now = timezone.now()
        if session_time.is_over(request, now):
            request.session.flush()
        response = self.answer(request)
        session_time.note(request, response, now)
        return response


class ReadOnlyGet:
    """A GET never writes: a statement that would is an error, in production as in tests."""

    def __init__(self, answer: Answer) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Shuts the databases for changes while something is only read."""
        if request.method not in _READING:
            return self.answer(request)
        with ExitStack() as guards:
            for connection in connections.all():
                guards.enter_context(connection.execute_wrapper(refuse_writes))
            return self.answer(request)


class Refusals:
    """A refusal that no view has dealt with becomes a page with its sentence."""

    def __init__(self, answer: Answer) -> None:
        """Wraps the rest of the request."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lets the request through; refusals come in by `process_exception`. An empty 405 gets a page."""
        response = self.answer(request)
        return not_allowed(request, response) if isinstance(response, HttpResponseNotAllowed) else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """404 for what is missing, 403 for the forbidden, 400 for the unreadable, 409 for every other refusal."""
        match exception:
            case Missing():
                status = 404
            case Forbidden():
                status = 403
            case Unreadable():
                status = 400
            case Refused():
                status = 409
            case _:
                return None
        return refused(request, exception.sentence, status)
