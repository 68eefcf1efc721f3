"""The web server: granian, with one process where the database is embedded."""

import logging
import os
import socket
import sys
from contextlib import closing
from typing import NoReturn

from django.conf import settings
from django.db import connection, connections

from riskbild.cli import static
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence


def serve(*, address: str, port: int) -> NoReturn:
    """Serves until it is told to stop (SIGTERM, Ctrl-C). Raises `Refused` if the port is taken.

    This process becomes the one that looks after the others, without all that the command has loaded.
    """
    _check_free(address, port)
    static.collect_if_changed()
    workers = 1 if connection.vendor == "sqlite" else settings.RISKBILD_WORKERS
    connections.close_all()
    logging.getLogger(__name__).info("Serving at %s:%s", address, port)
    given = [address, port, workers, settings.RISKBILD_THREADS, settings.RISKBILD_HOME]
    words = [sys.executable, "-m", "riskbild.cli.supervising", *map(str, given)]
    # What stands in mail and calendars leads to where the server really is.
    os.environ["RISKBILD_PORT"] = str(port)
    os.execv(sys.executable, words)  # noqa: S606 - our own program, and no shell is wanted


def _check_free(address: str, port: int) -> None:
    """Several servers can share a port without noticing, so it is tried first in the way that cannot be shared."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError as error:
            why = error.strerror or "it cannot be used"
            raise Refused(
                Sentence(
                    sv=f"Det går inte att lyssna på {address}:{port} ({why}); välj en annan port med --port.",
                    en=f"Cannot listen on {address}:{port} ({why}); choose another port with --port.",
                )
            ) from None
