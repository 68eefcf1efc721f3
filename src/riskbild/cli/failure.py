"""Turns whatever went wrong into one sentence with what to do, and an exit code; never a traceback."""

import logging
import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, ProgrammingError

from riskbild.cli.console import say
from riskbild.rules.refusal import Refused

REFUSED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

logger = logging.getLogger("riskbild.cli")


def tell(error: Exception) -> int:
    """Says what went wrong and returns the exit code. What nobody foresaw is logged in full."""
    if isinstance(error, BrokenPipeError):
        # Whoever read our output has gone; Python must not fail once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    sentence = _sentence(error)
    if sentence is None:
        logger.error("A command failed", exc_info=error)
        what = "the database" if isinstance(error, DatabaseError) else "the program"
        sentence = f"A fault in {what}, not in what you did; it is described in {settings.RISKBILD_LOG}"
    say(f"riskbild: {sentence}")
    return WRONG_USAGE if isinstance(error, ImproperlyConfigured) else REFUSED


def _sentence(error: Exception) -> str | None:
    """The sentence for a fault that was foreseen, else None."""
    if isinstance(error, Refused):
        return error.sentence.text("en")
    if isinstance(error, ImproperlyConfigured | CommandError):
        return _one_line(error)
    if isinstance(error, OperationalError | ProgrammingError):
        return _database(error)
    if isinstance(error, OSError):
        return _file(error)
    return None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _database(error: DatabaseError) -> str:
    text = _one_line(error)
    if "no such table" in text or isinstance(error, ProgrammingError):
        return "The database is not set up for this release; run: riskbild migrate"
    if "locked" in text:
        return "Another program keeps the database to itself; end it and try again."
    return f"The database cannot be used ({text}); check DATABASE_URL and RISKBILD_HOME."


def _file(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or _one_line(error)}; check the path and its permissions."
