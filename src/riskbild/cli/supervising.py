"""The server's main process: starts those that answer, starts anew one that dies, and stops them all when told to.

It is a program of its own and loads nothing of the rest, since it lives as long as the server and does next to nothing:
`python -m riskbild.cli.supervising ADDRESS PORT WORKERS THREADS HOME`.
"""

import socket
import sys
import threading
import time
from contextlib import closing

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# The web's process by name: the commands know no settings and no addresses, they only say what is to be served.
_TARGET = "riskbild.config.serving:application"
_GRACE = 30  # seconds in which requests and a job may finish when the server is told to stop


def supervise(address: str, port: int, workers: int, threads: int, home: str) -> None:
    """Serves until it is told to stop (SIGTERM, Ctrl-C)."""
    server = Granian(
        _TARGET,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE,
    )
    told = threading.Thread(target=_tell_when_it_answers, args=(address, port, home), daemon=True)
    server.on_startup(told.start)
    server.serve()


def _tell_when_it_answers(address: str, port: int, home: str) -> None:
    """Whoever follows the link at once shall find a page there."""
    while not _answers(address, port):
        time.sleep(0.05)
    shown = f"[{address}]" if ":" in address else address
    print(f"Riskbild: http://{shown}:{port}  (stop with Ctrl-C)\nData: {home}", file=sys.stderr, flush=True)


def _answers(address: str, port: int) -> bool:
    """Asks without loading anything: the web's process is forked off meanwhile, and would have half of it for ever.

    Python's ways of connecting to a name load an encoding, without which that process could send no mail.
    """
    # What listens everywhere is reached here, too.
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)  # noqa: S104 - a name, nothing is bound
    with closing(socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)) as trial:
        trial.settimeout(1)
        try:
            return trial.connect_ex((reached, port)) == 0
        except OSError:
            return False


if __name__ == "__main__":
    given_address, given_port, given_workers, given_threads, given_home = sys.argv[1:]
    supervise(given_address, int(given_port), int(given_workers), int(given_threads), given_home)
