"""The web server: granian, with one process where the database is embedded."""

import logging
import socket
from contextlib import closing

from django.conf import settings
from django.db import connection, connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from riskbild.cli import static
from riskbild.cli.console import say
from riskbild.rules.refusal import Refused
from riskbild.rules.sentence import Sentence

# The web's process by name: the commands know no settings and no addresses, they only say what is to be served.
_TARGET = "riskbild.config.serving:application"
_GRACE = 30  # seconds in which requests and a job may finish when the server is told to stop


def serve(*, address: str, port: int) -> int:
    """Serves until it is told to stop (SIGTERM, Ctrl-C). Raises `Refused` if the port is taken."""
    _check_free(address, port)
    static.collect_if_changed()
    workers = 1 if connection.vendor == "sqlite" else settings.RISKBILD_WORKERS
    # A connection made here must not be shared with the process that serves.
    connections.close_all()
    server = Granian(
        _TARGET,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.RISKBILD_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE,
    )
    server.on_startup(lambda: say(f"Riskbild: {_address(address, port)}  (stop with Ctrl-C)"))
    server.on_startup(lambda: say(f"Data: {settings.RISKBILD_HOME}"))
    logging.getLogger(__name__).info("Serving at %s:%s", address, port)
    server.serve()
    return 0


def _address(address: str, port: int) -> str:
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


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
